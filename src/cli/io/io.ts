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

/** The streams and the environment of this process. */
export const processIo: Io = {
  print,
  status: text => void process.stderr.write(text),
  stdin: process.stdin,
  env: process.env,
  isOutputTerminal: process.stdout.isTTY === true,
  isStatusTerminal: process.stderr.isTTY === true,
  canPrompt: process.stdin.isTTY === true && process.stderr.isTTY === true,
  hasOutputColors: hasColors(process.stdout),
  hasStatusColors: hasColors(process.stderr),
  columns: process.stdout.columns,
};
