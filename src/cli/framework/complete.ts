import type { Translate } from "../i18n/index.ts";
import { type Command, type CommandGroup, isGroup, type OptionSpec } from "./command.ts";
import { resolveCommand, withDefault } from "./resolve.ts";

/** A word that can complete what the person is typing. */
export interface Candidate {
  readonly word: string;
  /** What it is for, for shells that show it. */
  readonly about: string;
}

const globalOptions: readonly OptionSpec[] = [
  { name: "help", takesValue: "never", description: "Show this help" },
  { name: "lang", takesValue: "always", description: "Language, en or ru", choices: ["en", "ru"] },
];

/**
 * What can complete the last word of a command line.
 *
 * @param root the group of all commands
 * @param words the words after `oint`; the last one is being typed, and may be empty
 */
export async function complete(
  root: CommandGroup,
  words: readonly string[],
  translate: Translate,
): Promise<readonly Candidate[]> {
  const typed = words.at(-1) ?? "";
  const named = await resolveCommand(root, words.slice(0, -1));
  // The options of a group are those of the command that it runs when none is named.
  const { node, args } = typed.startsWith("-") ? await withDefault(named) : named;
  const candidates = isGroup(node) ? await childrenOf(node, typed) : inCommand(node, args, typed);
  return candidates
    .filter(({ word }) => word.startsWith(typed))
    .map(({ word, about }) => ({ word, about: translate(about) }));
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

function inCommand(command: Command, args: readonly string[], typed: string): Candidate[] {
  const options = [...command.options, ...(command.commonOptions ?? []), ...globalOptions];
  const before = args.at(-1) ?? "";
  const option = options.find(({ name, short }) => before === `--${name}` || before === `-${short}`);
  if (option && option.takesValue === "always") return valuesOf(option);
  if (typed.startsWith("-")) {
    return options.map(({ name, description }) => ({ word: `--${name}`, about: description }));
  }
  const position = args.filter(word => !word.startsWith("-")).length;
  const values = command.positionals?.[position]?.complete?.() ?? [];
  return values.map(word => ({ word, about: "" }));
}

function valuesOf({ choices, complete: values }: OptionSpec): Candidate[] {
  return (choices ?? values?.() ?? []).map(word => ({ word, about: "" }));
}
