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
  /** Whether standard output shows colors. */
  readonly hasOutputColors: boolean;
  /** Whether standard error shows colors. */
  readonly hasStatusColors: boolean;
  /** Characters in a line of the terminal; `undefined` where there is none. */
  readonly columns: number | undefined;
}

/** Node itself looks at NO_COLOR, FORCE_COLOR and TERM; an empty NO_COLOR asks for nothing. Source: https://no-color.org */
function hasColors(stream: NodeJS.WriteStream): boolean {
  if (stream.isTTY !== true) return false;
  const { NO_COLOR, ...env } = process.env;
  return stream.hasColors(NO_COLOR ? process.env : env);
}

/** The streams and the environment of this process. Node makes a stream when it is first asked for, which takes time. */
export const processIo: Io = {
  print,
  status: text => void process.stderr.write(text),
  get stdin() {
    return process.stdin;
  },
  env: process.env,
  get isOutputTerminal() {
    return process.stdout.isTTY === true;
  },
  get isStatusTerminal() {
    return process.stderr.isTTY === true;
  },
  get canPrompt() {
    return process.stdin.isTTY === true && process.stderr.isTTY === true;
  },
  get hasOutputColors() {
    return hasColors(process.stdout);
  },
  get hasStatusColors() {
    return hasColors(process.stderr);
  },
  get columns() {
    return process.stdout.columns;
  },
};
