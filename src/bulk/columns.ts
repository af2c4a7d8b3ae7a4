import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { Values } from "../invoke/values.ts";
import { didYouMean, suggest } from "../validation/suggest.ts";
import type { Row } from "./row.ts";

/** An option that a column can be. */
export interface ColumnOption {
  readonly name: string;
  readonly type: string;
  readonly array: boolean;
  readonly required?: boolean | undefined;
}

/** Where the cells of a column go. */
interface Column {
  readonly option: ColumnOption;
  /** Key of a structure, the part after the dot of `product.Name`. */
  readonly key?: string | undefined;
}

/** What a heading says: nothing, if the column is ignored. */
export type Columns = ReadonlyMap<string, Column | undefined>;

/**
 * Finds the option of each heading: its own spelling, in any case, with or without hyphens.
 *
 * @param headings the headings of a file
 * @param options the options of the command
 * @param assignments the values of `--column`, each `heading=option`
 * @throws {ArgumentError} if a heading is no option, or two are the same
 */
export function columnsOf(
  headings: readonly string[],
  options: readonly ColumnOption[],
  assignments: readonly string[],
): Columns {
  const assigned = new Map(assignments.map(splitAssignment));
  const missing = [...assigned.keys()].find(heading => !headings.includes(heading));
  if (missing !== undefined) throw noHeading(missing, headings);
  const columns = new Map(headings.map(heading => [heading, columnOf(heading, options, assigned)] as const));
  const seen = new Map<string, string>();
  for (const [heading, column] of columns) {
    if (!column) continue;
    const target = [column.option.name, column.key ?? ""].join(".");
    const other = seen.get(target);
    if (other !== undefined) {
      throw new ArgumentError(
        "rows",
        localize('the columns "{other}" and "{heading}" are the same option', { other, heading }),
      );
    }
    seen.set(target, heading);
  }
  return columns;
}

function splitAssignment(text: string): readonly [string, string] {
  const at = text.lastIndexOf("=");
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  throw new ArgumentError("column", localize('got "{text}", expected heading=option', { text }));
}

function noHeading(heading: string, headings: readonly string[]): ArgumentError {
  const values = { heading, headings: headings.join(", ") };
  const problem = localize('got "{heading}", but the columns are {headings}', values);
  return new ArgumentError("column", problem + didYouMean(suggest(heading, headings)));
}

function columnOf(
  heading: string,
  options: readonly ColumnOption[],
  assigned: ReadonlyMap<string, string>,
): Column | undefined {
  const named = assigned.get(heading) ?? heading;
  if (named === "") return undefined;
  const [name = "", key] = split(named);
  const option = options.find(candidate => normalize(candidate.name) === normalize(name));
  if (option && (key === undefined || option.type === "structure" || option.type === "json"))
    return { option, key };
  const names = options.map(candidate => candidate.name);
  const values = { heading, options: names.join(", "), example: `${heading}=${names[0] ?? ""}` };
  const problem = localize(
    'the column "{heading}" is no option; expected one of {options}; assign it as "{example}", or ignore it as "{heading}="',
    values,
  );
  throw new ArgumentError("column", problem + didYouMean(suggest(name, names)));
}

function split(name: string): [string, string | undefined] {
  const at = name.indexOf(".");
  return at < 0 ? [name, undefined] : [name.slice(0, at), name.slice(at + 1)];
}

function normalize(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, "");
}

/** Makes the options of a call out of a row; an empty cell is an option that is not given, or an empty one if it must be. */
export function toValues({ values }: Row, columns: Columns): Values {
  const options = new Map<string, readonly string[]>();
  const structures = new Map<string, Record<string, unknown>>();
  for (const [heading, cell] of Object.entries(values)) {
    const column = columns.get(heading);
    if (!column) continue;
    const { option, key } = column;
    const isEmpty = cell === "" || cell === null || cell === undefined;
    if (isEmpty && !(option.required && key === undefined)) continue;
    if (key === undefined) options.set(option.name, wordsOf(option, cell));
    else structures.set(option.name, { ...structures.get(option.name), [key]: cell });
  }
  for (const [name, structure] of structures) options.set(name, [JSON.stringify(structure)]);
  return options;
}

/** The words of a cell, as a command line would have them; files and IDs can be separated by semicolons or line breaks. */
function wordsOf({ type, array }: ColumnOption, cell: unknown): string[] {
  if (typeof cell === "object" && cell !== null) return [JSON.stringify(cell)];
  const text = String(cell ?? "");
  const isList = array && type !== "text" && !text.trimStart().startsWith("[");
  return isList
    ? text
        .split(/[;\n]/)
        .map(word => word.trim())
        .filter(Boolean)
    : [text];
}
