import yargs from "yargs";
import type { TokenKind } from "../../api/methods.ts";
import { functions, type ManifestFunction, type ManifestOption } from "../../invoke/manifest.ts";
import { type Lang, messages, type Translate, translator } from "../i18n/messages.ts";
import { type CommonOption, commonOptions, connectionOptions } from "../options/common.ts";

const maxWidth = 100;

function page(lang: Lang) {
  const width = Math.min(maxWidth, process.stdout.columns || maxWidth);
  const parser = yargs([]).scriptName("oint").help(false).version(false).wrap(width).detectLocale(false);
  return parser.updateStrings({ "Options:": messages[lang].options, "Commands:": "oint" });
}

/** What `oint` alone shows. */
export async function mainHelp(lang: Lang): Promise<string> {
  const { main, usage, commands, exitCodes } = messages[lang];
  const maxNameWidth = Math.max(...Object.keys(commands).map(({ length }) => length));
  const lines = Object.entries(commands).map(
    ([name, about]) => `  oint ${name.padEnd(maxNameWidth)}  ${about}`,
  );
  const examples = [
    'oint vk createPost --sandbox --text "Hello"',
    "oint vk createPost --help",
    "oint --lang ru",
  ];
  return [
    main,
    `${usage}: oint <command> [options]`,
    lines.join("\n"),
    exampleLines(lang, examples),
    exitCodes,
  ].join("\n\n");
}

function exampleLines(lang: Lang, examples: readonly string[]): string {
  // An example is not wrapped: it is there to be copied.
  return `${messages[lang].examples}:\n${examples.map(example => `  ${example}`).join("\n")}`;
}

/** What `oint vk` shows: the functions by region. */
export async function regionsHelp(lang: Lang): Promise<string> {
  const translate = await translator(lang);
  const regions = [...new Set(functions.map(({ category }) => category))];
  const maxNameWidth = Math.max(...functions.map(({ name }) => name.length));
  const lines = regions.map(region => {
    const own = functions.filter(item => item.category === region);
    const listed = own.map(({ name, summary }) => `  ${name.padEnd(maxNameWidth)}  ${translate(summary)}`);
    return [`${translate(region)}:`, ...listed].join("\n");
  });
  return [`${messages[lang].usage}: oint vk <function> [options]`, ...lines, messages[lang].more].join(
    "\n\n",
  );
}

/** What `oint vk <function> --help` shows. */
export async function functionHelp(command: ManifestFunction, lang: Lang): Promise<string> {
  const translate = await translator(lang);
  const messagesValue = messages[lang];
  const names = [command.russian, ...command.aliases].join(", ");
  const about = [
    `${messagesValue.usage}: oint vk ${command.name} [options]`,
    translate(command.summary),
    ...command.description.map(translate),
    `${messagesValue.also}: ${names}`,
  ];
  const parser = page(lang)
    .usage(about.join("\n\n"))
    .group(
      command.options.map(({ name }) => name),
      messagesValue.options,
    );
  for (const option of command.options) describeOption(parser, option, lang, translate);
  describeFlags(parser, commonOptions, messagesValue.common, translate);
  const see = command.see.length > 0 ? `\n\n${messagesValue.see} ${command.see.join(", ")}` : "";
  const result = `${messagesValue.result}: ${translate(command.returns)}`;
  const options = await parser.epilogue(`${result}\n\n${requirements(command, lang)}${see}`).getHelp();
  return `${options}\n\n${exampleLines(lang, command.examples)}`;
}

/** What a function calls, and whose token it needs. */
export function requirements({ methods, endpoint, tokens, scopes }: ManifestFunction, lang: Lang): string {
  const messagesValue = messages[lang];
  if (endpoint !== "") return `${messagesValue.asks} ${endpoint}.`;
  if (methods.length === 0) return messagesValue.nothing;
  const right = scopes.length > 0 ? ` ${messagesValue.right} ${scopes.join(", ")}` : "";
  return `${messagesValue.calls} ${methods.join(", ")}.\n${messagesValue.needs} ${tokensInWords(tokens, lang)}${right}.`;
}

/** Whose token it is that a function needs: "a token of a user or a community". */
export function tokensInWords(tokens: readonly TokenKind[], lang: Lang): string {
  const { kinds, or, token } = messages[lang];
  const whose = tokens.map(kind => kinds[kind]).join(` ${or} `);
  return lang === "en" ? `a ${token} ${whose}` : `${token} ${whose}`;
}

/** What `oint vk login --help` shows. */
export async function loginHelp(
  flags: readonly CommonOption[],
  ways: Readonly<Record<string, string>>,
  lang: Lang,
): Promise<string> {
  const translate = await translator(lang);
  const { usage, login, kindsOfTokens, options } = messages[lang];
  const kinds = Object.entries(ways).map(([way, about]) => `  ${way.padEnd(10)} ${translate(about)}`);
  const about = [`${usage}: oint vk login [options]`, login, `${kindsOfTokens}:\n${kinds.join("\n")}`];
  const parser = page(lang).usage(about.join("\n\n"));
  describeFlags(parser, flags, options, translate);
  const examples = [
    "oint vk login --sandbox --kind vkid",
    "oint vk login --kind community --app 51694790 --group 218861756",
  ];
  return `${await parser.getHelp()}\n\n${exampleLines(lang, examples)}`;
}

/** What `oint vk whoami --help` shows. */
export async function whoamiHelp(lang: Lang): Promise<string> {
  const { usage, whoami, auth, common } = messages[lang];
  const parser = page(lang)
    .usage(`${usage}: oint vk whoami [options]\n\n${whoami}`)
    .option("auth", { alias: "l", describe: auth });
  describeFlags(parser, connectionOptions, common, await translator(lang));
  return parser.getHelp();
}

/** What `oint sandbox --help` shows. */
export async function sandboxHelp(flags: readonly CommonOption[], lang: Lang): Promise<string> {
  const { usage, sandbox, options } = messages[lang];
  const parser = page(lang).usage(`${usage}: oint sandbox [options]\n\n${sandbox}`);
  describeFlags(parser, flags, options, await translator(lang));
  return parser.getHelp();
}

function describeOption(
  parser: ReturnType<typeof page>,
  option: ManifestOption,
  lang: Lang,
  translate: Translate,
): void {
  const { name, short, array, type, choices, required, description, default: fallback } = option;
  const messagesValue = messages[lang];
  const kind = `${array ? messagesValue.arrayOf : ""}${messagesValue.types[type]}`;
  const values = choices ? `; ${messagesValue.oneOf} ${choices.join(", ")}` : "";
  const isEmpty =
    fallback === undefined || fallback === "" || (Array.isArray(fallback) && fallback.length === 0);
  const standard = isEmpty ? "" : ` [${messagesValue.default}: ${JSON.stringify(fallback)}]`;
  parser.option(name, {
    ...(short ? { alias: short } : {}),
    describe: `${translate(description)}${values} [${kind}]${standard}${required ? ` [${messagesValue.required}]` : ""}`,
  });
}

function describeFlags(
  parser: ReturnType<typeof page>,
  flags: readonly CommonOption[],
  group: string,
  translate: Translate,
): void {
  for (const { name, short, description } of flags) {
    parser.option(name, { ...(short ? { alias: short } : {}), describe: translate(description), group });
  }
}
