import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/** Reads an array: a single value becomes an array of one, an empty value an empty array. */
export function asArray<T>(argument: string, value: T | readonly T[] | undefined | null): readonly T[] {
  if (value === undefined || value === null || value === "") return [];
  if (
    typeof value === "object" &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  ) {
    throw new ArgumentError(argument, localize("got an object, expected an array"));
  }
  return Array.isArray(value) ? value : [value as T]; // a value that is not an array is a T
}
