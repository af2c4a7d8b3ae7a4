import { type Cell, type Cells, cellsOf, findCell } from "./cells.ts";
import { notify, type OnNotice } from "./notices.ts";

/** A list of rows: whole, or coming one by one. */
export type RowSource = readonly unknown[] | AsyncIterable<unknown>;

/** Rows as cells under columns. */
export interface Grid {
  /** The columns' names. */
  readonly columns: readonly string[];
  /** The first rows, to measure columns by. */
  readonly sample: readonly (readonly Cell[])[];
  /** All rows, each with a cell for every column. */
  readonly rows: AsyncIterable<readonly Cell[]>;
}

/** What a grid is made by. */
export interface GridOptions {
  /** The columns, in this order; without them they are found in the rows. */
  readonly columns?: readonly string[] | undefined;
  /** Is told what did not fit. */
  readonly onNotice?: OnNotice | undefined;
}

/** How many rows of a list that is still coming are looked at before its columns are settled. */
export const sampleSize = 1000;

/**
 * Rows under columns. The columns of a whole list are those of all its rows, in the order of their appearance; those of
 * a list that comes row by row are those of its first {@link sampleSize} rows, so that it needs no more memory than
 * these.
 *
 * @param source the rows
 * @param options the columns, where they are known, and who is told what did not fit
 * @param firstRows how many rows of a list that is still coming are waited for
 * @returns the grid
 */
export async function gridOf(source: RowSource, options: GridOptions, firstRows = sampleSize): Promise<Grid> {
  const { head, all } = isComing(source) ? await startOf(source, firstRows) : { head: source, all: source };
  const columns = options.columns ?? columnsOf(head);
  const find = options.columns ? findCell : ownCell;
  const under = (row: unknown, cells: Cells) => columns.map(column => find(row, cells, column) ?? null);
  const sample = head.slice(0, sampleSize).map(row => under(row, cellsOf(row)));
  return { columns, sample, rows: watched(all, columns, options, under) };
}

/**
 * Whether this is a list whose rows are still coming.
 *
 * @param value any value
 * @returns whether its rows are to be waited for
 */
export function isComing(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function columnsOf(rows: readonly unknown[]): string[] {
  return [...new Set(rows.flatMap(row => [...cellsOf(row).keys()]))];
}

function ownCell(_row: unknown, cells: Cells, column: string): Cell | undefined {
  return cells.get(column);
}

/** All rows under their columns; at the end it is told what did not fit. */
async function* watched(
  source: RowSource,
  columns: readonly string[],
  options: GridOptions,
  under: (row: unknown, cells: Cells) => readonly Cell[],
) {
  const shown = new Set(columns);
  const late = new Set<string>();
  const empty = new Set(options.columns);
  try {
    for await (const row of source) {
      const cells = cellsOf(row);
      if (!options.columns) for (const name of cells.keys()) if (!shown.has(name)) late.add(name);
      for (const name of empty) if (findCell(row, cells, name) !== undefined) empty.delete(name);
      yield under(row, cells);
    }
  } finally {
    notify(options.onNotice, "late-columns", [...late]);
    notify(options.onNotice, "empty-columns", [...empty]);
  }
}

/** The first rows, and all rows from the first. Where the list breaks off early, its rows come before its error. */
async function startOf(source: AsyncIterable<unknown>, count: number) {
  const iterator = source[Symbol.asyncIterator]();
  const head: unknown[] = [];
  let end: { readonly error?: unknown } | undefined;
  try {
    while (!end && head.length < count) {
      const { done, value } = await iterator.next();
      if (done) end = {};
      else head.push(value);
    }
  } catch (error) {
    end = { error };
  }
  async function* all() {
    try {
      yield* head;
      if (end && "error" in end) throw end.error;
      if (!end) yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  }
  return { head, all: all() };
}
