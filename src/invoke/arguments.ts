import { extname } from "node:path";
import { calledMethods } from "../api/generated/parameters.ts";
import { asJson, readJson, readText } from "../config/json.ts";
import type { Auth } from "../core/auth.ts";
import { sharedParams } from "../core/request.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { ArgumentError, MissingArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { didYouMean, suggest } from "../validation/suggest.ts";
import type { ManifestFunction, ManifestOption } from "./manifest.ts";
import { single, type Values } from "./values.ts";

/** Resolves credentials: those of the argument, or the caller's own if the argument is not set. */
export type AuthResolver = (argument: string | undefined) => Promise<Auth | undefined>;

/** The token of credentials; `undefined` when it is not known to be a community's. */
export type CommunityToken = (auth: Auth) => string | undefined;

/**
 * Converts options to the arguments of a function.
 *
 * This handles only the formats of the command line: arrays, JSON, JSON files, standard input, options without a value.
 * The function itself validates the values.
 *
 * @param command the function
 * @param parsed the parsed options
 * @param resolveAuth resolves the credentials
 * @param communityToken gets a community's token from the credentials
 * @throws {ArgumentError} if a required option is missing or a value cannot be read
 */
export async function toArguments(
  command: ManifestFunction,
  parsed: Values,
  resolveAuth: AuthResolver,
  communityToken: CommunityToken = () => undefined,
): Promise<unknown[]> {
  const missing = command.options.find(
    ({ name, required, type, communityToken }) =>
      required && type !== "auth" && !communityToken && !parsed.has(name),
  );
  if (missing) throw missingOption(missing);
  const stdinOptions = command.options.filter(
    ({ name, type }) => stdinTypes.includes(type) && parsed.get(name)?.includes("-"),
  );
  if (stdinOptions.length > 1) {
    throw tooManyFromStdin(stdinOptions.map(({ name }) => name));
  }
  let found: Promise<Auth | undefined> | undefined;
  const once = () => {
    found ??= readStdinIfDash(single(parsed, "auth")).then(resolveAuth);
    return found;
  };
  return Promise.all(command.options.map(option => toArgument(option, parsed, once, communityToken)));
}

/** The error for several options that are to be read from standard input. */
export function tooManyFromStdin(names: readonly string[]): ArgumentError {
  const options = names.map(name => `--${name}`);
  const [others, last] = [options.slice(0, -1).join(", "), options.at(-1) ?? ""];
  return new ArgumentError(
    names[1] ?? "",
    localize('is "-", but only one of {others} and {last} can be read from standard input', { others, last }),
  );
}

/** Reads standard input until its end or an abort. */
export async function readStdin(): Promise<string> {
  const { addAbortSignal } = await import("node:stream");
  const { text } = await import("node:stream/consumers");
  const { signal } = currentSettings();
  return text(signal ? addAbortSignal(signal, process.stdin) : process.stdin);
}

/** Option types that can be read from standard input. */
const stdinTypes = ["text", "binary", "structure", "json", "auth"];

async function toArgument(
  option: ManifestOption,
  parsed: Values,
  findAuth: () => Promise<Auth | undefined>,
  communityToken: CommunityToken,
): Promise<unknown> {
  const { name, type, array, default: fallback } = option;
  if (array) return parsed.has(name) ? readArray(option, parsed.get(name) ?? []) : fallback;
  const value = single(parsed, name);
  if (type === "auth") {
    const auth = await findAuth();
    if (auth === undefined) throw missingOption(option);
    return auth;
  }
  if (option.communityToken && !value) {
    const auth = await findAuth();
    const token = auth && communityToken(auth);
    if (token === undefined && auth) throw missingOption(option);
    return token;
  }
  return value === undefined ? fallback : readValue(option, value);
}

function missingOption({ name, description }: ManifestOption): MissingArgumentError {
  return new MissingArgumentError(name, description);
}

/** Returns the value, or the content of standard input if the value is a hyphen. */
export async function readStdinIfDash(value: string | undefined): Promise<string | undefined> {
  return value === "-" ? readStdin() : value;
}

async function readValue({ name, type }: ManifestOption, value: string): Promise<unknown> {
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
      return value === "-" ? readStdin() : withLineBreaks(value);
    default:
      return value;
  }
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", v: "\v", f: "\f" };

/**
 * Replaces escape sequences with line breaks, because a command line in 1C or Windows cannot contain real ones. As in
 * OpenIntegrations, these are `\n`, `\r`, `\v` and `\f`; a doubled backslash escapes them.
 */
export function withLineBreaks(text: string): string {
  return text.replace(/(\\?)\\([nrvf])/g, (_, doubled, letter) =>
    doubled ? `\\${letter}` : (escapes[letter] ?? ""),
  );
}

/** Reads an object: JSON, or the path of a file that contains it. */
export async function readStructure(name: string, value: string, read = readJson): Promise<unknown> {
  const expected = localize("an object such as {example}", { example: "{'key': 'value'}" });
  const isFile = !/^\s*[[{'"]/.test(value);
  return isFile
    ? read(name, await readText(name, value, expected), inFile(expected, value))
    : read(name, value, expected);
}

function expectedArray(): string {
  return localize("an array such as {example}", { example: "['one','two']" });
}

function inFile(expected: string, path: string): string {
  return localize("{expected} in the file {path}", { expected, path });
}

async function readArray(option: ManifestOption, values: readonly string[]): Promise<unknown[]> {
  const items = await Promise.all(values.map(value => readArrayItem(option, value, values.length === 1)));
  return items.flat();
}

/** The IDs in a text, between commas, spaces or line breaks. */
function splitIds(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Reads one value of an array option: a JSON array, a file or standard input with a JSON array, or a single value. */
async function readArrayItem(option: ManifestOption, value: string, isOnly: boolean): Promise<unknown> {
  const { name, type } = option;
  if (value === "") return [];
  if (value === "-" && type !== "binary") {
    const piped = await readStdin();
    if (isArray(piped)) return readList(name, piped, expectedArray());
    return type === "id" ? splitIds(piped) : piped || [];
  }
  // A poll option may be a file name or begin with "[x]". If there are several values, such a value is text.
  const mayBeText = type === "text" && !isOnly;
  if (isArray(value)) {
    const list = readList(name, value, expectedArray());
    return mayBeText ? list.catch(() => readValue(option, value)) : list;
  }
  if (mayBeText || extname(value).toLowerCase() !== ".json")
    return type === "id" ? splitIds(value) : readValue(option, value);
  const advice =
    type === "text"
      ? localize("; if it is not a file, write {example}", { example: JSON.stringify([value]) })
      : "";
  const text = await readText(name, value, expectedArray() + advice);
  return readList(name, text, inFile(expectedArray(), value) + advice);
}

function isArray(text: string): boolean {
  return text.trimStart().startsWith("[");
}

async function readList(name: string, text: string, expected: string): Promise<unknown[]> {
  const list = await readJson(name, text, expected);
  if (!Array.isArray(list)) {
    throw new ArgumentError(name, localize("is not an array; expected {expected}", { expected }));
  }
  return list;
}

/**
 * Parses additional VK parameters.
 *
 * @param command the function; one of its methods must have each parameter
 * @param assignments the values of `--param`, each `name=value`
 * @throws {ArgumentError} if a value has a different format, or no method of the function has the parameter
 */
export function readParams(
  { name, methods }: ManifestFunction,
  assignments: readonly string[],
): Record<string, string> {
  const table: Readonly<Record<string, { readonly parameters: string }>> = calledMethods;
  const methodParams = [...new Set(methods.flatMap(method => table[method]?.parameters.split(" ") ?? []))]
    .filter(Boolean)
    .sort();
  const allowed = methods.length > 0 ? [...methodParams, ...sharedParams] : [];
  return Object.fromEntries(
    assignments.map(assignment => {
      const [, key = "", value = ""] = /^(\w+)=([\s\S]*)$/.exec(assignment) ?? [];
      // The value may be a secret.
      if (key === "") {
        const shown = assignment.replace(/=[\s\S]*/, "=…");
        throw new ArgumentError("param", localize('got "{value}", expected name=value', { value: shown }));
      }
      if (allowed.includes(key)) return [key, value];
      const problem =
        allowed.length > 0
          ? localize('got "{key}", expected one of {names}', { key, names: methodParams.join(", ") })
          : localize('got "{key}", but {name} calls no VK method', { key, name });
      throw new ArgumentError("param", problem + didYouMean(suggest(key, allowed)));
    }),
  );
}
