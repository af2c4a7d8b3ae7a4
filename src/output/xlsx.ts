import { writeXlsxStream } from "hucre/xlsx";
import stringWidth from "string-width";
import type { Cell } from "./cells.ts";
import { inLocalTime, momentOf } from "./dates.ts";
import { type Grid, type GridOptions, gridOf, type RowSource } from "./grid.ts";
import { notify } from "./notices.ts";

/** How many characters a cell can hold: Microsoft, "Excel specifications and limits". */
const maxTextLength = 32_767;

/** Widths of columns, in characters. */
const [minWidth, maxWidth, dateWidth] = [6, 60, 20];

/** Excel keeps 15 digits of a number; a longer one is a text. */
const maxPreciseNumber = 1e15;

/** Numbers from here on are shown as 1E+11 unless a format says otherwise. */
const firstShortened = 1e11;

const bold = { font: { bold: true } };
const dateFormat = { numFmt: "yyyy-mm-dd hh:mm:ss" };
const wholeNumber = { numFmt: "0" };

/** A cell of a workbook, and how it looks. */
interface WorkbookCell {
  readonly value: string | number | boolean | Date | null;
  readonly style?: typeof bold | typeof dateFormat | typeof wholeNumber;
}

/**
 * Rows as a workbook with one sheet: numbers are numbers, moments are dates in the local time zone, texts stay texts,
 * also those of digits or that begin with `=`. The head is bold and stays in sight. More rows than a sheet can have go
 * on in another sheet.
 *
 * @param source the rows
 * @param options the columns, where they are known, and who is told what did not fit
 * @returns the bytes of the file
 */
export async function* xlsx(source: RowSource, options: GridOptions): AsyncGenerator<Uint8Array> {
  const grid = await gridOf(source, options);
  const shortened = new Set<string>();
  // The library writes a row before it asks for the next, and asks a column for the style of every cell.
  let current: readonly WorkbookCell[] = grid.columns.map(value => ({ value, style: bold }));
  async function* values() {
    for await (const row of grid.rows) {
      current = row.map((cell, i) => workbookCell(grid.columns[i] ?? "", cell, shortened));
      yield current.map(({ value }) => value);
    }
  }
  const columns = grid.columns.map((header, i) => ({
    header: excelText(header),
    width: widthOf(grid, i),
    get style() {
      return current[i]?.style;
    },
  }));
  yield* writeXlsxStream(values(), { name: "Result", columns, freezePane: { rows: 1 } });
  notify(options.onNotice, "cut-cells", [...shortened]);
}

function workbookCell(column: string, cell: Cell, shortened: Set<string>): WorkbookCell {
  const moment = momentOf(column, cell);
  // Cells have no time zone, and the library writes the parts of UTC.
  if (moment) return { value: inLocalTime(moment), style: dateFormat };
  if (typeof cell === "number") return numberCell(cell);
  if (typeof cell !== "string") return { value: cell };
  const text = excelText(cell);
  if (text.length <= maxTextLength) return { value: text };
  shortened.add(column);
  return { value: text.slice(0, maxTextLength) };
}

function numberCell(number: number): WorkbookCell {
  if (!Number.isInteger(number) || Math.abs(number) < firstShortened) return { value: number };
  return Math.abs(number) < maxPreciseNumber
    ? { value: number, style: wholeNumber }
    : { value: String(number) };
}

/** What XML cannot say goes, and `_x0041_` stays what it is: Excel reads it as a character. */
function excelText(text: string): string {
  return text.replace(/[\uFFFE\uFFFF]/g, "\uFFFD").replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

function widthOf({ columns, sample }: Grid, index: number): number {
  const column = columns[index] ?? "";
  const widths = sample.map(row => {
    const cell = row[index] ?? null;
    return momentOf(column, cell) ? dateWidth : stringWidth(String(cell ?? ""));
  });
  return widths.reduce(
    (max, width) => Math.max(max, Math.min(width + 2, maxWidth)),
    Math.max(minWidth, stringWidth(column) + 2),
  );
}
