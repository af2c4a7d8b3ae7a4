/** A row of a file. */
export interface Row {
  /** Its number among the rows, from 1. */
  readonly number: number;
  /** Where it stands in the file: a line, or the row of a sheet. */
  readonly line: number;
  /** Its cells by their headings; an empty cell is an empty string. */
  readonly values: Readonly<Record<string, unknown>>;
}
