import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Row } from "./row.ts";
import { RowsError } from "./rows-error.ts";
import { readTextFile } from "./text-file.ts";

const delimiters = [";", ",", "\t"];

/** Reads CSV; the delimiter is the one that is the most frequent in the headings. */
export async function* readCsv(path: string): AsyncGenerator<Row> {
  const parser = Readable.from(readTextFile(path)).pipe(
    parse({
      columns: headings => headings.map((heading: string) => heading.trim()),
      delimiter: await delimiterOf(path),
      info: true,
      skip_empty_lines: true,
      relax_column_count_less: true,
    }),
  );
  let number = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      number++;
      yield { number, line: info.lines, values: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new RowsError(path, Number(error.lines), error.message);
  }
}

interface CsvRecord {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

async function delimiterOf(path: string): Promise<string> {
  let headings = "";
  for await (const part of readTextFile(path)) {
    headings += part;
    if (headings.includes("\n")) break;
  }
  const unquoted = (headings.split(/\r?\n/)[0] ?? "").replace(/"[^"]*"/g, "");
  const counts = delimiters.map(delimiter => unquoted.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}
