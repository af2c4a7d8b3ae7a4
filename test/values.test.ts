import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArgs } from "../src/cli/framework/parse.ts";
import { encodeAll } from "../src/core/encoding.ts";
import { type Page, paginate, toArray } from "../src/core/pagination.ts";
import { ArgumentError, type RequestEvent, withSettings } from "../src/index.ts";
import { readProduct } from "../src/OPI_VK/product-fields.ts";
import { maskText } from "../src/secrets.ts";
import { unixTime } from "../src/validation/dates.ts";
import { attachment, id, positiveId } from "../src/validation/ids.ts";
import { toBooleanFlag } from "../src/validation/numbers.ts";

describe("encoding", () => {
  it("brings every text through a form as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), text => {
        const form = new URLSearchParams(encodeAll({ text })).toString();
        expect(new URLSearchParams(form).get("text")).toBe(text);
      }),
    );
  });

  it("writes booleans as 1 and 0, lists with commas, structures as JSON, and leaves out what is not there", () => {
    const input = {
      yes: true,
      no: false,
      list: [1, "a", true],
      structure: { a: "ё" },
      none: undefined,
      nil: null,
      empty: "",
    };
    expect(encodeAll(input)).toEqual({ yes: "1", no: "0", list: "1,a,1", structure: '{"a":"ё"}', empty: "" });
  });
});

describe("ids", () => {
  it("are the same as a number and as a string", () => {
    fc.assert(
      fc.property(
        fc.integer().filter(value => value !== 0),
        value => {
          expect(id("a", String(value))).toBe(value);
          expect(positiveId("a", ` ${value} `)).toBe(Math.abs(value));
        },
      ),
    );
  });

  it("are nothing else", () => {
    fc.assert(
      fc.property(
        fc.string().filter(text => !/^\s*-?\d+\s*$/.test(text)),
        text => {
          expect(() => id("a", text)).toThrow(ArgumentError);
        },
      ),
    );
  });
});

describe("dates", () => {
  it("give back the moment they were made of, in each form", () => {
    const moments = fc.date({
      min: new Date("2001-09-10T00:00:00Z"),
      max: new Date("2099-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, date => {
        const seconds = Math.floor(date.getTime() / 1000);
        const iso = new Date(seconds * 1000).toISOString();
        for (const form of [
          date,
          seconds,
          String(seconds),
          iso,
          iso.replace(".000", ""),
          iso.replace("T", " "),
        ]) {
          expect(unixTime("a", form)).toBe(seconds);
        }
      }),
    );
  });

  it.each([
    ["2025-12-10", new Date(2025, 11, 10)],
    ["2025-12-10T18:30:05", new Date(2025, 11, 10, 18, 30, 5)],
    ["20251210183005", new Date(2025, 11, 10, 18, 30, 5)],
    ["2025-12-10T00:00:00+03:00", new Date("2025-12-09T21:00:00Z")],
  ])("%s is local time where no zone is given", (text, date) => {
    expect(unixTime("a", text)).toBe(date.getTime() / 1000);
  });

  it.each([
    "2025-02-29",
    "2025-13-01",
    "2025-12-10T25:00:00",
    "20251310000000",
    "10.12.2025",
    "now",
    "",
    -5,
    1.5,
    null,
    new Date("x"),
  ])("%s is refused", value => {
    expect(() => unixTime("a", value)).toThrow(/a: got .*, expected a date that exists/);
  });
});

describe("flags", () => {
  it.each([true, 1, "true", "True", "TRUE", "1", "Истина", "истина"])("%s is yes", value =>
    expect(toBooleanFlag("a", value)).toBe(1),
  );
  it.each([false, 0, "false", "False", "0", "Ложь"])("%s is no", value =>
    expect(toBooleanFlag("a", value)).toBe(0),
  );
});

describe("attachments", () => {
  it.each(["photo-1_2", "video1_2", "doc1_2_abcDEF", "poll-5_6", "market_album-1_2"])("%s is one", value => {
    expect(attachment("a", value)).toBe(value);
  });
  it.each(["photo1", "photo1_", "1_2", "photo1_2,photo1_3", "photo 1_2", "https://vk.com"])(
    "%s is none",
    value => {
      expect(() => attachment("a", value)).toThrow(ArgumentError);
    },
  );
});

describe("a product", () => {
  it("is read with the original's keys and in camelCase alike", () => {
    const pascal = {
      Name: "Spoon",
      Price: 5,
      OldPrice: "6,5",
      SKU: "x",
      MainInGroup: "Истина",
      PropertyValues: [1, 2],
    };
    const camel = {
      name: "Spoon",
      price: "5",
      oldPrice: 6.5,
      sku: "x",
      mainInGroup: true,
      propertyValues: ["1", "2"],
    };
    expect(readProduct("product", pascal)).toEqual(readProduct("product", camel));
    expect(readProduct("product", pascal).params).toEqual({
      name: "Spoon",
      price: 5,
      old_price: 6.5,
      sku: "x",
      is_main_variant: 1,
      variant_ids: "1,2",
    });
  });

  it.each<[object, string]>([
    [{ Nam: "Spoon" }, 'product: has an unknown key "Nam"; did you mean Name?'],
    [{ AditionalPhoto: [] }, "did you mean AdditionalPhotos?"],
    [{ Name: "Spoon", name: "Fork" }, "has Name twice"],
    [{ Name: "abc" }, 'product.Name: got "abc" (3 characters), expected 4 to 100'],
    [{ Description: "short" }, "expected at least 10 characters"],
    [{ Price: -1 }, "product.Price: got -1, expected a number from 0"],
    [{ Price: "much" }, 'product.Price: got "much"'],
    [
      { AdditionalPhotos: ["1", "2", "3", "4", "5"] },
      "product.AdditionalPhotos: got 5 photos, expected at most 4",
    ],
    [{ PropertyValues: [1, 2, 3] }, "product.PropertyValues: got 3 variants, expected at most 2"],
    [{ Width: 100_001 }, "product.Width: got 100001"],
    [{ URL: "example.com" }, "product.URL: got"],
    [{ Category: "spoons" }, 'product.Category: got "spoons"'],
    [[], "expected an object"],
  ])("%j is refused", (product, message) => {
    expect(() => readProduct("product", product)).toThrow(message);
  });
});

describe("a list by pages", () => {
  const numbers = (length: number) => Array.from({ length }, (_, i) => i);

  /** Reads a list whose pages VK makes in its own way. */
  async function read(vkPage: (offset: number) => Page<{ readonly id: number }>) {
    const offsets: number[] = [];
    const notices: unknown[] = [];
    const page = async (offset: number) => {
      offsets.push(offset);
      return vkPage(offset);
    };
    const onRequestEvent = ({ event, detail }: RequestEvent) => event === "notice" && notices.push(detail);
    const list = { method: "list", pageSize: 200, read: page, advice: "look there" };
    const found = await withSettings({ onRequestEvent }, () => toArray(paginate(list)));
    return { found: found.map(({ id }) => id), offsets, notices };
  }

  /** The part of a list that a page shows. */
  function part(list: readonly number[], offset: number, size = 200) {
    return list.slice(offset, offset + size).map(id => ({ id }));
  }

  it("is whole, with no call too many, whatever its length", async () => {
    for (const length of [0, 1, 199, 200, 201, 400, 1000]) {
      const list = numbers(length);
      const { found, offsets, notices } = await read(offset => ({
        count: length,
        items: part(list, offset),
      }));
      expect(found).toEqual(list);
      expect(offsets).toHaveLength(Math.max(1, Math.ceil(length / 200)));
      expect(notices).toEqual([]);
    }
  });

  const hidden = new Set([0, 3, 198, 199, ...numbers(450).slice(210)]);

  it.each([
    ["the end", (id: number) => id >= 990],
    ["everywhere", (id: number) => id % 7 === 0],
    ["nearly everything", (id: number) => id % 333 !== 5],
    ["whole pages", (id: number) => hidden.has(id)],
    ["everything", () => true],
  ])("holds what VK shows, once, when the offset counts what is hidden too: %s", async (_, isHidden) => {
    const shown = numbers(1000).filter(id => !isHidden(id));
    const { found, offsets, notices } = await read(offset => ({
      count: 1000,
      items: part(numbers(1000), offset).filter(({ id }) => !isHidden(id)),
    }));
    expect(found).toEqual(shown);
    expect(notices).toEqual([
      `VK counts 1000 items but returned ${shown.length}; the rest are deleted or hidden: look there`,
    ]);
    expect(offsets.length).toBeLessThan(20);
  });

  it("warns of what is not shown when nobody listens", async () => {
    const warned = new Promise<Error>(resolve => process.once("warning", resolve));
    const list = {
      method: "list",
      pageSize: 200,
      read: async () => ({ count: 3, items: part([1], 0) }),
      advice: "x",
    };
    expect(await toArray(paginate(list))).toEqual([{ id: 1 }]);
    expect(await warned).toMatchObject({
      name: "OintWarning",
      message: "list: VK counts 3 items but returned 1; the rest are deleted or hidden: x",
    });
  });

  it("holds what VK shows when only its count is larger", async () => {
    const { found, notices } = await read(offset => ({ count: 300, items: part(numbers(250), offset) }));
    expect(found).toEqual(numbers(250));
    expect(notices).toHaveLength(1);
  });

  it("is whole when pages are smaller than was asked for", async () => {
    const { found, notices } = await read(offset => ({ count: 100, items: part(numbers(100), offset, 30) }));
    expect(found).toEqual(numbers(100));
    expect(notices).toEqual([]);
  });

  it("is whole when VK fails to fill a page", async () => {
    let calls = 0;
    const { found, notices } = await read(offset => ({
      count: 600,
      items: ++calls === 2 ? [] : part(numbers(600), offset),
    }));
    expect(found).toEqual(numbers(600));
    expect(notices).toEqual([]);
  });
});

describe("options", () => {
  const specs = [
    { name: "text", short: "t", takesValue: "always", description: "text" },
    { name: "ad", short: "a", takesValue: "optional", description: "ad" },
  ] as const;

  it("take any text that is no option, and any text at all after an equal sign", () => {
    const anyText = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(anyText, text => {
        expect(parseArgs([`--text=${text}`], specs).options.get("text")).toEqual([text]);
        expect(parseArgs([`-t=${text}`, "--ad"], specs).options.get("text")).toEqual([text]);
      }),
    );
    const unquoted = anyText.filter(text => !/^(--\p{L}|-[ta](=|$))/u.test(text));
    fc.assert(
      fc.property(unquoted, text => {
        expect(parseArgs(["--ad", "true", "--text", text], specs).options.get("text")).toEqual([text]);
      }),
    );
  });
});

describe("masking", () => {
  it("leaves no token in whatever it stands", () => {
    const token = "vk1.a.abcDEF-123_x";
    for (const text of [
      `https://x.y/?access_token=${token}&v=5`,
      `{"access_token":"${token}"}`,
      `{'client_secret': '${token}'}`,
      `the token is ${token}.`,
      `token=${token}`,
    ]) {
      expect(maskText(text)).not.toContain(token);
    }
    expect(maskText("secret5 and more", "secret5")).toBe("*** and more");
    const upload = String.raw`{"upload_url":"https:\/\/pu.vk.ru\/c1\/upload.php?act=a&hash=5e1f&mid=1","album_id":-14}`;
    expect(maskText(upload)).toBe(
      String.raw`{"upload_url":"https:\/\/pu.vk.ru\/c1\/upload.php?***","album_id":-14}`,
    );
    expect(maskText("https://a.b/blank.html#access_token_7=abc&expires_in=0")).toBe(
      "https://a.b/blank.html#access_token_7=***&expires_in=0",
    );
    expect(maskText('{"error_code":14,"code":5}')).toBe('{"error_code":14,"code":5}');
  });
});
