import { translator } from "../i18n/index.ts";
import { type Command, type CommandGroup, isGroup, type OptionSpec } from "./command.ts";
import { globalOptions, readGlobals } from "./globals.ts";
import { resolveCommand, withDefault } from "./resolve.ts";

/** A word that can complete what the person is typing. */
export interface Candidate {
  readonly word: string;
  /** What it is for, for shells that show it. */
  readonly about: string;
}

/**
 * What can complete the last word of a command line.
 *
 * @param root the group of all commands
 * @param words the words after `oint`; the last one is being typed, and may be empty
 * @param env the environment, for the locale
 */
export async function complete(
  root: CommandGroup,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<readonly Candidate[]> {
  const { before, typed, prefix } = findCursor(words);
  const namesLang = before.at(-1) === "--lang";
  const globals = readGlobals(namesLang ? before.slice(0, -1) : before, env);
  const named = await resolveCommand(root, globals.words);
  // The options of a group are those of the command that it runs when none is named.
  const { node, args } = typed.startsWith("-") ? await withDefault(named) : named;
  const candidates = await candidatesIn(node, namesLang ? ["--lang"] : args, typed);
  const translate = await translator(globals.lang);
  return candidates
    .filter(({ word }) => word.startsWith(typed))
    .map(({ word, about }) => ({ word: prefix + word, about: translate(about) }));
}

/** Where a person is in a command line. */
interface Cursor {
  /** The words before. */
  readonly before: readonly string[];
  /** What is typed of the word, or of the value. */
  readonly typed: string;
  /** What stands before a value in the same word: `--format=`. */
  readonly prefix: string;
}

function findCursor(words: readonly string[]): Cursor {
  const joined = joinValues(words);
  const typed = joined.at(-1) ?? "";
  const before = joined.slice(0, -1);
  const [, option, value = ""] = /^(-[^=]*)=(.*)$/s.exec(typed) ?? [];
  return option === undefined
    ? { before, typed, prefix: "" }
    : { before: [...before, option], typed: value, prefix: `${option}=` };
}

/** bash takes `--format=json` for three words: what is before the equal sign, the sign, and what is after it. */
function joinValues(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1) ?? "";
    const isOneWord = word === "=" ? /^-[^=]+$/.test(last) : /^-[^=]+=$/.test(last);
    if (isOneWord) joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

async function candidatesIn(
  node: Command | CommandGroup,
  args: readonly string[],
  typed: string,
): Promise<readonly Candidate[]> {
  const options = [
    ...(isGroup(node) ? [] : [...node.options, ...(node.commonOptions ?? [])]),
    ...globalOptions,
  ];
  const before = args.at(-1) ?? "";
  const option = options.find(({ name, short }) => before === `--${name}` || before === `-${short}`);
  if (option?.takesValue === "always") return valuesOf(option);
  if (typed.startsWith("-")) {
    return options.map(({ name, description }) => ({ word: `--${name}`, about: description }));
  }
  if (option?.takesValue === "optional") return ["true", "false"].map(toCandidate);
  return isGroup(node) ? childrenOf(node, typed) : positionalsOf(node, args);
}

async function childrenOf({ commands, generated }: CommandGroup, typed: string): Promise<Candidate[]> {
  const children = await Promise.all(commands.map(async ({ load }) => (await load()).command));
  const generatedCommands = [...(generated?.categories().values() ?? [])].flat();
  // VK has too many methods to offer them before anything is typed.
  const unlisted = typed === "" ? [] : ((await generated?.unlisted()) ?? []);
  return [
    ...children
      .filter(child => isGroup(child) || !child.hidden)
      .map(({ name, summary }) => ({ word: name, about: summary })),
    ...generatedCommands.flatMap(({ names, summary }) =>
      names.slice(0, 2).map(word => ({ word, about: summary })),
    ),
    ...unlisted.map(word => ({ word, about: "" })),
  ];
}

function positionalsOf({ positionals = [] }: Command, args: readonly string[]): Candidate[] {
  const position = args.filter(word => !word.startsWith("-")).length;
  return (positionals[position]?.complete?.() ?? []).map(toCandidate);
}

function valuesOf({ choices, complete: values }: OptionSpec): Candidate[] {
  return (choices ?? values?.() ?? []).map(toCandidate);
}

function toCandidate(word: string): Candidate {
  return { word, about: "" };
}
