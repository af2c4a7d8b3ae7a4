import { stringify } from "csv-stringify/sync";
import { csvDelimiter } from "./delimiter.ts";
import { type GridOptions, gridOf, isComing, type RowSource } from "./grid.ts";

/** How CSV is written. */
export interface CsvOptions extends GridOptions {
  /** What stands between cells: one character, or `tab`; a comma when not set. */
  readonly delimiter?: string | undefined;
  /** Whether the text begins with a byte order mark, by which Excel knows that it is UTF-8. */
  readonly bom?: boolean | undefined;
}

/**
 * Rows as CSV after RFC 4180: lines end in CR LF, the first has the columns' names. Nothing and an empty text are both
 * an empty cell. Texts are written as they are, also those that a spreadsheet takes for a formula; a workbook (xlsx)
 * keeps them as texts.
 *
 * @param source the rows
 * @param options how it is written
 * @returns the lines
 */
export async function* csv(source: RowSource, options: CsvOptions): AsyncGenerator<string> {
  // Known columns need no rows to be found in.
  const firstRows = options.columns && isComing(source) ? 0 : undefined;
  const { columns, rows } = await gridOf(source, options, firstRows);
  const line = (cells: readonly unknown[]) =>
    stringify([cells], {
      delimiter: csvDelimiter(options.delimiter ?? ","),
      record_delimiter: "\r\n",
      quoted_match: /[\r\n]/,
      // Readers skip empty lines, and the only cell of a row may be empty.
      ...(columns.length === 1 && { quoted_empty: true }),
      cast: { boolean: String },
    });
  if (options.bom) yield "\uFEFF";
  if (columns.length > 0) yield line(columns);
  for await (const row of rows) yield line(row);
}
