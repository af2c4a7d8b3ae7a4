import { ArgumentError } from "../errors.ts";
import { nearest } from "../vk/nearest.ts";

/** What the parser must know of an option. */
export interface OptionForm {
  readonly name: string;
  readonly short?: string | undefined;
  /** `no`: it stands alone. `maybe`: a following true or false belongs to it. `yes`: what follows is its value. */
  readonly value: "no" | "maybe" | "yes";
}

/** The values of each option that was given, in order. An option without a value has the empty string. */
export type Given = ReadonlyMap<string, readonly string[]>;

/** Places for secrets: what is typed there, and what follows it by mistake, is not shown. */
const secretOptions = [
  "answer",
  "auth",
  "captcha-key",
  "code",
  "ct",
  "refresh",
  "secret",
  "success-token",
  "token",
  "verifier",
];

const truth = /^(true|false|1|0|истина|ложь)$/i;

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
export function parseOptions(args: readonly string[], forms: readonly OptionForm[], command: string): Given {
  const given = new Map<string, string[]>();
  const words = [...args];
  let before = "";
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const { dashes, key, inline } = split(word);
    if (!dashes || key === "") throw stray(word, before, command);
    const form = find(forms, dashes, key);
    if (!form) throw unknown(dashes + key, forms, command);
    const value = inline ?? following(form, words, forms);
    if (value === undefined) throw new ArgumentError(form.name, `has no value; see ${command} --help`);
    given.set(form.name, [...(given.get(form.name) ?? []), value]);
    before = form.name;
  }
  return given;
}

function split(word: string): { dashes: string; key: string; inline: string | undefined } {
  const [, dashes = "", key = "", , inline] = /^(--?)?([^=]*)(=([\s\S]*))?$/.exec(word) ?? [];
  return { dashes, key, inline };
}

function find(forms: readonly OptionForm[], dashes: string, key: string): OptionForm | undefined {
  return forms.find(form => (dashes === "--" ? form.name === key : form.short === key));
}

function following(form: OptionForm, words: string[], forms: readonly OptionForm[]): string | undefined {
  const [next] = words;
  if (form.value === "no") return "";
  if (form.value === "maybe") return next !== undefined && truth.test(next) ? words.shift() : "";
  return next === undefined || isOption(next, forms) ? undefined : words.shift();
}

function isOption(word: string, forms: readonly OptionForm[]): boolean {
  const { dashes, key } = split(word);
  if (dashes === "--") return /^\p{L}/u.test(key);
  return dashes === "-" && find(forms, dashes, key) !== undefined;
}

function stray(word: string, before: string, command: string): ArgumentError {
  if (!secretOptions.includes(before))
    return new ArgumentError("", `"${word}" belongs to no option; see ${command} --help`);
  return new ArgumentError(
    before,
    `is followed by a word that belongs to no option; put the whole value in quotes; see ${command} --help`,
  );
}

function unknown(word: string, forms: readonly OptionForm[], command: string): ArgumentError {
  const near = nearest(
    word,
    forms.map(form => `--${form.name}`),
  );
  return new ArgumentError(
    "",
    `there is no option ${word}${near ? `; did you mean ${near}?` : ""} See ${command} --help`,
  );
}
