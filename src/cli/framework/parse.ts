import { ArgumentError } from "../../errors.ts";
import { suggest } from "../../validation/suggest.ts";

/** What the parser must know of an option. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string | undefined;
  /** `no`: it stands alone. `maybe`: a following true or false belongs to it. `yes`: what follows is its value. */
  readonly value: "no" | "maybe" | "yes";
}

/** The values of each option that was given, in order. An option without a value has the empty string. */
export type ParsedOptions = ReadonlyMap<string, readonly string[]>;

const booleanLiteral = /^(true|false|1|0|истина|ложь)$/i;

/**
 * Splits a command line into options and their values.
 *
 * What follows an option is its value, also when it begins with a hyphen (`--text "- one"`, `--post -5`), unless it is
 * an option itself: then the value is missing. `--text=--two` takes anything.
 *
 * @param args the words after the command
 * @param forms the options that the command has
 * @param command the command, for the advice in errors: `oint vk createPost`
 * @throws {ArgumentError} when an option is unknown, has no value, or a word belongs to no option
 */
export function parseOptions(
  args: readonly string[],
  forms: readonly OptionSpec[],
  command: string,
): ParsedOptions {
  const given = new Map<string, string[]>();
  const words = [...args];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const { dashes, key, inline } = splitWord(word);
    if (!dashes || key === "")
      throw new ArgumentError("", `"${word}" belongs to no option; see ${command} --help`);
    const form = findSpec(forms, dashes, key);
    if (!form) throw unknownOption(dashes + key, forms, command);
    const value = inline ?? takeValue(form, words, forms);
    if (value === undefined) throw new ArgumentError(form.name, `has no value; see ${command} --help`);
    given.set(form.name, [...(given.get(form.name) ?? []), value]);
  }
  return given;
}

function splitWord(word: string): { dashes: string; key: string; inline: string | undefined } {
  const [, dashes = "", key = "", , inline] = /^(--?)?([^=]*)(=([\s\S]*))?$/.exec(word) ?? [];
  return { dashes, key, inline };
}

function findSpec(forms: readonly OptionSpec[], dashes: string, key: string): OptionSpec | undefined {
  return forms.find(form => (dashes === "--" ? form.name === key : form.short === key));
}

function takeValue(form: OptionSpec, words: string[], forms: readonly OptionSpec[]): string | undefined {
  const [next] = words;
  if (form.value === "no") return "";
  if (form.value === "maybe") return next !== undefined && booleanLiteral.test(next) ? words.shift() : "";
  return next === undefined || isOption(next, forms) ? undefined : words.shift();
}

function isOption(word: string, forms: readonly OptionSpec[]): boolean {
  const { dashes, key } = splitWord(word);
  if (dashes === "--") return /^\p{L}/u.test(key);
  return dashes === "-" && findSpec(forms, dashes, key) !== undefined;
}

function unknownOption(word: string, forms: readonly OptionSpec[], command: string): ArgumentError {
  const near = suggest(
    word,
    forms.map(form => `--${form.name}`),
  );
  return new ArgumentError(
    "",
    `there is no option ${word}${near ? `; did you mean ${near}?` : ""} See ${command} --help`,
  );
}
