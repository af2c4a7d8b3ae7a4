import { extname } from "node:path";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { Row } from "./row.ts";

type Read = (path: string) => AsyncIterable<Row>;

/** What reads a file, by its extension. */
const readers: Readonly<Record<string, () => Promise<Read>>> = {
  ".csv": async () => (await import("./read-csv.ts")).readCsv,
  ".tsv": async () => (await import("./read-csv.ts")).readCsv,
  ".txt": async () => (await import("./read-csv.ts")).readCsv,
  ".json": async () => (await import("./read-json.ts")).readJson,
  ".jsonl": async () => (await import("./read-json.ts")).readJsonLines,
  ".ndjson": async () => (await import("./read-json.ts")).readJsonLines,
  ".xlsx": async () => (await import("./read-xlsx.ts")).readXlsx,
};

/**
 * Reads the rows of a file one after another: CSV with commas, semicolons or tabs, in UTF-8 or windows-1251; JSON; JSON lines;
 * or the first sheet of a workbook (`.xlsx`).
 *
 * @param path the file; its extension tells the format
 * @returns the rows
 * @throws {ArgumentError} if the extension is unknown
 * @throws {RowsError} if the file is not what its extension says
 * @example
 * ```ts
 * import { readRows } from "oint";
 *
 * for await (const { line, values } of readRows("posts.csv")) console.log(line, values.text);
 * ```
 */
export async function* readRows(path: string): AsyncGenerator<Row> {
  const extension = extname(path).toLowerCase();
  const load = Object.hasOwn(readers, extension) ? readers[extension] : undefined;
  if (!load) {
    const values = { path, extensions: Object.keys(readers).join(", ") };
    throw new ArgumentError("rows", localize("{path}: expected a file that ends in {extensions}", values));
  }
  yield* (await load())(path);
}
