import stringWidth from "string-width";
import { type Cell, cellOf, cellsOf, findCell } from "./cells.ts";
import { localText, momentOf } from "./dates.ts";
import { type GridOptions, gridOf, type RowSource } from "./grid.ts";
import { notify } from "./notices.ts";
import type { Rows } from "./rows.ts";

/** How a table is written. */
export interface TableOptions extends GridOptions {
  /** The width of the terminal; without it the texts are whole, however long. */
  readonly width?: number | undefined;
  /** Whether the head is bold. */
  readonly color?: boolean | undefined;
}

const gap = "  ";

/** No column is made narrower than this to fit; the last ones are left out instead. */
const minCellWidth = 8;

/**
 * A table for reading: a list has a line for each row, one object has a line for each field, a value stands alone.
 * Numbers stand at the right, moments are dates in the local time zone. A line break in a text shows as ⏎ and other
 * control characters as their symbols, so that a text cannot steer the terminal.
 *
 * Widths need all rows, so a table is the one form that holds a list in memory.
 *
 * @param kind what the rows are
 * @param source the rows
 * @param options how it is written
 * @returns the lines
 */
export async function* table(
  kind: Rows["kind"],
  source: RowSource,
  options: TableOptions,
): AsyncGenerator<string> {
  const rows: unknown[] = [];
  for await (const row of source) rows.push(row);
  if (kind === "list") yield* tableOfList(rows, options);
  else if (kind === "object") yield* tableOfObject(rows[0], options);
  else yield `${typeof rows[0] === "string" ? rows[0] : shown("", cellOf(rows[0]))}\n`;
}

async function* tableOfList(source: readonly unknown[], options: TableOptions): AsyncGenerator<string> {
  const { columns, rows } = await gridOf(source, options);
  const cells: (readonly Cell[])[] = [];
  for await (const row of rows) cells.push(row);
  const head = columns.map(visible);
  const lines = cells.map(row => row.map((cell, i) => shown(columns[i] ?? "", cell)));
  const widths = columnWidths([head, ...lines], options.width);
  notify(options.onNotice, "hidden-columns", columns.slice(widths.length));
  if (widths.length === 0) return;
  const isNumeric = columns.map((column, i) => cells.every(row => isNumberOrNothing(column, row[i] ?? null)));
  const headLine = layOut(head, widths, isNumeric);
  yield options.color ? `\u001B[1m${headLine}\u001B[22m\n` : `${headLine}\n`;
  yield `${widths.map(width => "─".repeat(width)).join(gap)}\n`;
  for (const line of lines) yield `${layOut(line, widths, isNumeric)}\n`;
}

function* tableOfObject(object: unknown, options: TableOptions): Generator<string> {
  const cells = cellsOf(object);
  const names = options.columns ?? [...cells.keys()];
  const found = names.map(name => findCell(object, cells, name));
  const lines = names.map((name, i) => [visible(name), shown(name, found[i] ?? null)]);
  const widths = columnWidths(lines, options.width);
  for (const line of lines) yield `${layOut(line, widths, [])}\n`;
  notify(
    options.onNotice,
    "empty-columns",
    names.filter((_, i) => found[i] === undefined),
  );
}

function isNumberOrNothing(column: string, cell: Cell): boolean {
  return cell === null || (typeof cell === "number" && momentOf(column, cell) === undefined);
}

/** A cell as a person reads it. */
function shown(column: string, cell: Cell): string {
  const moment = momentOf(column, cell);
  return moment ? localText(moment) : visible(String(cell ?? ""));
}

/** Control characters as symbols; those that turn the direction of writing, too, because they make a line lie. */
function visible(text: string): string {
  return text
    .replace(/\r\n|\r|\n/g, "⏎")
    .replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, character => {
      const code = character.charCodeAt(0);
      if (code === 0x7f) return "␡";
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\uFFFD";
    });
}

/** The widths of the columns that can be shown; the widest ones give way until the line fits. */
function columnWidths(lines: readonly (readonly string[])[], width: number | undefined): number[] {
  const full = (lines[0] ?? []).map((_, i) =>
    lines.reduce((max, line) => Math.max(max, stringWidth(line[i] ?? "")), 0),
  );
  if (width === undefined) return full;
  let widths = full;
  while (widths.length > 1 && lineWidth(widths, minCellWidth) > width) widths = widths.slice(0, -1);
  let maxCellWidth = Math.min(width, Math.max(...widths, 0));
  while (maxCellWidth > 1 && lineWidth(widths, maxCellWidth) > width) maxCellWidth -= 1;
  return widths.map(item => Math.min(item, maxCellWidth));
}

function lineWidth(widths: readonly number[], maxCellWidth: number): number {
  return widths.reduce((sum, width) => sum + Math.min(width, maxCellWidth), gap.length * (widths.length - 1));
}

function layOut(line: readonly string[], widths: readonly number[], isNumeric: readonly boolean[]): string {
  const cells = widths.map((width, i) => {
    const text = truncate(line[i] ?? "", width);
    const space = " ".repeat(width - stringWidth(text));
    return isNumeric[i] ? space + text : text + space;
  });
  return cells.join(gap).trimEnd();
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A text truncated to a width, never within a character. */
function truncate(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let start = "";
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width - 1) break;
    start += segment;
  }
  return `${start}…`;
}
