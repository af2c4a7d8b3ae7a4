import { Failure, invalid } from "../failure.ts";
import table from "../generated/parameters.json" with { type: "json" };

/** Parameters of a call, as strings. */
export type Params = Readonly<Record<string, string>>;

const methods: Readonly<Record<string, Readonly<Record<string, string>>>> = table;

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

/** Fails with VK's error 3 when VK does not have this method. */
export function checkMethod(method: string): void {
  if (!Object.hasOwn(methods, method)) throw new Failure(3);
}

/** Fails with VK's error 8 when the API version is missing or no longer supported. */
export function checkVersion({ v }: Params): void {
  const [major = 0, minor = 0] = (v ?? "").split(".").map(Number);
  if (major > 5 || (major === 5 && minor >= 81)) return;
  throw new Failure(
    8,
    'versions below 5.81 are deprecated. Version param should be passed as "v". "version" param is invalid and not supported. For more information go to https://vk.com/dev/constant_version_updates',
  );
}

/**
 * Fails with VK's error 100 when a parameter is missing or has a wrong type. It also fails when the method does not have a
 * parameter: VK ignores such a parameter, and the caller would not notice the mistake.
 */
export function checkParameters(method: string, params: Params): void {
  const types = methods[method] ?? {};
  for (const [name, type] of Object.entries(types)) {
    if (type.endsWith("!") && !params[name]) throw invalid(`${name} is undefined`);
  }
  for (const [name, value] of Object.entries(params)) {
    if (commonParameters.has(name)) continue;
    const type = Object.hasOwn(types, name) ? types[name]?.replace("!", "") : undefined;
    if (type === undefined) throw invalid(`${name} is not a parameter of ${method}`);
    if (value === "" || type === "string") continue;
    if (type === "number" && !/^-?\d+(\.\d+)?$/.test(value)) throw invalid(`${name} not integer`);
    if (type !== "number" && !type.split(" ").includes(value))
      throw invalid(`${name} should be one of ${type}`);
  }
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
