import { ArgumentError } from "../errors.ts";
import { single } from "./flags.ts";
import type { Given } from "./options.ts";

/** A question of `oint vk login`; an option of its name answers it without asking. */
export interface Question {
  /** Name of the option. */
  readonly option: string;
  /** What is asked, in a sentence. */
  readonly text: string;
  /** What holds when nothing is typed; without it there must be an answer. */
  readonly fallback?: string;
  /** What is typed is not shown. */
  readonly secret?: boolean;
}

/** Whether a person sits before the command. */
export function isAnswerable(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/**
 * Answers a question: by its option, by the person at the terminal, or by its fallback.
 *
 * @throws {ArgumentError} when nobody can be asked and there is no fallback
 */
export async function answerTo({ option, text, fallback, secret }: Question, given: Given): Promise<string> {
  const value = single(given, option);
  if (value !== undefined) return value;
  if (!isAnswerable()) {
    if (fallback !== undefined) return fallback;
    throw new ArgumentError(option, `is missing: ${text} Nobody can be asked here, so give it as an option`);
  }
  const { read } = await import("read");
  for (;;) {
    const typed = await read({
      prompt: `${text}${fallback ? ` [${fallback}]` : ""} `,
      output: process.stderr,
      ...(secret ? { silent: true, replace: "*" } : {}),
    }).catch((error: unknown) => {
      // Ctrl-C at a question is Ctrl-C.
      process.emit("SIGINT");
      throw error;
    });
    const answer = typed.trim() || fallback;
    if (answer !== undefined) return answer;
  }
}

/** Tells the person at the terminal something; scripts read standard output and are not disturbed. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
