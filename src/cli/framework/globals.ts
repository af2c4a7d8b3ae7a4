import { UsageError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { type Lang, languageOfLocale, readLang } from "../i18n/index.ts";
import type { OptionSpec } from "./command.ts";

/** The options that every command has, wherever they are in the command line. */
export interface Globals {
  readonly help: boolean;
  readonly lang: Lang;
  /** The other words. */
  readonly words: readonly string[];
}

/** The options of {@link Globals}, for completion. */
export const globalOptions: readonly OptionSpec[] = [
  { name: "help", takesValue: "never", description: "Show this help" },
  { name: "lang", takesValue: "always", description: "Language, en or ru", choices: ["en", "ru"] },
];

/** The command that completes a command line. What follows it is a line that is not finished, and read by it alone. */
export const completionCommand = "__complete";

/** Other spellings of commands, as other programs have them. */
const aliases: Readonly<Record<string, string>> = { "-h": "help", "-v": "version", "--version": "version" };

/**
 * Takes `--help` and `--lang` out of a command line, so that no command has to know them.
 *
 * @param argv the words after `oint`
 * @param env the environment, for the locale
 * @throws {UsageError} when the language is none that oint speaks
 */
export function readGlobals(argv: readonly string[], env: NodeJS.ProcessEnv): Globals {
  if (argv[0] === completionCommand) return { help: false, lang: languageOfLocale(env), words: argv };
  const words: string[] = [];
  let help = false;
  let lang: Lang | undefined;
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? "";
    if (word === "--help") help = true;
    else if (word.startsWith("--lang=")) lang = readLang(word.slice("--lang=".length));
    else if (word === "--lang") {
      at++;
      const value = argv[at];
      if (value === undefined) throw new UsageError(localize("--{option} has no value", { option: "lang" }));
      lang = readLang(value);
    } else words.push(word);
  }
  const [first = "", ...rest] = words;
  const named = Object.hasOwn(aliases, first) ? [aliases[first] ?? "", ...rest] : words;
  return { help, lang: lang ?? languageOfLocale(env), words: named };
}
