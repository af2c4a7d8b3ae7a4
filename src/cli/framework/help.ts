import yargs from "yargs";
import { type Lang, type Translate, translator } from "../i18n/index.ts";
import { type Command, type CommandGroup, isGroup, type OptionSpec, type Positional } from "./command.ts";
import { labels, typeLabels } from "./labels.ts";

const maxWidth = 100;

/**
 * The help of a command.
 *
 * @param node the command
 * @param path its name and those of the commands above it, `["oint", "vk", "login"]`
 * @param columns characters in a line of the terminal
 */
export async function helpOf(
  node: Command | CommandGroup,
  path: readonly string[],
  lang: Lang,
  columns?: number,
): Promise<string> {
  const translate = await translator(lang);
  return isGroup(node)
    ? groupHelp(node, path, translate)
    : commandHelp(
        (await node.described?.(translate)) ?? node,
        path,
        translate,
        lang,
        Math.min(maxWidth, columns || maxWidth),
      );
}

async function groupHelp(
  group: CommandGroup,
  path: readonly string[],
  translate: Translate,
): Promise<string> {
  const { summary, description = [], commands, generated, examples = [] } = group;
  const children = await Promise.all(commands.map(async ({ load }) => (await load()).command));
  const listed = children
    .filter(child => isGroup(child) || !child.hidden)
    .map(child => [usageName(child, translate), translate(child.summary)] as const);
  const standard = children.find(({ name }) => name === group.default);
  const categories = [...(generated?.categories() ?? [])].map(([category, members]) =>
    section(
      translate(category),
      members.map(({ names, summary: about }) => [names[0] ?? "", translate(about)]),
    ),
  );
  const placeholder = generated ? `<${translate(generated.placeholder)}>` : `<${translate(labels.command)}>`;
  const word = group.default === undefined ? placeholder : `[${translate(labels.command)}]`;
  return [
    `${translate(labels.usage)}: ${path.join(" ")} ${word} [${translate(labels.optionsWord)}]`,
    translate(summary),
    ...description.map(translate),
    ...(listed.length > 0 ? [section(translate(labels.commands), listed)] : []),
    ...(standard && !isGroup(standard) ? [optionsSection(standard, translate)] : []),
    ...categories,
    examplesSection(examples, translate),
    `${translate(labels.more)} ${path.join(" ")} ${placeholder} --help`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The options of the command that a group runs when none is named. */
function optionsSection({ options }: Command, translate: Translate): string {
  if (options.length === 0) return "";
  const rows = options.map(option => [optionUsage(option), describe(option, translate)] as const);
  return section(translate(labels.options), rows);
}

function optionUsage({ name, short }: OptionSpec): string {
  return short ? `-${short}, --${name}` : `    --${name}`;
}

function usageName(node: Command | CommandGroup, translate: Translate): string {
  const words = isGroup(node)
    ? []
    : (node.positionals ?? []).map(positional => positionalUsage(positional, translate));
  return [node.name, ...words].join(" ");
}

function positionalUsage({ name, required }: Positional, translate: Translate): string {
  return required ? `<${translate(name)}>` : `[${translate(name)}]`;
}

/** A heading and two columns. */
function section(heading: string, rows: ReadonlyArray<readonly [string, string]>): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return [`${heading}:`, ...rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`)].join("\n");
}

/** Examples are not wrapped: they are there to be copied. */
function examplesSection(examples: readonly string[], translate: Translate): string {
  if (examples.length === 0) return "";
  return `${translate(labels.examples)}:\n${examples.map(example => `  ${example}`).join("\n")}`;
}

async function commandHelp(
  command: Command,
  path: readonly string[],
  translate: Translate,
  lang: Lang,
  width: number,
): Promise<string> {
  const { summary, description = [], positionals = [], options, commonOptions = [] } = command;
  const words = positionals.map(positional => ` ${positionalUsage(positional, translate)}`).join("");
  const about = [
    `${translate(labels.usage)}: ${path.join(" ")}${words} [${translate(labels.optionsWord)}]`,
    translate(summary),
    ...description.map(translate),
  ];
  const parser = yargs([]).scriptName("oint").help(false).version(false).wrap(width).detectLocale(false);
  parser.usage(about.join("\n\n"));
  describeOptions(parser, options, translate(labels.options), translate);
  describeOptions(
    parser,
    commonOptions.filter(({ isMinor }) => !isMinor),
    translate(labels.commonOptions),
    translate,
  );
  const notes = command.notes?.(translate, lang) ?? [];
  if (notes.length > 0) parser.epilogue(notes.join("\n\n"));
  return [(await parser.getHelp()).trimEnd(), examplesSection(command.examples ?? [], translate)]
    .filter(Boolean)
    .join("\n\n");
}

function describeOptions(
  parser: ReturnType<typeof yargs>,
  options: readonly OptionSpec[],
  heading: string,
  translate: Translate,
): void {
  const group = `${heading}:`;
  for (const option of options) {
    const { name, short } = option;
    parser.option(name, { ...(short ? { alias: short } : {}), describe: describe(option, translate), group });
  }
}

/** What an option is for, its values, its type and its default. */
function describe(option: OptionSpec, translate: Translate): string {
  const { description, choices, type, array, required, default: fallback } = option;
  const isEmpty =
    fallback === undefined || fallback === "" || (Array.isArray(fallback) && fallback.length === 0);
  return [
    translate(description),
    choices ? `(${choices.join(", ")})` : "",
    type ? `[${array ? `${translate(labels.arrayOf)} ` : ""}${translate(typeLabels[type])}]` : "",
    isEmpty ? "" : `(${translate(labels.default)}: ${String(fallback)})`,
    required ? `[${translate(labels.required)}]` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
