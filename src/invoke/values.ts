import { ArgumentError } from "../errors.ts";

/** The values of each argument that was given, in order, as text. */
export type Values = ReadonlyMap<string, readonly string[]>;

/**
 * The one value of an argument.
 *
 * @returns `undefined` when it was not given
 * @throws {ArgumentError} when it was given more than once
 */
export function single(values: Values, name: string): string | undefined {
  const all = values.get(name) ?? [];
  if (all.length > 1) throw new ArgumentError(name, `was given ${all.length} times, expected once`);
  return all[0];
}
