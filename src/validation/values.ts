import { parseISO } from "date-fns";
import { ArgumentError } from "../errors.ts";

/** An id: a number, or a string of digits; with a leading minus where a community is meant. */
export type IdInput = number | string;

/**
 * A moment: ISO 8601 (`2025-12-10T00:00:00`, local time where no zone is given), a date (`2025-12-10`, its first
 * moment), 1C's form (`20251210000000`), Unix seconds as a number or a string of digits, or a Date.
 */
export type DateInput = string | number | Date;

/** A yes or no: a boolean, `1`/`0`, or the words `true`/`false`. */
export type BooleanInput = boolean | number | string;

/** Shows a value in an error's message, shortened. */
export function formatValue(value: unknown): string {
  const toText = typeof value === "string" ? JSON.stringify(value) : String(value);
  return toText.length > 80 ? `${toText.slice(0, 77)}…` : toText;
}

/**
 * A number that is as it was written: JavaScript rounds whole numbers beyond 2⁵³, and no caller means NaN or Infinity.
 *
 * @returns the value as it was given, whatever it is
 * @throws {ArgumentError} when it is a number that has lost digits
 */
export function exact<T>(argument: string, value: T): T {
  if (typeof value !== "number" || (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    return value;
  throw new ArgumentError(
    argument,
    `got ${value}, a number that is not exact beyond ${Number.MAX_SAFE_INTEGER}; write it as a text, in quotes`,
  );
}

/** A required text. */
export function text(argument: string, value: unknown): string {
  if (typeof value === "number") return String(exact(argument, value));
  if (typeof value !== "string")
    throw new ArgumentError(argument, `got ${formatValue(value)}, expected a text`);
  return value;
}

/** A required text that is not empty. */
export function nonEmptyString(argument: string, value: unknown): string {
  const given = text(argument, value);
  if (given.trim() === "") throw new ArgumentError(argument, "is empty, expected a text");
  return given;
}

/** An id as a number, with its sign. */
export function id(argument: string, value: unknown): number {
  const given = typeof value === "string" ? value.trim() : value;
  const number = typeof given === "string" && /^-?\d+$/.test(given) ? Number(given) : given;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number === 0) {
    throw new ArgumentError(argument, `got ${formatValue(value)}, expected an id, a whole number such as 42`);
  }
  return number;
}

/** An id that can only be positive: a community's, a post's, an application's. A leading minus is dropped. */
export function positiveId(argument: string, value: unknown): number {
  return Math.abs(id(argument, value));
}

/** Several ids, at least one. */
export function ids(argument: string, value: unknown): number[] {
  const given = asArray(argument, value).map(item => positiveId(argument, item));
  if (given.length === 0) throw new ArgumentError(argument, "is empty, expected at least one id");
  return given;
}

/** A text of a length between two bounds, in characters. */
export function stringOfLength(argument: string, value: unknown, min: number, max: number): string {
  const given = nonEmptyString(argument, value);
  const length = [...given].length;
  if (length < min || length > max) {
    const right = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
    throw new ArgumentError(
      argument,
      `got ${formatValue(given)} (${length} characters), expected ${right} characters`,
    );
  }
  return given;
}

/** A number between two bounds. */
export function numberInRange(argument: string, value: unknown, min: number, max: number): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value.replace(",", ".")) : value;
  if (typeof number !== "number" || !(number >= min && number <= max)) {
    throw new ArgumentError(argument, `got ${formatValue(value)}, expected a number from ${min} to ${max}`);
  }
  return number;
}

/** A flag as VK writes it. */
export function toBooleanFlag(argument: string, value: unknown): 0 | 1 {
  const word = String(value).trim().toLowerCase();
  if (["true", "1", "истина"].includes(word)) return 1;
  if (["false", "0", "ложь"].includes(word)) return 0;
  throw new ArgumentError(argument, `got ${formatValue(value)}, expected true or false`);
}

/** An http(s) address as it was given; `undefined` when it is empty. */
export function optionalUrl(argument: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const given = text(argument, value).trim();
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw new ArgumentError(
      argument,
      `got ${formatValue(given)}, expected an address that begins with https:// or http://`,
    );
  }
  return given;
}

/** A required http(s) address. */
export function requiredUrl(argument: string, value: unknown): string {
  return optionalUrl(argument, nonEmptyString(argument, value)) ?? "";
}

/** A required secret or code, without the line break that a shell may have added. */
export function trimmedSecret(argument: string, value: unknown): string {
  return nonEmptyString(argument, value).trim();
}

const attachmentForm =
  /^(photo|video|audio|doc|poll|page|note|album|market|market_album|audio_playlist|wall|story|question|clip|article|podcast|graffiti)-?\d+_\d+(_[\w-]+)?$/;

/** An attachment of VK's form: a kind, the owner, an underscore and the number, `photo-1_2`. */
export function attachment(argument: string, value: unknown): string {
  const given = text(argument, value).trim();
  if (!attachmentForm.test(given)) {
    throw new ArgumentError(
      argument,
      `got ${formatValue(given)}, expected an attachment such as photo-218861756_457239017`,
    );
  }
  return given;
}

/** An array; a single value stands for an array of one, and nothing for an empty array. */
export function asArray<T>(argument: string, value: T | readonly T[] | undefined | null): readonly T[] {
  if (value === undefined || value === null || value === "") return [];
  if (
    typeof value === "object" &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  ) {
    throw new ArgumentError(argument, "got a structure, expected an array");
  }
  return Array.isArray(value) ? value : [value as T]; // what is not an array is a T
}

const isoDate = /^\d{4}-\d\d-\d\d([T ].*)?$/i;
const oneCDate = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;

/** The last second that is meant by a number of seconds: in the year 5138. Milliseconds of our time are larger. */
const maxSeconds = 99_999_999_999;

/** A moment in Unix seconds. */
export function unixTime(argument: string, value: unknown): number {
  const seconds = parseDate(value);
  if (seconds === undefined || !Number.isFinite(seconds)) {
    throw new ArgumentError(
      argument,
      `got ${formatValue(value)}, expected a date that exists, such as 2025-12-10, 2025-12-10T18:30:00 or Unix seconds`,
    );
  }
  if (seconds > maxSeconds) {
    throw new ArgumentError(
      argument,
      `got ${formatValue(value)}, too large for Unix seconds; are these milliseconds? Divide them by 1000, or give a Date`,
    );
  }
  return seconds;
}

function parseDate(value: unknown): number | undefined {
  if (value instanceof Date) return Math.floor(value.getTime() / 1000);
  if (typeof value === "number") return Number.isInteger(value) && value > 0 ? value : undefined;
  if (typeof value !== "string") return undefined;
  const given = value.trim();
  if (/^\d{9,13}$/.test(given)) return Number(given);
  const iso = given.replace(oneCDate, "$1-$2-$3T$4:$5:$6");
  return isoDate.test(iso) ? Math.floor(parseISO(iso.toUpperCase()).getTime() / 1000) : undefined;
}

/** VK's parameters that hold a moment. Source: VK's schema, https://github.com/VKCOM/vk-api-schema */
const momentNames = [
  "date_from",
  "date_to",
  "end_date",
  "end_time",
  "event_finish_date",
  "event_start_date",
  "publish_date",
  "start_time",
  "timestamp_from",
  "timestamp_to",
];

/** Whether a value of a parameter of VK's is a moment; nothing and 0 are none. */
export function isMoment(name: string, value: unknown): boolean {
  return momentNames.includes(name) && ![undefined, null, "", 0, "0"].includes(value as string); // any of these is none
}

/**
 * VK's parameters as the caller gave them, by their names: moments in Unix seconds, numbers exact.
 *
 * @param argument name of the argument that holds them, for errors
 * @throws {ArgumentError} when one of them would not mean the same to VK
 */
export function parameters(
  argument: string,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const read = (name: string, value: unknown) => {
    try {
      return isMoment(name, value) ? unixTime(argument, value) : exact(argument, value);
    } catch (error) {
      throw error instanceof ArgumentError ? new ArgumentError(argument, `${name}: ${error.problem}`) : error;
    }
  };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, read(name, value)]));
}

/** A period in Unix seconds; its end must not lie before its beginning. */
export function dateRange(
  fromArgument: string,
  from: unknown,
  toArgument: string,
  to: unknown,
): { readonly from: number; readonly to: number } {
  const begin = unixTime(fromArgument, from);
  const end = unixTime(toArgument, to);
  if (end < begin) {
    throw new ArgumentError(
      toArgument,
      `got ${formatValue(to)}, which lies before ${fromArgument} (${formatValue(from)})`,
    );
  }
  return { from: begin, to: end };
}
