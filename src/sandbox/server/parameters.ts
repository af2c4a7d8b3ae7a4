import { Failure, invalid } from "../failure.ts";
import { type ParameterSpec, specOf } from "./method-table.ts";

/** Parameters of a call, as strings. */
export type Params = Readonly<Record<string, string>>;

/** Parameters that every method accepts. Source: https://dev.vk.com/ru/api/api-requests */
const commonParameters = new Set([
  "access_token",
  "captcha_key",
  "captcha_sid",
  "confirm",
  "device_id",
  "lang",
  "remixstlid",
  "success_token",
  "test_mode",
  "v",
]);

/** Whether a version of the API is before `5.minor`: VK responds in the shape of that time. */
export function isBefore(minor: number, version: string): boolean {
  const [first = 0, second = 0] = version.split(".").map(Number);
  return first < 5 || (first === 5 && second < minor);
}

/** Fails with VK's error 8 when the API version is missing or no longer supported. */
export function checkVersion({ v = "" }: Params): void {
  if (!isBefore(81, v)) return;
  throw new Failure(
    8,
    'versions below 5.81 are deprecated. Version param should be passed as "v". "version" param is invalid and not supported. For more information go to https://vk.com/dev/constant_version_updates',
  );
}

/** Names of the parameters that a method does not have. VK ignores them; `execute` passes them to its script. */
export function unknownParameters(method: string, params: Params): string[] {
  if (method === "execute") return [];
  const { parameters } = specOf(method);
  return Object.keys(params).filter(name => !parameters.has(name) && !commonParameters.has(name));
}

/** Parameters of `execute` that its script reads as `Args`. */
export function scriptArgs({ code, func_v, ...params }: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !commonParameters.has(name)));
}

/**
 * Returns the parameters that a method has, with flags as 0 or 1, or fails with VK's error 100 when one is missing or has a
 * wrong type.
 */
export function readParameters(method: string, params: Params): Params {
  const { parameters, required } = specOf(method);
  const missing = required.find(name => !params[name]);
  if (missing !== undefined) throw invalid(`${missing} is undefined`);
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    const spec = parameters.get(name);
    if (spec) read[name] = readValue(name, value, spec);
  }
  return read;
}

function readValue(name: string, value: string, { type, values }: ParameterSpec): string {
  if (value === "" || type === "string") return value;
  if (type === "boolean") {
    // Clients send these words too.
    const flag = { true: "1", false: "0" }[value.toLowerCase()] ?? value;
    if (flag !== "0" && flag !== "1") throw invalid(`${name} should be one of 0 1`);
    return flag;
  }
  if (type === "choice") {
    const choice = values.find(allowed => allowed.toLowerCase() === value.toLowerCase());
    if (choice === undefined) throw invalid(`${name} should be one of ${values.join(" ")}`);
    return choice;
  }
  if (!/^-?\d+(\.\d+)?$/.test(value)) throw invalid(`${name} not integer`);
  return value;
}

/** Reads a number; returns the fallback when the parameter is missing or empty. */
export function number(params: Params, name: string, fallback = 0): number {
  const value = params[name];
  return value ? Number(value) : fallback;
}

/** Reads a JSON parameter. */
export function json(params: Params, name: string): unknown {
  try {
    return JSON.parse(params[name] ?? "");
  } catch {
    throw invalid(`${name} should be a JSON text`);
  }
}

/** Reads a comma-separated list of numbers. */
export function numbers(params: Params, name: string): number[] {
  return (params[name] ?? "").split(",").filter(Boolean).map(Number);
}

/** Whether a flag is set. */
export function flag(params: Params, name: string): boolean {
  return params[name] === "1";
}

/**
 * Returns the page of a list that `offset` and `count` select, and the length of the whole list. A `count` above the maximum
 * counts as the maximum, as in the older methods of VK.
 */
export function page<T>(
  params: Params,
  list: readonly T[],
  fallback: number,
  max: number,
): { count: number; items: T[] } {
  const count = Math.min(Math.max(number(params, "count", fallback), 0), max);
  const offset = Math.max(number(params, "offset"), 0);
  return { count: list.length, items: list.slice(offset, offset + count) };
}

/** Returns the page of a list that `offset` and `count` select, and the length of the whole list. */
export function slice<T>(
  params: Params,
  list: readonly T[],
  fallback: number,
  max: number,
): { count: number; items: T[] } {
  const count = number(params, "count", fallback);
  const offset = number(params, "offset");
  if (count > max || count < 0) throw invalid(`count should be from 0 to ${max}`);
  if (offset < 0) throw invalid("offset should be positive");
  return { count: list.length, items: list.slice(offset, offset + count) };
}
