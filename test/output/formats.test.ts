import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { ArgumentError } from "../../src/errors.ts";
import { chooseFormat, formatOfFile } from "../../src/output/formats.ts";
import { breakingOff, coming, noticesOf, textOf } from "./support.ts";

describe("the format", () => {
  it("is that of the file's ending, where it says something", () => {
    const files = [
      "a.json",
      "a.jsonl",
      "a.ndjson",
      "A.CSV",
      "a.yaml",
      "a.yml",
      "a.b/c.xlsx",
      "a.txt",
      "a.dat",
      "a",
    ];
    const found = files.map(formatOfFile);
    expect(found).toEqual([
      "json",
      "jsonl",
      "jsonl",
      "csv",
      "yaml",
      "yaml",
      "xlsx",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is what was named, else the file's, else JSON", () => {
    expect(chooseFormat(undefined, undefined)).toBe("json");
    expect(chooseFormat(undefined, "-")).toBe("json");
    expect(chooseFormat(undefined, "posts.csv")).toBe("csv");
    expect(chooseFormat(undefined, "posts")).toBe("json");
    expect(chooseFormat("table", "posts.csv")).toBe("table");
    expect(chooseFormat("xlsx", "posts")).toBe("xlsx");
  });

  it.each([
    ["cvs", undefined, 'got "cvs", expected one of json, jsonl, csv, table, yaml, xlsx'],
    ["", undefined, 'got "", expected one of'],
    ["xlsx", undefined, "to a file only"],
    ["xlsx", "-", "to a file only"],
    ["xlsx", "posts.csv", 'got "xlsx" for the file "posts.csv"'],
    ["csv", "posts.xlsx", 'got "csv" for the file "posts.xlsx"'],
  ])("%o into %o is refused", (format, out, message) => {
    expect(() => chooseFormat(format, out)).toThrow(ArgumentError);
    expect(() => chooseFormat(format, out)).toThrow(message);
  });
});

describe("JSON", () => {
  it("is what JSON.stringify gives, and a text is bare", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async value => {
        const expected = typeof value === "string" ? value : JSON.stringify(value, null, 2);
        expect(await textOf(value, { format: "json" })).toBe(`${expected}\n`);
      }),
    );
  });

  it("is the same for a list that comes row by row", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 4 }), async rows => {
        expect(await textOf(coming(rows), { format: "json" })).toBe(`${JSON.stringify(rows, null, 2)}\n`);
      }),
    );
  });
});

describe("JSON lines", () => {
  it("have a line for each row, and each line is that row", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 4 }), async rows => {
        for (const result of [
          rows,
          { response: rows },
          { response: { count: 9, items: rows } },
          coming(rows),
        ]) {
          const text = await textOf(result, { format: "jsonl" });
          expect(
            text
              .split("\n")
              .slice(0, -1)
              .map(line => JSON.parse(line)),
          ).toEqual(JSON.parse(JSON.stringify(rows)));
        }
      }),
    );
  });

  it("have each row at once, before the next is asked for", async () => {
    const seen: string[] = [];
    async function* rows() {
      yield { id: 1 };
      seen.push(await Promise.resolve("asked for the second"));
      yield { id: 2 };
    }
    const { writeResult } = await import("../../src/output/index.ts");
    await writeResult(rows(), { format: "jsonl" }, async chunk => {
      await new Promise(done => setTimeout(done, 5));
      seen.push(String(chunk));
    });
    expect(seen).toEqual(['{"id":1}\n', "asked for the second", '{"id":2}\n']);
  });

  it("tell what is not in the rows", async () => {
    const result = { response: { count: 1, items: [{ id: 1 }], profiles: [{ id: 2 }] }, execute_errors: [] };
    expect(await noticesOf(result, { format: "jsonl" })).toMatchObject([
      { kind: "left-out", names: ["execute_errors", "response.profiles"] },
    ]);
    expect(await noticesOf(result, { format: "json" })).toEqual([]);
  });

  it("have the rows that came before the list broke off", async () => {
    for (const format of ["jsonl", "csv"] as const) {
      const lines: string[] = [];
      const { writeResult } = await import("../../src/output/index.ts");
      const writing = writeResult(breakingOff([{ id: 1 }, { id: 2 }]), { format }, chunk => {
        lines.push(String(chunk).trim());
      });
      await expect(writing).rejects.toThrow("the connection broke");
      expect(lines).toEqual(format === "csv" ? ["id", "1", "2"] : ['{"id":1}', '{"id":2}']);
    }
  });
});

describe("YAML", () => {
  it("reads back as it was, by readers of 1.2 and of 1.1", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3, stringUnit: "grapheme" }), async value => {
        const plain = JSON.parse(JSON.stringify(value));
        const text = await textOf(plain, { format: "yaml" });
        expect(parseYaml(text)).toEqual(plain);
        expect(parseYaml(text, { version: "1.1" })).toEqual(plain);
      }),
    );
  });

  it("is the same for a list that comes row by row", async () => {
    for (const rows of [[], [{ id: 1, tags: ["a"] }, { text: "Привет\nмир 🌍" }, null, [1], "no", "12:30"]]) {
      expect(await textOf(coming(rows), { format: "yaml" })).toBe(await textOf(rows, { format: "yaml" }));
    }
  });

  it("quotes texts that look like something else", async () => {
    expect(await textOf({ a: "no", b: "007", c: "1e3", d: "12:30", e: 7 }, { format: "yaml" })).toBe(
      'a: "no"\nb: "007"\nc: "1e3"\nd: "12:30"\ne: 7\n',
    );
  });
});
