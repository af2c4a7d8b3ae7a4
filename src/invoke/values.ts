import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/** The values of each argument, in order, as text. */
export type Values = ReadonlyMap<string, readonly string[]>;

/**
 * Returns the single value of an argument.
 *
 * @returns the value; `undefined` if the argument is not set
 * @throws {ArgumentError} if the argument is set more than once
 */
export function single(values: Values, name: string): string | undefined {
  const all = values.get(name) ?? [];
  if (all.length > 1) {
    throw new ArgumentError(name, localize("got {count} values, expected one", { count: all.length }));
  }
  return all[0];
}
