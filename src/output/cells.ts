import { isObject } from "./rows.ts";

/** What stands in one cell. */
export type Cell = string | number | boolean | null;

/** A row as cells, by the names of their columns. */
export type Cells = ReadonlyMap<string, Cell>;

/** The column of a row that is no object. */
const valueColumn = "value";

/**
 * A row as cells: nested fields become `a.b`, lists become one cell.
 *
 * A list of simple things reads as VK takes lists, `1,2,3`; a list of anything else is its JSON.
 *
 * @param row the row
 * @returns its cells, in the order of its fields
 */
export function cellsOf(row: unknown): Cells {
  const cells = new Map<string, Cell>();
  if (isObject(row) && Object.keys(row).length > 0) addFields(cells, row, "");
  else cells.set(valueColumn, cellOf(row));
  return cells;
}

function addFields(
  cells: Map<string, Cell>,
  fields: Readonly<Record<string, unknown>>,
  prefix: string,
): void {
  for (const [key, value] of Object.entries(fields)) {
    const name = prefix + key;
    if (isObject(value) && Object.keys(value).length > 0) addFields(cells, value, `${name}.`);
    else cells.set(freeName(cells, name), cellOf(value));
  }
}

/** A field `a.b` beside a field `b` of `a` gets a number, so that neither is lost. */
function freeName(cells: Cells, name: string): string {
  let free = name;
  for (let number = 2; cells.has(free); number += 1) free = `${name} (${number})`;
  return free;
}

/**
 * A value as one cell.
 *
 * @param value any value of JSON
 * @returns the cell
 */
export function cellOf(value: unknown): Cell {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && value.length > 0 && value.every(isPlain)) return value.join(",");
  return JSON.stringify(value) ?? null;
}

/** Whether an item of a list can be told from its neighbours, and the list from JSON, when commas join them. */
function isPlain(item: unknown): boolean {
  if (typeof item === "string") return /^[^[{",\s][^",\r\n]*$/.test(item);
  return typeof item === "number" || typeof item === "boolean";
}

/**
 * The cell of a column that was asked for by name, which may also be a whole branch: `likes`, where the row's cells
 * are `likes.count` and `likes.user_likes`.
 *
 * @param row the row
 * @param cells its cells
 * @param column the column's name
 * @returns the cell; `undefined` when the row has no such thing
 */
export function findCell(row: unknown, cells: Cells, column: string): Cell | undefined {
  const cell = cells.get(column);
  if (cell !== undefined) return cell;
  const value = column.split(".").reduce<unknown>(field, row);
  return value === undefined ? undefined : cellOf(value);
}

function field(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
