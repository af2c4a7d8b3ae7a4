import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { maskText } from "../secrets.ts";
import { unixTime } from "../validation/dates.ts";
import { formatValue } from "../validation/format.ts";
import { toBooleanFlag } from "../validation/numbers.ts";
import { isDate } from "../validation/parameters.ts";
import { lengthProblem } from "../validation/strings.ts";
import { didYouMean, suggest } from "../validation/suggest.ts";
import type { ParameterFacts, ValueFacts } from "./facts.ts";

/** Maximum number of allowed values that an error lists. */
const maxShownValues = 20;

/** Validates and encodes a value. */
export function encodeValue(name: string, facts: ParameterFacts, value: unknown): string {
  if (facts.type === "array") return encodeArray(name, facts, value);
  if (facts.type === "json") return encodeJson(name, facts, value);
  const encoded = encodeScalar(name, facts, value);
  checkLength(name, facts, encoded);
  return encoded;
}

function encodeScalar(name: string, facts: ParameterFacts, value: unknown): string {
  const encoded = encodeType(name, facts, value);
  return facts.enum ? allowedValue(name, facts, encoded) : encoded;
}

function encodeType(name: string, facts: ParameterFacts, value: unknown): string {
  switch (facts.type) {
    case "integer":
      return encodeInteger(name, facts, value);
    case "number":
      return encodeNumber(name, facts, value);
    case "boolean":
      return String(toBooleanFlag(name, value));
    case "integer or string":
      return encodeString(name, facts, value, localize("an integer or a string"));
    default:
      return encodeString(name, facts, value, localize("a string"));
  }
}

/** Encodes an integer. VK's integers can exceed 2^53, so the digits of a string are not changed. */
function encodeInteger(name: string, facts: ParameterFacts, input: unknown): string {
  const value = isDate(name, input) ? unixTime(name, input) : input;
  const text = typeof value === "string" ? value.trim() : value;
  const isInteger =
    typeof text === "string"
      ? /^-?\d{1,19}$/.test(text)
      : typeof text === "bigint" || Number.isSafeInteger(text);
  if (!isInteger || !isInRange(facts, Number(text)))
    throw unexpectedValue(name, facts, value, expectedNumber(facts));
  return String(text);
}

function encodeNumber(name: string, facts: ParameterFacts, value: unknown): string {
  const number =
    typeof value === "string" && value.trim() !== "" ? Number(value.trim().replace(",", ".")) : value;
  if (typeof number !== "number" || !Number.isFinite(number) || !isInRange(facts, number)) {
    throw unexpectedValue(name, facts, value, expectedNumber(facts));
  }
  return String(number);
}

const maxInt32 = 2 ** 31 - 1;

function isInRange({ minimum, maximum, format }: ValueFacts, number: number): boolean {
  if (format === "int32" && Math.abs(number) > maxInt32) return false;
  return number >= (minimum ?? Number.NEGATIVE_INFINITY) && number <= (maximum ?? Number.POSITIVE_INFINITY);
}

function expectedNumber({ type, minimum, maximum }: ValueFacts): string {
  const kind = type === "integer" ? localize("an integer") : localize("a number");
  if (minimum !== undefined && maximum !== undefined) {
    return localize("{kind} from {minimum} to {maximum}", { kind, minimum, maximum });
  }
  if (minimum !== undefined) return localize("{kind}, at least {minimum}", { kind, minimum });
  return maximum === undefined
    ? localize("{kind} such as {example}", { kind, example: 42 })
    : localize("{kind}, at most {maximum}", { kind, maximum });
}

/** Encodes a string. An object is encoded as JSON, because VK's schema declares some JSON parameters as strings. */
function encodeString(name: string, facts: ParameterFacts, value: unknown, expected: string): string {
  if (typeof value === "string") return value;
  if (["number", "bigint", "boolean"].includes(typeof value)) return String(value);
  if (isPlainObject(value) && facts.type === "string") return JSON.stringify(value);
  throw unexpectedValue(name, facts, value, expected);
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Returns the allowed value with the case of the schema. */
function allowedValue(name: string, facts: ParameterFacts, encoded: string): string {
  const allowed = (facts.enum ?? []).map(String);
  const found =
    allowed.find(item => item === encoded) ??
    allowed.find(candidate => candidate.toLowerCase() === encoded.toLowerCase());
  if (found !== undefined) return found;
  throw unexpectedValue(name, facts, encoded, expectedValue(facts, encoded));
}

function expectedValue({ enum: allowed = [], enumNames }: ValueFacts, encoded: string): string {
  const words = allowed.map(String);
  const hint = didYouMean(suggest(encoded, words));
  if (words.length > maxShownValues) {
    return localize("one of {count} known values", { count: words.length }) + hint;
  }
  const list = words.map((word, i) => (enumNames?.[i] ? `${word} (${enumNames[i]})` : word)).join(", ");
  return localize("one of {values}", { values: list }) + hint;
}

function checkLength(name: string, facts: ParameterFacts, encoded: string): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = facts;
  const length = [...encoded].length;
  if (length >= minLength && length <= maxLength) return;
  throw new ArgumentError(name, lengthProblem(shown(facts, encoded), length, minLength, maxLength));
}

/** Encodes an array, a JSON array or a comma-separated string. */
function encodeArray(name: string, facts: ParameterFacts, value: unknown): string {
  const items = readItems(name, facts, value);
  checkCount(name, facts, items.length);
  const encoded = items.map((item, i) => {
    const text = encodeScalar(name, { type: "string", ...facts.items }, item).trim();
    if (text === "") throw new ArgumentError(name, localize("item {number} is empty", { number: i + 1 }));
    if (!text.includes(",")) return text;
    throw new ArgumentError(
      name,
      localize("item {number}, {value}, has a comma, by which VK separates the items", {
        number: i + 1,
        value: shown(facts, text),
      }),
    );
  });
  return encoded.join(",");
}

function readItems(name: string, facts: ParameterFacts, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "number" || typeof value === "bigint") return [value];
  if (typeof value !== "string") throw unexpectedValue(name, facts, value, localize("an array"));
  const text = value.trim();
  if (text === "") return [];
  if (!text.startsWith("[")) return text.split(",");
  const items = parseJson(text);
  if (Array.isArray(items)) return items;
  const expected = localize('a JSON array such as ["1", "2"], or a comma-separated list');
  throw unexpectedValue(name, facts, value, expected);
}

function checkCount(name: string, { minItems = 0, maxItems }: ParameterFacts, count: number): void {
  if (count < minItems) {
    const got = { count, min: minItems };
    throw new ArgumentError(name, localize("got {count} items, expected at least {min}", got));
  }
  if (maxItems !== undefined && count > maxItems) {
    const got = { count, max: maxItems };
    throw new ArgumentError(name, localize("got {count} items, expected at most {max}", got));
  }
}

/** Encodes an object as JSON. A JSON string is sent unchanged, because its numbers can exceed 2^53. */
function encodeJson(name: string, facts: ParameterFacts, value: unknown): string {
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  if (text === "") return text;
  const parsed = text === undefined ? undefined : parseJson(text);
  if (parsed === undefined) throw unexpectedValue(name, facts, value, localize("a structure, or JSON text"));
  if (Array.isArray(parsed)) checkCount(name, facts, parsed.length);
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unexpectedValue(
  name: string,
  facts: ParameterFacts,
  value: unknown,
  expected: string,
): ArgumentError {
  return new ArgumentError(
    name,
    localize("got {value}, expected {expected}", { value: shown(facts, value), expected }),
  );
}

/** Formats a value for an error; secrets and tokens are masked. */
function shown({ secret }: ParameterFacts, value: unknown): string {
  if (secret) return localize("a value that is not shown here");
  if (typeof value !== "object" || value === null) return maskText(formatValue(value));
  const text = maskText(JSON.stringify(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
