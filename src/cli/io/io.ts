import { print } from "./output.ts";

/** The streams and the environment of a process: all that a command sees of the world outside. */
export interface Io {
  /** Writes to standard output: results only. */
  readonly print: (text: string) => void;
  /** Writes to standard error: everything that is not a result. */
  readonly status: (text: string) => void;
  readonly stdin: NodeJS.ReadStream;
  readonly env: NodeJS.ProcessEnv;
  /** Whether a person sees standard output. */
  readonly isOutputTerminal: boolean;
  /** Whether a person sees standard error. */
  readonly isStatusTerminal: boolean;
  /** Whether a person can be asked. */
  readonly canPrompt: boolean;
  /** Characters in a line of the terminal; `undefined` where there is none. */
  readonly columns: number | undefined;
}

/** The streams and the environment of this process. */
export const processIo: Io = {
  print,
  status: text => void process.stderr.write(text),
  stdin: process.stdin,
  env: process.env,
  isOutputTerminal: process.stdout.isTTY === true,
  isStatusTerminal: process.stderr.isTTY === true,
  canPrompt: process.stdin.isTTY === true && process.stderr.isTTY === true,
  columns: process.stdout.columns,
};
