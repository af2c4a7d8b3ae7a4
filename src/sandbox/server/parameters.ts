import { Failure, invalid } from "../failure.ts";
import table from "../generated/parameters.json" with { type: "json" };

/** Parameters of a call as they came over the wire. */
export type Params = Readonly<Record<string, string>>;

const methods: Readonly<Record<string, Readonly<Record<string, string>>>> = table;

/** Parameters that every method has. Source: https://dev.vk.com/ru/api/api-requests */
const common = new Set([
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

/** Fails with VK's error 3 for a method that VK does not have. */
export function checkMethod(method: string): void {
  if (!Object.hasOwn(methods, method)) throw new Failure(3);
}

/** Fails with VK's error 8 for a version that is missing or that VK no longer serves. */
export function checkVersion({ v }: Params): void {
  const [major = 0, minor = 0] = (v ?? "").split(".").map(Number);
  if (major > 5 || (major === 5 && minor >= 81)) return;
  throw new Failure(
    8,
    'versions below 5.81 are deprecated. Version param should be passed as "v". "version" param is invalid and not supported. For more information go to https://vk.com/dev/constant_version_updates',
  );
}

/**
 * Fails with VK's error 100 for a parameter that is missing or of a wrong type. A parameter that the method does not
 * have fails as well: VK would pass over it in silence, and the caller's mistake would stay unseen.
 */
export function checkParameters(method: string, params: Params): void {
  const types = methods[method] ?? {};
  for (const [name, type] of Object.entries(types)) {
    if (type.endsWith("!") && !params[name]) throw invalid(`${name} is undefined`);
  }
  for (const [name, value] of Object.entries(params)) {
    if (common.has(name)) continue;
    const type = Object.hasOwn(types, name) ? types[name]?.replace("!", "") : undefined;
    if (type === undefined) throw invalid(`${name} is not a parameter of ${method}`);
    if (value === "" || type === "string") continue;
    if (type === "number" && !/^-?\d+(\.\d+)?$/.test(value)) throw invalid(`${name} not integer`);
    if (type !== "number" && !type.split(" ").includes(value))
      throw invalid(`${name} should be one of ${type}`);
  }
}

/** A whole number out of the parameters; the fallback when it is not given. */
export function number(params: Params, name: string, fallback = 0): number {
  const value = params[name];
  return value ? Number(value) : fallback;
}

/** A parameter that holds JSON. */
export function json(params: Params, name: string): unknown {
  try {
    return JSON.parse(params[name] ?? "");
  } catch {
    throw invalid(`${name} should be a JSON text`);
  }
}

/** A list of numbers, comma-separated. */
export function numbers(params: Params, name: string): number[] {
  return (params[name] ?? "").split(",").filter(Boolean).map(Number);
}

/** The part of a list that is asked for by `offset` and `count`. */
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
