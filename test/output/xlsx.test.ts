import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import { afterEach, describe, expect, it } from "vitest";
import { breakingOff, bytesOf, coming, noticesOf } from "./support.ts";

async function sheet(result: unknown) {
  return await readSheet(await bytesOf(result, { format: "xlsx" }), { trim: false });
}

async function part(result: unknown, name: string): Promise<string> {
  const file = unzipSync(await bytesOf(result, { format: "xlsx" }))[name];
  return strFromU8(file ?? new Uint8Array());
}

describe("a workbook", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it("has numbers as numbers, texts as texts, booleans, and nothing as nothing", async () => {
    const rows = [
      {
        id: 1,
        sum: 1.5,
        text: 'Привет, "мир" 🌍\nдве строки',
        phone: "+79001234567",
        zero: "007",
        yes: true,
        no: null,
      },
      {
        id: 2 ** 40,
        sum: -0.1,
        text: "=1+1",
        phone: "79001234567",
        zero: "12345678901234567890",
        yes: false,
      },
    ];
    expect(await sheet({ response: { items: rows } })).toEqual([
      ["id", "sum", "text", "phone", "zero", "yes", "no"],
      [1, 1.5, 'Привет, "мир" 🌍\nдве строки', "+79001234567", "007", true, null],
      [2 ** 40, -0.1, "=1+1", "79001234567", "12345678901234567890", false, null],
    ]);
  });

  it("reads back as it was written, whole and row by row", async () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.constantFrom(
        "<a & b>",
        "]]>",
        '"',
        "'x",
        "a\nb",
        " a ",
        "=1+1",
        "1e5",
        "_x0041_",
        "👨‍👩‍👧 🇷🇺",
        "漢字",
        "Ёё",
      ),
    );
    const number = fc.oneof(
      fc.integer(),
      fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }),
      fc.float({ noNaN: true, min: -(2 ** 49), max: 2 ** 49 }),
    );
    const cell = fc.oneof(text, number, fc.boolean(), fc.constant(null));
    const row = fc.record({ a: cell, b: fc.record({ c: cell, d: cell }), e: cell });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async rows => {
        const expected = [
          ["a", "b.c", "b.d", "e"],
          ...rows.map(({ a, b, e }) => [a, b.c, b.d, e].map(value => (value === 0 ? 0 : value))),
        ];
        // A last line of nothing is none to the reader.
        while (expected.at(-1)?.every(value => value === null)) expected.pop();
        expect(await sheet(rows)).toEqual(expected);
        expect(await sheet(coming(rows))).toEqual(expected);
      }),
    );
  });

  it.each(["Asia/Vladivostok", "America/New_York", "UTC"])(
    "has moments as dates of the zone %s",
    async timeZone => {
      process.env.TZ = timeZone;
      const date = new Date(2026, 6, 1, 10, 30, 5).getTime() / 1000;
      const rows = [{ id: date, date, edited: 0, last_seen: { time: date }, duration: date }];
      const shown = new Date(Date.UTC(2026, 6, 1, 10, 30, 5));
      expect(await sheet(rows)).toEqual([
        ["id", "date", "edited", "last_seen.time", "duration"],
        [date, shown, 0, shown, date],
      ]);
    },
  );

  it("has a number that Excel would round as a text, and shows whole numbers whole", async () => {
    expect(await sheet([{ a: 123456789012345 }, { a: 1234567890123456 }, { a: 1e21 }])).toEqual([
      ["a"],
      [123456789012345],
      ["1234567890123456"],
      ["1e+21"],
    ]);
    const styles = await part([{ a: 123456789012 }], "xl/styles.xml");
    const xml = await part([{ a: 123456789012 }], "xl/worksheets/sheet1.xml");
    const style = Number(/r="A2" s="(\d+)"/.exec(xml)?.[1]);
    const formats = [...(/<cellXfs.*<\/cellXfs>/.exec(styles)?.[0].matchAll(/<xf numFmtId="(\d+)"/g) ?? [])];
    expect(styles).toContain(`<numFmt numFmtId="${formats[style]?.[1]}" formatCode="0"/>`);
  });

  it("has a bold head that stays in sight, and nothing else bold, and columns as wide as what is in them", async () => {
    const rows = [
      { id: 1, text: "x".repeat(30), date: 1_800_000_000 },
      { id: 2, text: "x".repeat(500) },
    ];
    const xml = await part(rows, "xl/worksheets/sheet1.xml");
    const styles = await part(rows, "xl/styles.xml");
    expect(xml).toContain('ySplit="1" topLeftCell="A2" state="frozen"');
    const widths = [...xml.matchAll(/<col [^>]*width="(\d+)"/g)].map(match => Number(match[1]));
    expect(widths).toEqual([6, 60, 22]);
    const fonts = [...styles.matchAll(/<font>.*?<\/font>/g)].map(([font]) => font.includes("<b"));
    const fontOf = [...(/<cellXfs.*<\/cellXfs>/.exec(styles)?.[0].matchAll(/fontId="(\d+)"/g) ?? [])];
    const isBold = (cell: string) => {
      const style = new RegExp(`r="${cell}"[^>]*`).exec(xml)?.[0].match(/s="(\d+)"/)?.[1] ?? "0";
      return fonts[Number(fontOf[Number(style)]?.[1])];
    };
    expect(["A1", "B1", "C1", "A2", "B2", "C2", "A3"].map(isBold)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("cuts a text that no cell can hold, and tells so", async () => {
    const rows = [{ id: 1, text: "x".repeat(40_000) }];
    expect((await sheet(rows))[1]?.[1]).toBe("x".repeat(32_767));
    expect(await noticesOf(rows, { format: "xlsx" })).toMatchObject([{ kind: "cut-cells", names: ["text"] }]);
    expect(await noticesOf([{ text: "x".repeat(32_767) }], { format: "xlsx" })).toEqual([]);
  });

  it("holds an empty list, and characters that XML cannot say", async () => {
    expect(await sheet([])).toEqual([]);
    expect(await part([{ a: "a\u0000b\uFFFE\uD800c" }], "xl/worksheets/sheet1.xml")).toContain(
      "a_x0000_b\uFFFD\uFFFDc",
    );
  });

  it("is not finished when its list breaks off", async () => {
    await expect(sheet(breakingOff([{ id: 1 }]))).rejects.toThrow("the connection broke");
  });

  it("stops asking for rows when it cannot be written", async () => {
    let asked = 0;
    let closed = false;
    async function* rows() {
      try {
        for (;;) {
          asked += 1;
          yield { id: asked, text: String(Math.random()).repeat(20) };
        }
      } finally {
        closed = true;
      }
    }
    const { writeResult } = await import("../../src/output/index.ts");
    const writing = writeResult(rows(), { format: "xlsx" }, () => {
      throw new Error("the disk is full");
    });
    await expect(writing).rejects.toThrow("the disk is full");
    expect(closed).toBe(true);
    expect(asked).toBeLessThan(10_000);
  });
});
