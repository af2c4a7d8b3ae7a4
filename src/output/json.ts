import type { RowSource } from "./grid.ts";

/**
 * A result as JSON, indented by two; a text is written as it is.
 *
 * @param result any value
 * @returns the text
 */
export function json(result: unknown): string {
  return `${typeof result === "string" ? result : JSON.stringify(result, null, 2)}\n`;
}

/**
 * A list as JSON, row by row: the same text that {@link json} gives for the whole list.
 *
 * @param rows the rows
 * @returns the text in parts
 */
export async function* jsonOfList(rows: RowSource): AsyncGenerator<string> {
  let before = "[\n";
  for await (const row of rows) {
    const text = JSON.stringify(row, null, 2) ?? "null";
    yield `${before}  ${text.replaceAll("\n", "\n  ")}`;
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

/**
 * Rows as lines of JSON.
 *
 * @param rows the rows
 * @returns the lines
 */
export async function* jsonLines(rows: RowSource): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row) ?? "null"}\n`;
}
