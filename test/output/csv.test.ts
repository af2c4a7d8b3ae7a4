import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../src/errors.ts";
import { csvDelimiter } from "../../src/output/index.ts";
import { coming, noticesOf, textOf } from "./support.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    '"',
    "\r\n",
    "\n",
    "\r",
    ",",
    ";",
    "\t",
    "",
    " ",
    "Привет, «мир»",
    "👨‍👩‍👧 🇷🇺",
    "=1+1",
    "007",
    "漢字",
    "\uFEFFx",
  ),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const name = fc.stringMatching(/^[a-z]{1,3}$/);
const row = fc.dictionary(name, fc.oneof(scalar, fc.dictionary(name, scalar, { minKeys: 1, maxKeys: 3 })), {
  minKeys: 1,
  maxKeys: 4,
});

/** What a reader of CSV finds for a value. */
const asText = (value: unknown) =>
  value === null || value === undefined ? "" : String(value === 0 ? 0 : value);

function flat(input: Record<string, unknown>): Record<string, string> {
  const fields = Object.entries(input).flatMap(([key, value]) =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([nested, item]) => [`${key}.${nested}`, asText(item)] as const)
      : [[key, asText(value)] as const],
  );
  return Object.fromEntries(fields);
}

describe("CSV", () => {
  it("reads back as it was written, whole and row by row, with every delimiter", async () => {
    const rows = fc.array(row, { minLength: 1, maxLength: 6 });
    const delimiters = fc.constantFrom(",", ";", "tab", "|");
    await fc.assert(
      fc.asyncProperty(rows, delimiters, fc.boolean(), async (input, delimiter, bom) => {
        const written = await textOf(input, { format: "csv", delimiter, bom });
        const streamed = await textOf(coming(input), { format: "csv", delimiter, bom });
        expect(streamed).toBe(written);
        const options = {
          delimiter: delimiter === "tab" ? "\t" : delimiter,
          bom,
          columns: true as const,
          record_delimiter: "\r\n",
        };
        const read = parse<Record<string, string>>(written, options);
        const expected = input.map(flat);
        const columns = [...new Set(expected.flatMap(item => Object.keys(item)))];
        expect(read).toEqual(
          expected.map(item => Object.fromEntries(columns.map(key => [key, item[key] ?? ""]))),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("follows RFC 4180 to the letter", async () => {
    const rows = [
      { id: 1, text: 'He said "да"', likes: { count: 5, can_like: true }, tags: ["a", "b"] },
      { id: 2, text: "two\nlines", photos: [{ id: 7 }], empty: {}, none: [], nothing: null },
    ];
    expect(await textOf({ response: { count: 2, items: rows } }, { format: "csv" })).toBe(
      "id,text,likes.count,likes.can_like,tags,photos,empty,none,nothing\r\n" +
        '1,"He said ""да""",5,true,"a,b",,,,\r\n' +
        '2,"two\nlines",,,,"[{""id"":7}]",{},[],\r\n',
    );
  });

  it("keeps lists apart from texts that look alike", async () => {
    const rows = [
      { a: ["x,y"] },
      { a: ["x", "y"] },
      { a: [""] },
      { a: [null] },
      { a: ["[1]"] },
      { a: [[1]] },
      { a: [1, true] },
    ];
    const read = parse(await textOf(rows, { format: "csv" }), { columns: true });
    expect(read).toEqual([
      { a: '["x,y"]' },
      { a: "x,y" },
      { a: '[""]' },
      { a: "[null]" },
      { a: '["[1]"]' },
      { a: "[[1]]" },
      { a: "1,true" },
    ]);
  });

  it("loses neither of two fields of one name", async () => {
    expect(await textOf([{ "a.b": 1, a: { b: 2 } }], { format: "csv" })).toBe("a.b,a.b (2)\r\n1,2\r\n");
  });

  it("has a row for one object, and one cell for one value", async () => {
    expect(await textOf({ response: { post_id: 5 } }, { format: "csv" })).toBe("post_id\r\n5\r\n");
    expect(await textOf({ response: 1 }, { format: "csv" })).toBe("value\r\n1\r\n");
    expect(await textOf("https://vk.com", { format: "csv" })).toBe("value\r\nhttps://vk.com\r\n");
    expect(await textOf([1, null, "a"], { format: "csv" })).toBe('value\r\n1\r\n""\r\na\r\n');
    expect(await textOf([], { format: "csv" })).toBe("");
    expect(await textOf([], { format: "csv", columns: ["id"] })).toBe("id\r\n");
  });

  it("has the columns that were asked for, branches too, and tells of those that no row has", async () => {
    const rows = [{ id: 1, likes: { count: 2 }, text: "a" }, { id: 2 }];
    for (const result of [rows, coming(rows)]) {
      expect(await textOf(result, { format: "csv", columns: ["likes", "id", "likes.count"] })).toBe(
        'likes,id,likes.count\r\n"{""count"":2}",1,2\r\n,2,\r\n',
      );
    }
    expect(await noticesOf(rows, { format: "csv", columns: ["id", "txet"] })).toMatchObject([
      { kind: "empty-columns", names: ["txet"] },
    ]);
  });

  it("tells of columns that come too late in a list that comes row by row", async () => {
    function* rows() {
      for (let id = 0; id < 1000; id += 1) yield { id };
      yield { id: 1000, late: "x", other: { a: 1 } };
    }
    expect(await noticesOf(coming(rows()), { format: "csv" })).toMatchObject([
      { kind: "late-columns", names: ["late", "other.a"] },
    ]);
    expect((await textOf(coming(rows()), { format: "csv" })).endsWith("\r\n999\r\n1000\r\n")).toBe(true);
    expect(await textOf([...rows()], { format: "csv" })).toMatch(
      /^id,late,other\.a\r\n(\d+,,\r\n)+1000,x,1\r\n$/,
    );
    expect(await noticesOf([...rows()], { format: "csv" })).toEqual([]);
  });

  it("refuses a delimiter that cannot be one", async () => {
    for (const delimiter of ["", ";;", '"', "\n", "\r"]) {
      expect(() => csvDelimiter(delimiter)).toThrow(ArgumentError);
      const writing = textOf([{ a: 1 }], { format: "csv", delimiter });
      await expect(writing).rejects.toThrow("csv-delimiter: got");
    }
    expect(await textOf([{ a: 1, b: 2 }], { format: "csv", delimiter: "\\t" })).toBe("a\tb\r\n1\t2\r\n");
  });
});
