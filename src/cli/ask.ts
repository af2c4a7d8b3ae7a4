import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { ArgumentError, OintError } from "../errors.ts";
import { onAbort } from "../vk/abort.ts";
import { currentSettings } from "../vk/settings.ts";
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
  for (;;) {
    const typed = await ask(`${text}${fallback ? ` [${fallback}]` : ""} `, secret);
    const answer = typed.trim() || fallback;
    if (answer !== undefined) return answer;
  }
}

/**
 * Asks the person at the terminal. Ctrl-C and Ctrl-D interrupt the command.
 *
 * @param question what is shown
 * @param secret whether what is typed is not shown
 */
export function ask(question: string, secret = false): Promise<string> {
  const { signal } = currentSettings();
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = secret ? unseen : process.stderr;
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve, reject) => {
    const interrupt = () => {
      tell("");
      // The terminal gives Ctrl-C to the question, and not to the process as a signal.
      if (!signal?.aborted) process.emit("SIGINT");
      reject(new OintError("Interrupted at a question"));
    };
    const close = () => terminal.close();
    terminal.once("SIGINT", close).once("close", interrupt);
    const takeBack = onAbort(signal, close);
    if (signal?.aborted) return close();
    // From here on what is typed is shown by nobody else.
    if (secret) process.stderr.write(question);
    terminal.question(secret ? "" : question, answer => {
      takeBack();
      terminal.off("close", interrupt).close();
      if (secret) tell("");
      resolve(answer);
    });
  });
}

/** Tells the person at the terminal something; scripts read standard output and are not disturbed. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
