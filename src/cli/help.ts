import yargs from "yargs";
import { tokensInWords } from "../vk/hints.ts";
import { type CommonFlag, commonFlags } from "./flags.ts";
import { functions, type ManifestFunction, type ManifestOption } from "./manifest.ts";

const widest = 100;

function page() {
  const width = Math.min(widest, process.stdout.columns || widest);
  return yargs([]).scriptName("oint").help(false).version(false).wrap(width).detectLocale(false).locale("en");
}

/** What `oint` alone shows. */
export async function mainHelp(): Promise<string> {
  return page()
    .usage("oint: VK from the command line.\n\nUsage: oint <command> [options]")
    .command("vk <function>", "call a function of VK; oint vk lists them")
    .command("vk login", "get a token, check it and store it")
    .command("vk whoami", "tell whose the token is, and what it may do")
    .command("vk profile", "list, show, choose and remove stored tokens")
    .command("sandbox", "run a small VK on this machine, for first steps and tests")
    .command("version", "show the version")
    .example('oint vk createPost --sandbox --text "Hello"', "")
    .example("oint vk createPost --help", "")
    .epilogue(
      "Exit codes: 0 fine, 1 VK answered an error, 2 wrong arguments, 3 VK not reached, 4 a person must act, 5 flood or quota.",
    )
    .getHelp();
}

/** What `oint vk` shows: the functions by region. */
export function regionsHelp(): string {
  const regions = [...new Set(functions.map(({ region }) => region))];
  const widestName = Math.max(...functions.map(({ name }) => name.length));
  const lines = regions.map(region => {
    const own = functions.filter(each => each.region === region);
    return [`${region}:`, ...own.map(({ name, summary }) => `  ${name.padEnd(widestName)}  ${summary}`)].join(
      "\n",
    );
  });
  const usage = "Usage: oint vk <function> [options]";
  return [usage, ...lines, "oint vk <function> --help shows its options and examples."].join("\n\n");
}

/** What `oint vk <function> --help` shows. */
export async function functionHelp(command: ManifestFunction): Promise<string> {
  const names = [command.russian, ...command.aliases].join(", ");
  const about = [
    `Usage: oint vk ${command.name} [options]`,
    command.summary,
    ...command.description,
    `Also named: ${names}`,
  ];
  const parser = page()
    .usage(about.join("\n\n"))
    .group(
      command.options.map(({ name }) => name),
      "Options:",
    );
  for (const option of command.options) describeOption(parser, option);
  describeFlags(parser, commonFlags, "Common options:");
  const see = command.see.length > 0 ? `\n\nSee ${command.see.join(", ")}` : "";
  const options = await parser.epilogue(`Result: ${command.returns}\n\n${needs(command)}${see}`).getHelp();
  // An example is not wrapped: it is there to be copied.
  return `${options}\n\nExamples:\n${command.examples.map(example => `  ${example}`).join("\n")}`;
}

function needs({ methods, endpoint, tokens, rights }: ManifestFunction): string {
  if (endpoint !== "") return `Asks ${endpoint}.`;
  if (methods.length === 0) return "Calls nothing at VK.";
  const right = rights.length > 0 ? ` with the right ${rights.join(", ")}` : "";
  return `Calls ${methods.join(", ")}.\nNeeds ${tokensInWords(tokens)}${right}.`;
}

/** What `oint vk login --help` shows. */
export async function loginHelp(
  flags: readonly CommonFlag[],
  ways: Readonly<Record<string, string>>,
): Promise<string> {
  const kinds = Object.entries(ways).map(([way, words]) => `  ${way.padEnd(10)} ${words}`);
  const usage = [
    "Usage: oint vk login [options]",
    "Gets a token, checks it, and stores it as a profile. What no option tells is asked.",
    `Kinds of tokens:\n${kinds.join("\n")}`,
  ].join("\n\n");
  const parser = page().usage(usage);
  describeFlags(parser, flags, "Options:");
  const examples = [
    "oint vk login --sandbox --kind vkid",
    "oint vk login --kind community --app 51694790 --group 218861756",
  ];
  return `${await parser.getHelp()}\n\nExamples:\n${examples.map(example => `  ${example}`).join("\n")}`;
}

/** What `oint vk whoami --help` shows. */
export async function whoamiHelp(): Promise<string> {
  const usage =
    "Usage: oint vk whoami [options]\n\nTells whose the token is, its rights, which functions lack a right, when it ends, and its limit.";
  const parser = page()
    .usage(usage)
    .option("auth", { alias: "l", describe: "authorization structure; else OINT_VK_AUTH, else the profile" });
  describeFlags(parser, commonFlags, "Common options:");
  return parser.getHelp();
}

/** What `oint sandbox --help` shows. */
export async function sandboxHelp(flags: readonly CommonFlag[]): Promise<string> {
  const parser = page().usage(
    "oint sandbox\n\nRuns a small VK on this machine, and a page that shows what is in it.",
  );
  describeFlags(parser, flags, "Options:");
  return parser.getHelp();
}

function describeOption(parser: ReturnType<typeof page>, option: ManifestOption): void {
  const { name, short, array, type, choices, required, description, default: fallback } = option;
  const kind = `${array ? "array of " : ""}${type}`;
  const values = choices ? `; one of ${choices.join(", ")}` : "";
  const standard = fallback === undefined || fallback === "" ? "" : ` [default: ${JSON.stringify(fallback)}]`;
  parser.option(name, {
    ...(short ? { alias: short } : {}),
    describe: `${description}${values} [${kind}]${standard}${required ? " [required]" : ""}`,
  });
}

function describeFlags(parser: ReturnType<typeof page>, flags: readonly CommonFlag[], group: string): void {
  for (const { name, short, description } of flags) {
    parser.option(name, { ...(short ? { alias: short } : {}), describe: description, group });
  }
}
