import { extname } from "node:path";
import { asJson, readJson, readText } from "../config/json.ts";
import { ArgumentError } from "../errors.ts";
import { commonNames } from "../vk/call.ts";
import { parameterNames } from "../vk/generated/parameters.ts";
import { nearest } from "../vk/nearest.ts";
import { currentSettings } from "../vk/settings.ts";
import { single } from "./flags.ts";
import type { ManifestFunction, ManifestOption } from "./manifest.ts";
import type { Given } from "./options.ts";
import type { AuthFinder } from "./surroundings.ts";

/**
 * Makes the arguments of a function out of its options.
 *
 * Only what the command line adds is done here: arrays, JSON, files with JSON, standard input, options without a value.
 * Whether a value is right is for the function to say.
 *
 * @param command the function
 * @param given the options that were given
 * @param authOf finds the authorization structure
 * @throws {ArgumentError} when a required option is missing, or a value cannot be read
 */
export async function coerce(
  command: ManifestFunction,
  given: Given,
  authOf: AuthFinder,
): Promise<unknown[]> {
  const missing = command.options.find(
    ({ name, required, type }) => required && type !== "auth" && !given.has(name),
  );
  if (missing) throw missed(missing, command);
  const fromInput = command.options.filter(
    ({ name, type }) => readable.includes(type) && given.get(name)?.includes("-"),
  );
  if (fromInput.length > 1) {
    const names = fromInput.map(({ name }) => `--${name}`).join(" and ");
    throw new ArgumentError(
      fromInput[1]?.name ?? "",
      `is "-", but only one of ${names} can be read from standard input`,
    );
  }
  return Promise.all(command.options.map(option => argument(option, given, command, authOf)));
}

/** What comes on standard input, until its end or a signal. */
async function readAll(): Promise<string> {
  const { addAbortSignal } = await import("node:stream");
  const { text } = await import("node:stream/consumers");
  const { signal } = currentSettings();
  return text(signal ? addAbortSignal(signal, process.stdin) : process.stdin);
}

/** What can be read from standard input. */
const readable = ["text", "binary", "structure", "json", "auth"];

async function argument(
  option: ManifestOption,
  given: Given,
  command: ManifestFunction,
  authOf: AuthFinder,
): Promise<unknown> {
  const { name, type, array, default: fallback } = option;
  if (array) return given.has(name) ? readArray(option, given.get(name) ?? []) : fallback;
  const value = single(given, name);
  if (type === "auth") {
    const auth = await authOf(await whole(value));
    if (auth === undefined) throw missed(option, command, ", or set OINT_VK_AUTH, or log in: oint vk login");
    return auth;
  }
  return value === undefined ? fallback : read(option, value);
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

/** The value, or what comes on standard input when the value is a hyphen. */
export async function whole(value: string | undefined): Promise<string | undefined> {
  return value === "-" ? readAll() : value;
}

async function read({ name, type }: ManifestOption, value: string): Promise<unknown> {
  switch (type) {
    case "flag":
      return value === "" ? true : value;
    case "binary":
      return value === "-" ? process.stdin : value;
    case "structure":
      return value === "" ? value : readStructure(name, (await whole(value)) ?? "");
    case "json":
      return value === "" ? value : readStructure(name, (await whole(value)) ?? "", asJson);
    case "text":
      return value === "-" ? readAll() : withLineBreaks(value);
    default:
      return value;
  }
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", v: "\v", f: "\f" };

/**
 * Puts in the line breaks that a text stands for: a command line of 1C or of Windows holds no real ones. As in
 * OpenIntegrations, `\n`, `\r`, `\v` and `\f` are such; a doubled backslash keeps them as they are written.
 */
function withLineBreaks(text: string): string {
  return text.replace(/(\\?)\\([nrvf])/g, (_, doubled, letter) =>
    doubled ? `\\${letter}` : (escapes[letter] ?? ""),
  );
}

async function readStructure(name: string, value: string, read = readJson): Promise<unknown> {
  const expected = `a structure such as {'key': 'value'}`;
  const isFile = !/^\s*[[{'"]/.test(value);
  return isFile
    ? read(name, await readText(name, value, expected), `${expected} in the file ${value}`)
    : read(name, value, expected);
}

const expectedArray = `an array such as ['one','two']`;

async function readArray(option: ManifestOption, values: readonly string[]): Promise<unknown[]> {
  const read = await Promise.all(values.map(value => readPart(option, value, values.length === 1)));
  return read.flat();
}

/** One value of an array option: a JSON array, a file with one, standard input with one, or a plain value. */
async function readPart(option: ManifestOption, value: string, isOnly: boolean): Promise<unknown> {
  const { name, type } = option;
  if (value === "") return [];
  if (value === "-" && type !== "binary") {
    const piped = await readAll();
    return isArray(piped) ? readList(name, piped, expectedArray) : piped || [];
  }
  // A text can be anything: an answer of a poll may be a file's name, or begin with "[x]". Among several it is that text.
  const mayBePlain = type === "text" && !isOnly;
  if (isArray(value)) {
    const list = readList(name, value, expectedArray);
    return mayBePlain ? list.catch(() => read(option, value)) : list;
  }
  if (mayBePlain || extname(value).toLowerCase() !== ".json") return read(option, value);
  const asText = type === "text" ? `; if it is no file, write ${JSON.stringify([value])}` : "";
  const text = await readText(name, value, expectedArray + asText);
  return readList(name, text, `${expectedArray} in the file ${value}${asText}`);
}

function isArray(text: string): boolean {
  return text.trimStart().startsWith("[");
}

async function readList(name: string, text: string, expected: string): Promise<unknown[]> {
  const list = await readJson(name, text, expected);
  if (!Array.isArray(list)) throw new ArgumentError(name, `is not an array; expected ${expected}`);
  return list;
}

/**
 * Reads further parameters for VK.
 *
 * @param command the function, whose methods must have them
 * @param given the values of `--param`, each `name=value`
 * @throws {ArgumentError} when one is not of this form, or no method of the function has it
 */
export function readParams(
  { name, methods }: ManifestFunction,
  given: readonly string[],
): Record<string, string> {
  const table: Readonly<Record<string, string>> = parameterNames;
  const own = [...new Set(methods.flatMap(method => table[method]?.split(" ") ?? []))].filter(Boolean).sort();
  const known = methods.length > 0 ? [...own, ...commonNames] : [];
  return Object.fromEntries(
    given.map(each => {
      const [, key = "", value = ""] = /^(\w+)=([\s\S]*)$/.exec(each) ?? [];
      // What follows the name may be a secret.
      if (key === "")
        throw new ArgumentError("param", `got "${each.replace(/=[\s\S]*/, "=…")}", expected name=value`);
      if (known.includes(key)) return [key, value];
      const near = nearest(key, known);
      const advice = near ? ` Did you mean ${near}?` : "";
      const list = known.length > 0 ? `its methods have ${own.join(", ")}` : "it calls no method of VK";
      throw new ArgumentError("param", `${name} cannot send "${key}": ${list}.${advice}`);
    }),
  );
}
