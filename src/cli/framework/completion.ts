import { ArgumentError } from "../../errors.ts";
import { functions } from "../../invoke/manifest.ts";
import { own } from "../../validation/own.ts";
import { sandboxOptions } from "../commands/sandbox.ts";
import { loginOptions } from "../commands/vk/login/command.ts";
import { actions as profileActions } from "../commands/vk/profile.ts";
import { languageOf, type Translate, topLevelCommands, translator } from "../i18n/messages.ts";
import { type CommonOption, commonOptions, connectionOptions } from "../options/common.ts";
import { print } from "../print.ts";
import { exitCodes } from "./report-error.ts";

/** A word of the command line, and what may follow it. */
interface CompletionEntry {
  readonly words: readonly string[];
  readonly options: readonly CommonOption[];
}

const shells = ["bash", "zsh", "fish"];

/** The commands below `oint vk`, each by all of its names, with its options. */
function commands(): CompletionEntry[] {
  const own = functions.map(({ name, russian, options }) => ({
    words: [name, russian],
    options: [...options.map(option => ({ ...option, value: "yes" as const })), ...commonOptions],
  }));
  const auth: CommonOption = {
    name: "auth",
    short: "l",
    value: "yes",
    description: "authorization structure",
  };
  return [
    ...own,
    { words: ["login"], options: [...loginOptions, ...connectionOptions] },
    { words: ["whoami"], options: [auth, ...connectionOptions] },
  ];
}

/** Runs `oint completion bash|zsh|fish`. */
export async function runCompletion(args: readonly string[]): Promise<number> {
  const [shell = ""] = args;
  const translate = await translator(languageOf(args));
  const scripts: Readonly<Record<string, () => string>> = { bash, zsh, fish: () => fish(translate) };
  const script = own(scripts, shell);
  if (!script) {
    throw new ArgumentError(
      "",
      `oint completion takes ${shells.join(", ")}, such as: source <(oint completion bash)`,
    );
  }
  print(script());
  return exitCodes.fine;
}

function dashed(options: readonly CommonOption[]): string {
  return options.map(({ name }) => `--${name}`).join(" ");
}

/** For bash: what stands before the word decides what may stand there. */
function bash(): string {
  const names = [...commands().flatMap(({ words }) => words), "profile"];
  const cases = commands().map(
    ({ words, options }) => `    ${words.join("|")}) words="${dashed(options)}" ;;`,
  );
  return `# oint completion for bash: source <(oint completion bash)
_oint() {
  local word=\${COMP_WORDS[COMP_CWORD]} words=""
  case "\${COMP_WORDS[1]}" in
  vk)
    if [ "$COMP_CWORD" -eq 2 ]; then words="${names.join(" ")}"
    else case "\${COMP_WORDS[2]}" in
    profile) words="${profileActions.join(" ")}" ;;
${cases.join("\n")}
    esac; fi ;;
  sandbox) words="${dashed(sandboxOptions)}" ;;
  docs) words="${functions.map(({ name }) => name).join(" ")}" ;;
  completion) words="${shells.join(" ")}" ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${topLevelCommands.join(" ")}"; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _oint oint
`;
}

/** zsh understands what is written for bash. */
function zsh(): string {
  return `# oint completion for zsh: source <(oint completion zsh)
autoload -Uz compinit bashcompinit
compinit
bashcompinit
${bash()}`;
}

function quoted(text: string): string {
  return `'${text.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;
}

function fish(translate: Translate): string {
  const first = topLevelCommands.map(area => `complete -c oint -f -n __fish_use_subcommand -a ${area}`);
  const inVk = `"__fish_seen_subcommand_from vk; and test (count (commandline -opc)) -eq 2"`;
  const listed = functions.flatMap(({ name, russian, summary }) =>
    [name, russian].map(word => `complete -c oint -f -n ${inVk} -a ${word} -d ${quoted(translate(summary))}`),
  );
  const others = ["login", "whoami", "profile"].map(word => `complete -c oint -f -n ${inVk} -a ${word}`);
  const options = commands().flatMap(({ words, options: own }) =>
    own.map(({ name, short, description }) => {
      const letter = short && short.length === 1 ? ` -s ${short}` : "";
      const seen = `"__fish_seen_subcommand_from ${words.join(" ")}"`;
      return `complete -c oint -n ${seen} -l ${name}${letter} -d ${quoted(translate(description))}`;
    }),
  );
  return `# oint completion for fish: oint completion fish | source
${[...first, ...listed, ...others, ...options].join("\n")}
`;
}
