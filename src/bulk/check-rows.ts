import { ArgumentError, MissingArgumentError, OintError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { identify } from "./identity.ts";
import type { Row } from "./row.ts";

/** What is wrong with a row. */
export interface RowProblem {
  readonly line: number;
  /** The column or option; empty if the whole row is meant. */
  readonly column: string;
  readonly problem: string;
}

/** What a check of all rows found. */
export interface Checked {
  /** Number of rows. */
  readonly count: number;
  readonly problems: readonly RowProblem[];
  /** Rows that repeat an earlier one, as pairs of lines. */
  readonly duplicates: ReadonlyArray<readonly [line: number, earlier: number]>;
}

/**
 * Checks all rows before the first is sent.
 *
 * @param rows the rows
 * @param check throws what is wrong with a row
 * @param keyColumn heading of the column that identifies a row
 */
export async function checkRows(
  rows: AsyncIterable<Row>,
  check: (row: Row) => Promise<unknown>,
  keyColumn: string | undefined,
): Promise<Checked> {
  const problems: RowProblem[] = [];
  const duplicates: Array<readonly [number, number]> = [];
  const seenKeys = new Map<string | number, number>();
  const seenContents = new Map<number, number>();
  let count = 0;
  for await (const row of rows) {
    count++;
    const { line } = row;
    try {
      const { key, digest } = identify(row, keyColumn);
      const sameKey = seenKeys.get(key);
      if (sameKey !== undefined) {
        const problem = localize('"{key}" identifies line {line} too', { key, line: sameKey });
        problems.push({ line, column: keyColumn ?? "", problem });
      }
      if (keyColumn !== undefined) seenKeys.set(key, line);
      const earlier = seenContents.get(digest);
      if (earlier !== undefined) duplicates.push([line, earlier]);
      else seenContents.set(digest, line);
      await check(row);
    } catch (error) {
      problems.push({ line, ...problemOf(error) });
    }
  }
  return { count, problems, duplicates };
}

function problemOf(error: unknown): Omit<RowProblem, "line"> {
  if (!(error instanceof OintError)) throw error;
  if (error instanceof MissingArgumentError)
    return { column: error.argument, problem: localize("is missing") };
  if (!(error instanceof ArgumentError)) return { column: "", problem: error.message };
  // The credentials are those of all rows.
  if (error.argument === "auth") throw error;
  return { column: error.argument, problem: error.problem };
}
