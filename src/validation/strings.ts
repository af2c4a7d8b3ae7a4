import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "./format.ts";
import { exact } from "./numbers.ts";

/** Requires a string; a number becomes its digits. */
export function text(argument: string, value: unknown): string {
  if (typeof value === "number") return String(exact(argument, value));
  if (typeof value !== "string")
    throw new ArgumentError(
      argument,
      localize("got {value}, expected a string", { value: formatValue(value) }),
    );
  return value;
}

/** Requires a string that is not empty. */
export function nonEmptyString(argument: string, value: unknown): string {
  const string = text(argument, value);
  if (string.trim() === "") throw new ArgumentError(argument, localize("is empty, expected a string"));
  return string;
}

/** Requires a string of `min` to `max` characters. */
export function stringOfLength(argument: string, value: unknown, min: number, max: number): string {
  const string = nonEmptyString(argument, value);
  const length = [...string].length;
  if (length < min || length > max) {
    throw new ArgumentError(argument, lengthProblem(formatValue(string), length, min, max));
  }
  return string;
}

/** What is wrong with a string that does not have `min` to `max` characters. */
export function lengthProblem(value: string, length: number, min: number, max: number): string {
  const got = { value, length, min, max };
  if (max === Number.POSITIVE_INFINITY) {
    return localize("got {value} ({length} characters), expected at least {min} characters", got);
  }
  return min > 0
    ? localize("got {value} ({length} characters), expected {min} to {max} characters", got)
    : localize("got {value} ({length} characters), expected at most {max} characters", got);
}

/** Reads an http(s) URL; `undefined` if the value is empty. */
export function optionalUrl(argument: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const url = text(argument, value).trim();
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ArgumentError(
      argument,
      localize("got {value}, expected a URL that begins with https:// or http://", {
        value: formatValue(url),
      }),
    );
  }
  return url;
}

/** Requires an http(s) URL. */
export function requiredUrl(argument: string, value: unknown): string {
  return optionalUrl(argument, nonEmptyString(argument, value)) ?? "";
}

/** Requires a secret or a code; removes the line break that a shell may have added. Errors do not contain the value. */
export function trimmedSecret(argument: string, value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") {
    throw new ArgumentError(argument, localize("is not a string, expected one; the value is not shown"));
  }
  return nonEmptyString(argument, value).trim();
}
