import { extname } from "node:path";
import { calledMethods } from "../api/generated/parameters.ts";
import { asJson, readJson, readText } from "../config/json.ts";
import type { Auth } from "../core/auth.ts";
import { sharedParams } from "../core/request.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { ArgumentError, MissingArgumentError } from "../errors.ts";
import { suggest } from "../validation/suggest.ts";
import type { ManifestFunction, ManifestOption } from "./manifest.ts";
import { single, type Values } from "./values.ts";

/** Finds the credentials: those of the argument, else those that the caller has. */
export type AuthResolver = (argument: string | undefined) => Promise<Auth | undefined>;

/**
 * Makes the arguments of a function out of its options.
 *
 * Only what the command line adds is done here: arrays, JSON, files with JSON, standard input, options without a value.
 * Whether a value is right is for the function to say.
 *
 * @param command the function
 * @param parsed the options that were given
 * @param resolveAuth finds the authorization structure
 * @throws {ArgumentError} when a required option is missing, or a value cannot be read
 */
export async function toArguments(
  command: ManifestFunction,
  parsed: Values,
  resolveAuth: AuthResolver,
): Promise<unknown[]> {
  const missing = command.options.find(
    ({ name, required, type }) => required && type !== "auth" && !parsed.has(name),
  );
  if (missing) throw missingOption(missing);
  const stdinOptions = command.options.filter(
    ({ name, type }) => stdinTypes.includes(type) && parsed.get(name)?.includes("-"),
  );
  if (stdinOptions.length > 1) {
    const names = stdinOptions.map(({ name }) => `--${name}`).join(" and ");
    throw new ArgumentError(
      stdinOptions[1]?.name ?? "",
      `is "-", but only one of ${names} can be read from standard input`,
    );
  }
  return Promise.all(command.options.map(option => argument(option, parsed, resolveAuth)));
}

/** What comes on standard input, until its end or a signal. */
export async function readAll(): Promise<string> {
  const { addAbortSignal } = await import("node:stream");
  const { text } = await import("node:stream/consumers");
  const { signal } = currentSettings();
  return text(signal ? addAbortSignal(signal, process.stdin) : process.stdin);
}

/** What can be read from standard input. */
const stdinTypes = ["text", "binary", "structure", "json", "auth"];

async function argument(
  option: ManifestOption,
  options: Values,
  resolveAuth: AuthResolver,
): Promise<unknown> {
  const { name, type, array, default: fallback } = option;
  if (array) return options.has(name) ? readArray(option, options.get(name) ?? []) : fallback;
  const value = single(options, name);
  if (type === "auth") {
    const auth = await resolveAuth(await readStdinIfDash(value));
    if (auth === undefined) throw missingOption(option);
    return auth;
  }
  return value === undefined ? fallback : read(option, value);
}

function missingOption({ name, description }: ManifestOption): MissingArgumentError {
  return new MissingArgumentError(name, description);
}

/** The value, or what comes on standard input when the value is a hyphen. */
export async function readStdinIfDash(value: string | undefined): Promise<string | undefined> {
  return value === "-" ? readAll() : value;
}

async function read({ name, type }: ManifestOption, value: string): Promise<unknown> {
  switch (type) {
    case "flag":
      return value === "" ? true : value;
    case "binary":
      return value === "-" ? process.stdin : value;
    case "structure":
      return value === "" ? value : readStructure(name, (await readStdinIfDash(value)) ?? "");
    case "json":
      return value === "" ? value : readStructure(name, (await readStdinIfDash(value)) ?? "", asJson);
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
export function withLineBreaks(text: string): string {
  return text.replace(/(\\?)\\([nrvf])/g, (_, doubled, letter) =>
    doubled ? `\\${letter}` : (escapes[letter] ?? ""),
  );
}

/** A structure: JSON, or the path of a file with it. */
export async function readStructure(name: string, value: string, read = readJson): Promise<unknown> {
  const expected = `a structure such as {'key': 'value'}`;
  const isFile = !/^\s*[[{'"]/.test(value);
  return isFile
    ? read(name, await readText(name, value, expected), `${expected} in the file ${value}`)
    : read(name, value, expected);
}

const expectedArray = `an array such as ['one','two']`;

async function readArray(option: ManifestOption, values: readonly string[]): Promise<unknown[]> {
  const read = await Promise.all(values.map(value => readArrayItem(option, value, values.length === 1)));
  return read.flat();
}

/** One value of an array option: a JSON array, a file with one, standard input with one, or a plain value. */
async function readArrayItem(option: ManifestOption, value: string, isOnly: boolean): Promise<unknown> {
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
  const table: Readonly<Record<string, { readonly parameters: string }>> = calledMethods;
  const own = [...new Set(methods.flatMap(method => table[method]?.parameters.split(" ") ?? []))]
    .filter(Boolean)
    .sort();
  const known = methods.length > 0 ? [...own, ...sharedParams] : [];
  return Object.fromEntries(
    given.map(item => {
      const [, key = "", value = ""] = /^(\w+)=([\s\S]*)$/.exec(item) ?? [];
      if (key === "") throw new ArgumentError("param", `got "${item}", expected name=value`);
      if (known.includes(key)) return [key, value];
      const near = suggest(key, known);
      const advice = near ? ` Did you mean ${near}?` : "";
      const list = known.length > 0 ? `its methods have ${own.join(", ")}` : "it calls no method of VK";
      throw new ArgumentError("param", `${name} cannot send "${key}": ${list}.${advice}`);
    }),
  );
}
