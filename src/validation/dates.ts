import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "./format.ts";
import { readMoment } from "./moments.ts";

/**
 * A date and time: ISO 8601 (`2025-12-10T00:00:00`, local time if no time zone is present), a date (`2025-12-10`, its
 * midnight), the format of 1C (`20251210000000`), a word with or without a time (`tomorrow 10:00`, `завтра 10:00`), Unix
 * seconds as a number or a string of digits, or a Date.
 */
export type DateInput = string | number | Date;

/** Maximum number of Unix seconds, in the year 5138. A number of milliseconds for a current date is larger. */
const maxSeconds = 99_999_999_999;

/** Requires a date; returns Unix seconds. */
export function unixTime(argument: string, value: unknown): number {
  const seconds = parseDate(value);
  if (seconds === undefined || !Number.isFinite(seconds)) {
    throw new ArgumentError(
      argument,
      localize(
        'got {value}, expected a date that exists, such as 2025-12-10, "2025-12-10 18:30", "tomorrow 10:00" or Unix seconds',
        { value: formatValue(value) },
      ),
    );
  }
  if (seconds > maxSeconds) {
    throw new ArgumentError(
      argument,
      localize(
        "got {value}, which is too large for Unix seconds; if it is in milliseconds, divide it by 1000 or use a Date",
        { value: formatValue(value) },
      ),
    );
  }
  return seconds;
}

function parseDate(value: unknown): number | undefined {
  if (value instanceof Date) return Math.floor(value.getTime() / 1000);
  if (typeof value === "number") return Number.isInteger(value) && value > 0 ? value : undefined;
  if (typeof value !== "string") return undefined;
  const date = value.trim();
  if (/^\d{9,13}$/.test(date)) return Number(date);
  return readMoment(date);
}

/** Requires a date range whose end is not before its start; returns Unix seconds. */
export function dateRange(
  fromArgument: string,
  from: unknown,
  toArgument: string,
  to: unknown,
): { readonly from: number; readonly to: number } {
  const start = unixTime(fromArgument, from);
  const end = unixTime(toArgument, to);
  if (end < start) {
    throw new ArgumentError(
      toArgument,
      localize("got {value}, which is before {argument} ({other})", {
        value: formatValue(to),
        argument: fromArgument,
        other: formatValue(from),
      }),
    );
  }
  return { from: start, to: end };
}

/** Reads a date that may be empty; returns Unix seconds, or `undefined`. */
export function optionalTime(argument: string, value: unknown): number | undefined {
  return value === "" || value === undefined || value === null ? undefined : unixTime(argument, value);
}

/** Reads a date that may be empty and must be in the future; returns Unix seconds, or `undefined`. */
export function optionalFuture(argument: string, value: unknown): number | undefined {
  const time = optionalTime(argument, value);
  if (time === undefined || time > Date.now() / 1000) return time;
  throw new ArgumentError(
    argument,
    localize("got {value}, which is not in the future; expected a later date, such as {example}", {
      value: formatValue(value),
      example: localize("tomorrow 10:00"),
    }),
  );
}
