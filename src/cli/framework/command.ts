import type { OptionType } from "../../invoke/manifest.ts";
import type { Values } from "../../invoke/values.ts";
import type { Lang, Translate } from "../i18n/index.ts";
import type { Io } from "../io/io.ts";

/** An option of a command: the parser, the help and the completion read it. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string | undefined;
  /** `optional`: a following true or false is its value. */
  readonly takesValue: "never" | "optional" | "always";
  /** English; the catalogue translates it. */
  readonly description: string;
  readonly type?: OptionType;
  readonly array?: boolean;
  readonly required?: boolean;
  readonly default?: unknown;
  /** The values that it accepts. */
  readonly choices?: readonly string[];
  /** Described elsewhere, so that the help leaves it out. */
  readonly isMinor?: boolean;
  /** What is typed here, and what follows it by mistake, is not shown. */
  readonly secret?: boolean;
  /** The values that completion offers; for those of generated commands, and those that only the user's machine knows. */
  readonly complete?: () => readonly string[];
}

/** What a command works with. */
export interface CommandContext {
  readonly options: Values;
  /** The words that belong to no option. */
  readonly positionals: readonly string[];
  readonly io: Io;
  /** The group of all commands. */
  readonly root: CommandGroup;
  readonly lang: Lang;
  readonly translate: Translate;
  /** Writes a list as the result, while it is read. */
  readonly writeRows: (rows: AsyncIterable<unknown>) => Promise<void>;
  /** Sets the exit code of a command that returns: some of what it did failed. */
  readonly setExitCode: (code: number) => void;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
}

/** What the help says about a command. */
interface Described {
  readonly name: string;
  /** One line: a verb phrase. */
  readonly summary: string;
  /** Further paragraphs. */
  readonly description?: readonly string[];
  /** Command lines that can be copied. */
  readonly examples?: readonly string[];
}

/** A command, as a record: router, help, completion and documentation are made of it. */
export interface Command extends Described {
  /** The words that follow its name, as the usage line shows them: `<shell>`, `[name]`. */
  readonly positionals?: readonly Positional[];
  /** The last positional may be followed by more of its kind. */
  readonly anyPositionals?: boolean;
  readonly options: readonly OptionSpec[];
  /** Options that other commands have as well; the help shows them after its own, in short. */
  readonly commonOptions?: readonly OptionSpec[];
  /** What the help says after the options. */
  readonly notes?: (translate: Translate, lang: Lang) => readonly string[];
  /** Not listed: programs call it, not people. */
  readonly hidden?: boolean;
  /** With this option the command takes options of any name. */
  readonly openWith?: string;
  /** The same command with the texts that only its help needs, translated. */
  readonly described?: (translate: Translate) => Promise<Command>;
  /** All words are positionals, also those that look like options. */
  readonly rawArgs?: boolean;
  /** The result holds a token: a file with it is for its owner alone. */
  readonly secretResult?: boolean;
  /** The result as people read it on a terminal; without it, they see what programs get. */
  readonly forPeople?: (result: unknown, translate: Translate) => string | Promise<string>;
  /** The exit code of a command whose result tells of a failure; without it, a command that returns has succeeded. */
  readonly exitCode?: (result: unknown) => number;
  /**
   * Does the work.
   *
   * @returns the result, which goes to standard output or into the file of `--out`; `undefined`: there is none, or its rows were written
   */
  readonly run: (context: CommandContext) => Promise<unknown>;
}

/** A word that follows the name of a command. */
export interface Positional {
  readonly name: string;
  readonly required?: boolean;
  /** The values that completion offers. */
  readonly complete?: () => readonly string[];
}

/** A command that is loaded when it is needed. */
export interface CommandEntry {
  readonly name: string;
  /** Its other names. */
  readonly aliases?: readonly string[];
  readonly load: () => Promise<{ readonly command: Command | CommandGroup }>;
}

/** A command that only has commands below it. */
export interface CommandGroup extends Described {
  readonly commands: readonly CommandEntry[];
  /** The command that runs when none is named. */
  readonly default?: string;
  /** Commands made from data. */
  readonly generated?: GeneratedCommands;
}

/** Commands made from data: one for each function of the library, and one for each VK method. */
export interface GeneratedCommands {
  /** The word for one of them in usage lines. */
  readonly placeholder: string;
  /** Finds a command by any of its names; `args` are the words after it. */
  readonly find: (name: string, args: readonly string[]) => Promise<Command | undefined>;
  /** What is wrong with an unknown name, and the closest name. */
  readonly suggest: (
    name: string,
  ) => Promise<{ readonly problem: string; readonly suggestion: string | undefined }>;
  /** The listed commands, by category. */
  readonly categories: () => ReadonlyMap<string, readonly NamedCommand[]>;
  /** Names that are too many for a list; completion offers them when their first letters are there. */
  readonly unlisted: () => Promise<readonly string[]>;
}

/** A generated command in a list. */
export interface NamedCommand {
  /** All of its names, the first one for lists. */
  readonly names: readonly string[];
  readonly summary: string;
}

/** Whether it has commands below it. */
export function isGroup(node: Command | CommandGroup): node is CommandGroup {
  return "commands" in node;
}
