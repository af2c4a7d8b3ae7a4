import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "./format.ts";

/** A boolean, `1` or `0`, or the words `true` and `false`. */
export type BooleanInput = boolean | number | string;

/**
 * Requires that a number is exact: JavaScript rounds integers beyond 2⁵³, and NaN and Infinity are mistakes.
 *
 * @returns the value, of any type
 * @throws {ArgumentError} if it is a number that is not exact
 */
export function exact<T>(argument: string, value: T): T {
  if (typeof value !== "number" || (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    return value;
  throw new ArgumentError(
    argument,
    localize("got {value}, which is not exact beyond {max}; expected a string, in quotes", {
      value,
      max: Number.MAX_SAFE_INTEGER,
    }),
  );
}

/** Requires a number from `min` to `max`; the decimal separator may be a comma. */
export function numberInRange(argument: string, value: unknown, min: number, max: number): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value.replace(",", ".")) : value;
  if (typeof number !== "number" || !(number >= min && number <= max)) {
    throw new ArgumentError(
      argument,
      localize("got {value}, expected a number from {min} to {max}", { value: formatValue(value), min, max }),
    );
  }
  return number;
}

/** Reads a boolean as VK's 1 or 0. */
export function toBooleanFlag(argument: string, value: unknown): 0 | 1 {
  const word = String(value).trim().toLowerCase();
  if (["true", "1", "истина"].includes(word)) return 1;
  if (["false", "0", "ложь"].includes(word)) return 0;
  throw new ArgumentError(
    argument,
    localize("got {value}, expected true or false", { value: formatValue(value) }),
  );
}

/** A number, or a string with one. */
export type NumberInput = number | string;

/** Reads the maximum number of items of a list; `undefined`, which is all, if it is empty. */
export function limitOf(argument: string, value: unknown): number | undefined {
  if (value === "" || value === undefined || value === null) return undefined;
  const number = typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number) && number > 0) return number;
  throw new ArgumentError(
    argument,
    localize("got {value}, expected a number of items such as {example}", {
      value: formatValue(value),
      example: 1000,
    }),
  );
}
