import { ArgumentError } from "../errors.ts";
import { maskText } from "../secrets.ts";
import { suggest } from "../validation/suggest.ts";
import { formatValue, isMoment, toBooleanFlag, unixTime } from "../validation/values.ts";
import type { ParameterFacts, ValueFacts } from "./facts.ts";

/** Lists of allowed values up to this length are shown whole in an error. */
const maxShownValues = 20;

/** A value as VK reads it. */
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
      return encodeString(name, facts, value, "an integer or a string");
    default:
      return encodeString(name, facts, value, "a string");
  }
}

/** Integers of VK can be longer than JavaScript's, so that digits are kept as they were given. */
function encodeInteger(name: string, facts: ParameterFacts, given: unknown): string {
  const value = isMoment(name, given) ? unixTime(name, given) : given;
  const text = typeof value === "string" ? value.trim() : value;
  const isInteger =
    typeof text === "string"
      ? /^-?\d{1,19}$/.test(text)
      : typeof text === "bigint" || Number.isSafeInteger(text);
  if (!isInteger || !isInRange(facts, Number(text))) throw wrong(name, facts, value, expectedNumber(facts));
  return String(text);
}

function encodeNumber(name: string, facts: ParameterFacts, value: unknown): string {
  const number =
    typeof value === "string" && value.trim() !== "" ? Number(value.trim().replace(",", ".")) : value;
  if (typeof number !== "number" || !Number.isFinite(number) || !isInRange(facts, number)) {
    throw wrong(name, facts, value, expectedNumber(facts));
  }
  return String(number);
}

const maxInt32 = 2 ** 31 - 1;

function isInRange({ minimum, maximum, format }: ValueFacts, number: number): boolean {
  if (format === "int32" && Math.abs(number) > maxInt32) return false;
  return number >= (minimum ?? Number.NEGATIVE_INFINITY) && number <= (maximum ?? Number.POSITIVE_INFINITY);
}

function expectedNumber({ type, minimum, maximum }: ValueFacts): string {
  const what = type === "integer" ? "an integer" : "a number";
  if (minimum === undefined && maximum === undefined) return `${what} such as 42`;
  if (maximum === undefined) return `${what}, at least ${minimum}`;
  return minimum === undefined ? `${what}, at most ${maximum}` : `${what} from ${minimum} to ${maximum}`;
}

/** A string; a structure becomes its JSON, because VK has parameters of that kind which its schema calls strings. */
function encodeString(name: string, facts: ParameterFacts, value: unknown, expected: string): string {
  if (typeof value === "string") return value;
  if (["number", "bigint", "boolean"].includes(typeof value)) return String(value);
  if (isPlainObject(value) && facts.type === "string") return JSON.stringify(value);
  throw wrong(name, facts, value, expected);
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The allowed value, in the table's own spelling. */
function allowedValue(name: string, facts: ParameterFacts, encoded: string): string {
  const allowed = (facts.enum ?? []).map(String);
  const found =
    allowed.find(item => item === encoded) ??
    allowed.find(candidate => candidate.toLowerCase() === encoded.toLowerCase());
  if (found !== undefined) return found;
  throw wrong(name, facts, encoded, expectedValue(facts, encoded));
}

function expectedValue({ enum: allowed = [], enumNames }: ValueFacts, given: string): string {
  const words = allowed.map(String);
  const near = suggest(given, words);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  if (words.length > maxShownValues) return `one of ${words.length} known values${hint}`;
  const list = words.map((word, i) => (enumNames?.[i] ? `${word} (${enumNames[i]})` : word)).join(", ");
  return `one of ${list}${hint}`;
}

function checkLength(name: string, facts: ParameterFacts, encoded: string): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = facts;
  const length = [...encoded].length;
  if (length >= minLength && length <= maxLength) return;
  const right =
    maxLength === Number.POSITIVE_INFINITY
      ? `at least ${minLength}`
      : minLength > 0
        ? `${minLength} to ${maxLength}`
        : `at most ${maxLength}`;
  throw new ArgumentError(
    name,
    `got ${shown(facts, encoded)} (${length} characters), expected ${right} characters`,
  );
}

/** Items come as an array, as a JSON array or comma-separated. */
function encodeArray(name: string, facts: ParameterFacts, value: unknown): string {
  const items = readItems(name, facts, value);
  checkCount(name, facts, items.length);
  const encoded = items.map((item, i) => {
    const text = encodeScalar(name, { type: "string", ...facts.items }, item).trim();
    if (text === "") throw new ArgumentError(name, `item ${i + 1} is empty`);
    if (!text.includes(",")) return text;
    throw new ArgumentError(
      name,
      `item ${i + 1}, ${shown(facts, text)}, has a comma, by which VK separates the items`,
    );
  });
  return encoded.join(",");
}

function readItems(name: string, facts: ParameterFacts, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "number" || typeof value === "bigint") return [value];
  if (typeof value !== "string") throw wrong(name, facts, value, "an array");
  const text = value.trim();
  if (text === "") return [];
  if (!text.startsWith("[")) return text.split(",");
  const items = parseJson(text);
  if (Array.isArray(items)) return items;
  throw wrong(name, facts, value, 'a JSON array such as ["1", "2"], or a comma-separated list');
}

function checkCount(name: string, { minItems = 0, maxItems }: ParameterFacts, count: number): void {
  if (count < minItems) throw new ArgumentError(name, `got ${count} items, expected at least ${minItems}`);
  if (maxItems !== undefined && count > maxItems) {
    throw new ArgumentError(name, `got ${count} items, expected at most ${maxItems}`);
  }
}

/** A JSON text is sent as it was given, because its numbers can be longer than JavaScript's. */
function encodeJson(name: string, facts: ParameterFacts, value: unknown): string {
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  if (text === "") return text;
  const parsed = text === undefined ? undefined : parseJson(text);
  if (parsed === undefined) throw wrong(name, facts, value, "a structure, or JSON text");
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

function wrong(name: string, facts: ParameterFacts, value: unknown, expected: string): ArgumentError {
  return new ArgumentError(name, `got ${shown(facts, value)}, expected ${expected}`);
}

/** A value as an error shows it: never a secret, never a token. */
function shown({ secret }: ParameterFacts, value: unknown): string {
  if (secret) return "a value that is not shown here";
  if (typeof value !== "object" || value === null) return maskText(formatValue(value));
  const text = maskText(JSON.stringify(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
