import { extname } from "node:path";
import { findAuth } from "../config/auth.ts";
import { readJson, readJsonFile } from "../config/json.ts";
import { ArgumentError } from "../errors.ts";
import { single } from "./flags.ts";
import type { ManifestFunction, ManifestOption } from "./manifest.ts";
import type { Given } from "./options.ts";

/**
 * Makes the arguments of a function out of its options.
 *
 * Only what the command line adds is done here: arrays, files with JSON, options without a value. Whether a value is
 * right is for the function to say.
 *
 * @param command the function
 * @param given the options that were given
 * @param sandboxAuth stands in for `--auth` when there is none; `undefined` outside the sandbox
 * @throws {ArgumentError} when a required option is missing, or a value cannot be read
 */
export async function coerce(
  command: ManifestFunction,
  given: Given,
  sandboxAuth: unknown,
): Promise<unknown[]> {
  const missing = command.options.find(
    ({ name, required, type }) => required && type !== "auth" && !given.has(name),
  );
  if (missing) throw missed(missing, command);
  return Promise.all(command.options.map(option => argument(option, given, command, sandboxAuth)));
}

async function argument(
  option: ManifestOption,
  given: Given,
  command: ManifestFunction,
  sandboxAuth: unknown,
): Promise<unknown> {
  const { name, type, array, default: fallback } = option;
  if (array) return given.has(name) ? readArray(name, given.get(name) ?? []) : fallback;
  const value = single(given, name);
  if (type === "auth") {
    const auth = (await findAuth(value, process.env.OINT_VK_AUTH)) ?? sandboxAuth;
    if (auth === undefined) throw missed(option, command, ", or set OINT_VK_AUTH");
    return auth;
  }
  if (value === undefined) return fallback;
  return type === "flag" && value === "" ? true : value;
}

function missed(
  { name, description }: ManifestOption,
  command: ManifestFunction,
  otherwise = "",
): ArgumentError {
  return new ArgumentError(
    name,
    `is missing: ${description}${otherwise}. See oint vk ${command.name} --help`,
  );
}

const expectedArray = `an array such as ['one','two']`;

async function readArray(name: string, values: readonly string[]): Promise<unknown[]> {
  const parts = await Promise.all(values.map(value => readPart(name, value)));
  return parts.flat();
}

/** One value of an array option: a JSON array, a file with one, or a plain value. */
async function readPart(name: string, value: string): Promise<unknown> {
  if (value === "") return [];
  const isJson = value.trimStart().startsWith("[");
  if (!isJson && extname(value).toLowerCase() !== ".json") return value;
  const read = isJson
    ? await readJson(name, value, expectedArray)
    : await readJsonFile(name, value, expectedArray);
  if (!Array.isArray(read)) throw new ArgumentError(name, `is not an array; expected ${expectedArray}`);
  return read;
}
