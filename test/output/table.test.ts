import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { noticesOf, textOf } from "./support.ts";

const rows = [
  { id: 1, name: "Иван", likes: 5, text: "Привет" },
  { id: 22, name: "漢字 🫠", likes: 1500, text: "a\nb\u001b[31m" },
  { id: 3, name: "👨‍👩‍👧", likes: null, text: "x".repeat(100) },
];

describe("a table", () => {
  it("has a line for each row, numbers at the right, wide characters counted as terminals do, no color", async () => {
    const table = await textOf(rows.slice(0, 2), { format: "table" });
    expect(table).toBe(
      [
        "id  name     likes  text",
        "──  ───────  ─────  ────────",
        " 1  Иван         5  Привет",
        "22  漢字 🫠   1500  a⏎b␛[31m",
        "",
      ].join("\n"),
    );
  });

  it("is as wide as the terminal at most, and cuts with …", async () => {
    for (const width of [36, 40, 60, 80]) {
      const lines = (await textOf(rows, { format: "table", width })).trimEnd().split("\n");
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.at(-1)).toMatch(/x…$/);
      expect(lines).toHaveLength(5);
    }
  });

  it("has the whole text where there is no terminal", async () => {
    expect(await textOf(rows, { format: "table" })).toContain("x".repeat(100));
  });

  it("tells which columns have no room", async () => {
    const wide = [Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`column_${i}`, "x".repeat(20)]))];
    const table = await textOf(wide, { format: "table", width: 80 });
    for (const line of table.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    const notices = await noticesOf(wide, { format: "table", width: 80 });
    expect(notices).toMatchObject([{ kind: "hidden-columns" }]);
    expect(notices[0]?.names.at(-1)).toBe("column_19");
    expect(table).toContain("column");
  });

  it("never cuts a character in two", async () => {
    const table = await textOf([{ a: "👨‍👩‍👧".repeat(20) }], { format: "table", width: 20 });
    expect(table.split("\n")[2]).toBe(`${"👨‍👩‍👧".repeat(9)}…`);
  });

  it("has a line for each field of one object, and a value alone", async () => {
    expect(await textOf({ response: { post_id: 5, likes: { count: 1 } } }, { format: "table" })).toBe(
      "post_id      5\nlikes.count  1\n",
    );
    expect(await textOf({ response: 1 }, { format: "table" })).toBe("1\n");
    expect(await textOf("https://vk.com/wall-1_2", { format: "table" })).toBe("https://vk.com/wall-1_2\n");
    expect(await textOf([], { format: "table" })).toBe("");
  });

  it("shows moments as dates, and what is no moment as it is", async () => {
    const date = Math.floor(new Date(2026, 11, 1, 10, 30, 5).getTime() / 1000);
    expect(await textOf({ date, edited: 0, count: date }, { format: "table" })).toBe(
      `date    2026-12-01 10:30:05\nedited  0\ncount   ${date}\n`,
    );
  });

  it("has dates at the left, as texts, below their head", async () => {
    const date = new Date(2026, 11, 1, 10, 30, 5).getTime() / 1000;
    expect(
      await textOf(
        [
          { id: 10, date },
          { id: 2, date },
        ],
        { format: "table" },
      ),
    ).toBe("id  date\n──  ───────────────────\n10  2026-12-01 10:30:05\n 2  2026-12-01 10:30:05\n");
  });

  it("has a bold head when color is asked for", async () => {
    expect(await textOf([{ a: "b" }], { format: "table", color: true })).toBe("\u001B[1ma\u001B[22m\n─\nb\n");
  });

  it("lets no text turn the writing round", async () => {
    expect(await textOf([{ "a\u202E": "b\u0085\u2066" }], { format: "table" })).toBe(
      "a\uFFFD\n───\nb\uFFFD\uFFFD\n",
    );
  });
});
