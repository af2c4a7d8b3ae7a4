import { UsageError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { didYouMean, suggest } from "../../validation/suggest.ts";
import { type Command, type CommandGroup, isGroup } from "./command.ts";

/** What a command line names. */
export interface Resolved {
  readonly node: Command | CommandGroup;
  /** The names of the commands on the way to it, `["oint", "vk", "login"]`. */
  readonly path: readonly string[];
  /** The words after its name. */
  readonly args: readonly string[];
  /** Whether its help is asked for: `oint help vk login` is `oint vk login --help`. */
  readonly help: boolean;
}

/**
 * Finds the command that a command line names.
 *
 * @param root the group of all commands
 * @param words the words after `oint`
 * @throws {UsageError} when there is no such command
 */
export async function resolveCommand(root: CommandGroup, words: readonly string[]): Promise<Resolved> {
  let node: Command | CommandGroup = root;
  const path = [root.name];
  let args = words;
  let help = false;
  while (isGroup(node)) {
    const [word] = args;
    if (word === undefined || word.startsWith("-")) break;
    args = args.slice(1);
    if (word === "help") {
      help = true;
      continue;
    }
    node = await childNamed(node, word, args, path);
    path.push(node.name);
  }
  return { node, path, args, help };
}

/** The command that a group runs when none is named; the group itself where it has none. */
export async function withDefault(resolved: Resolved): Promise<Resolved> {
  const { node, path } = resolved;
  if (!isGroup(node) || node.default === undefined) return resolved;
  return { ...resolved, node: await childNamed(node, node.default, [], path), path: [...path, node.default] };
}

async function childNamed(
  group: CommandGroup,
  word: string,
  args: readonly string[],
  path: readonly string[],
): Promise<Command | CommandGroup> {
  const entry = group.commands.find(({ name, aliases }) => name === word || aliases?.includes(word));
  if (entry) return (await entry.load()).command;
  const generated = await group.generated?.find(word, args);
  if (generated) return generated;
  throw await unknownCommand(group, word, path);
}

async function unknownCommand(
  group: CommandGroup,
  word: string,
  path: readonly string[],
): Promise<UsageError> {
  const generated = await group.generated?.suggest(word);
  const problem = generated?.problem ?? localize('there is no command "{name}"', { name: word });
  const suggestion =
    (await pathElsewhere(group, word)) ??
    suggest(
      word,
      group.commands.map(({ name }) => name),
    ) ??
    generated?.suggestion;
  return new UsageError(problem + didYouMean(suggestion), path.join(" "));
}

/** Where a group below this one has the command: `vk createPost` for `createPost`. */
async function pathElsewhere(group: CommandGroup, word: string): Promise<string | undefined> {
  for (const { load } of group.commands) {
    const child = (await load()).command;
    if (isGroup(child) && (await child.generated?.find(word, []))) return `oint ${child.name} ${word}`;
  }
  return undefined;
}
