import { ArgumentError, UsageError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import type { Values } from "../../invoke/values.ts";
import { didYouMean, suggest } from "../../validation/suggest.ts";
import type { OptionSpec } from "./command.ts";

/** A parsed command line. */
export interface ParsedArgs {
  /** An option without a value has the empty string. */
  readonly options: Values;
  /** The words that belong to no option. */
  readonly positionals: readonly string[];
}

const booleanLiteral = /^(true|false|1|0|истина|ложь)$/i;

/**
 * Splits a command line into options, their values, and the words that belong to none.
 *
 * What follows an option is its value, also when it begins with a hyphen (`--text "- one"`, `--post -5`), unless it is
 * an option itself: then the value is missing. `--text=--two` accepts anything. An option that takes an array has all words
 * up to the next option, as a shell makes them of `*.png`.
 *
 * @param args the words after the command
 * @param specs the options that the command has
 * @param isOpen whether options of any other name are taken, each with a value
 * @throws {UsageError} when an option is unknown or has no value
 * @throws {ArgumentError} when a yes or no has another value
 */
export function parseArgs(
  args: readonly string[],
  specs: readonly OptionSpec[],
  isOpen: boolean = false,
): ParsedArgs {
  const options = new Map<string, string[]>();
  const positionals: string[] = [];
  let before: OptionSpec | undefined;
  for (let at = 0; at < args.length; at++) {
    const text = args[at] ?? "";
    const word = splitWord(text);
    if (word === undefined) {
      if (before?.secret) throw strayWord(before);
      positionals.push(text);
      continue;
    }
    const spec = findSpec(specs, word) ?? (isOpen ? openSpec(word) : undefined);
    if (!spec) throw unknownOption(word, specs);
    before = spec;
    const next = args[at + 1];
    const takesNext = word.inline === undefined && isValueOf(spec, next, specs);
    if (takesNext) at++;
    const value = word.inline ?? (takesNext ? next : spec.takesValue === "always" ? undefined : "");
    if (value === undefined) {
      throw new UsageError(localize("--{option} has no value", { option: spec.name }));
    }
    const more = spec.array ? valuesFrom(args, at + 1, specs) : [];
    at += more.length;
    options.set(spec.name, [...(options.get(spec.name) ?? []), value, ...more]);
  }
  return { options, positionals };
}

/** A word that begins with a hyphen: `--text=Hello`, `-t`. */
interface OptionWord {
  readonly dashes: "-" | "--";
  readonly key: string;
  /** What follows an equal sign. */
  readonly inline: string | undefined;
}

function splitWord(text: string): OptionWord | undefined {
  const dashes = text.startsWith("--") ? "--" : "-";
  if (!text.startsWith("-") || text === dashes) return undefined;
  const equals = text.indexOf("=");
  const key = text.slice(dashes.length, equals < 0 ? undefined : equals);
  return { dashes, key, inline: equals < 0 ? undefined : text.slice(equals + 1) };
}

function findSpec(specs: readonly OptionSpec[], { dashes, key }: OptionWord): OptionSpec | undefined {
  return specs.find(spec => (dashes === "--" ? kebab(spec.name) === kebab(key) : spec.short === key));
}

/** VK's names have underscores: `--owner-id` is `--owner_id`. */
function kebab(name: string): string {
  return name.replaceAll("_", "-");
}

/** An option that no table has. */
function openSpec({ dashes, key }: OptionWord): OptionSpec | undefined {
  const name = key.replaceAll("-", "_");
  return dashes === "--" && /^\w+$/.test(name) ? { name, takesValue: "always", description: "" } : undefined;
}

/** Whether the word after an option is its value. */
function isValueOf(spec: OptionSpec, next: string | undefined, specs: readonly OptionSpec[]): boolean {
  if (next === undefined || spec.takesValue === "never" || isOption(next, specs)) return false;
  if (spec.takesValue === "always" || booleanLiteral.test(next)) return true;
  throw new ArgumentError(
    spec.name,
    localize("got {value}, expected true or false", { value: JSON.stringify(next) }),
  );
}

/** The words from a place up to the next option. */
function valuesFrom(args: readonly string[], from: number, specs: readonly OptionSpec[]): readonly string[] {
  const rest = args.slice(from);
  const end = rest.findIndex(word => isOption(word, specs));
  return end < 0 ? rest : rest.slice(0, end);
}

function isOption(text: string, specs: readonly OptionSpec[]): boolean {
  const word = splitWord(text);
  if (word?.dashes === "--") return /^\p{L}/u.test(word.key);
  return word !== undefined && findSpec(specs, word) !== undefined;
}

/** A value that was not put in quotes may go on in the next word, which is as secret as the first. */
function strayWord({ name }: OptionSpec): UsageError {
  return new UsageError(
    localize("--{option} is followed by an unexpected argument; put the whole value in quotes", {
      option: name,
    }),
  );
}

function unknownOption({ dashes, key }: OptionWord, specs: readonly OptionSpec[]): UsageError {
  const word = dashes + key;
  const suggestion = suggest(
    word,
    specs.map(({ name }) => `--${name}`),
  );
  return new UsageError(localize("there is no option {option}", { option: word }) + didYouMean(suggestion));
}
