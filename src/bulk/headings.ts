import { localize } from "../i18n/localize.ts";
import { RowsError } from "./rows-error.ts";

/**
 * The headings of a table; columns without one are ignored.
 *
 * @param cells the cells of the first row
 * @param path the file
 * @throws {RowsError} if two are the same
 */
export function toHeadings(cells: readonly unknown[], path: string): string[] {
  const headings = cells.map(cell => String(cell ?? "").trim());
  const twice = headings.find((heading, i) => heading !== "" && headings.indexOf(heading) !== i);
  if (twice === undefined) return headings;
  throw new RowsError(path, 1, localize('two columns have the heading "{heading}"', { heading: twice }));
}
