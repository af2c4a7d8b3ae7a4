import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { onAbort } from "../../core/abort.ts";
import { currentSettings } from "../../core/settings-scope.ts";
import { ArgumentError, OintError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { single, type Values } from "../../invoke/values.ts";

/** A prompt of `oint vk login`; an option of its name takes its place. */
export interface Question {
  /** Name of the option. */
  readonly option: string;
  /** What is asked, in a sentence. */
  readonly text: string;
  /** The default; without it, something must be typed. */
  readonly fallback?: string;
  /** What is typed is not shown. */
  readonly secret?: boolean;
}

/** Whether a person can be asked. */
export function canPrompt(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/**
 * Reads a value: from its option, from the person at the terminal, or its default.
 *
 * @throws {ArgumentError} when nobody can be asked and there is no fallback
 */
export async function prompt({ option, text, fallback, secret }: Question, options: Values): Promise<string> {
  const value = single(options, option);
  if (value !== undefined) return value;
  if (!canPrompt()) {
    if (fallback !== undefined) return fallback;
    throw new ArgumentError(
      option,
      localize("is missing: {text}; there is no terminal to ask on, so give it as an option", {
        text: text.replace(/:$/, ""),
      }),
    );
  }
  for (;;) {
    const typed = await ask(`${text}${fallback ? ` [${fallback}]` : ""} `, secret);
    const value = typed.trim() || fallback;
    if (value !== undefined) return value;
  }
}

/**
 * Asks the person at the terminal. Ctrl-C and Ctrl-D interrupt the command.
 *
 * @param question what is shown
 * @param secret whether what is typed is not shown
 * @param withdrawn takes the question back; it then stays without an answer
 */
export function ask(question: string, secret = false, withdrawn?: AbortSignal): Promise<string> {
  const { signal } = currentSettings();
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = secret ? unseen : process.stderr;
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve, reject) => {
    const interrupt = () => {
      printStatus("");
      // The terminal gives Ctrl-C to the question, and not to the process as a signal.
      if (!signal?.aborted) process.emit("SIGINT");
      reject(new OintError(localize("Interrupted at a question")));
    };
    const close = () => terminal.close();
    terminal.once("SIGINT", close).once("close", interrupt);
    const takeBack = onAbort(signal, close);
    if (signal?.aborted) return close();
    onAbort(withdrawn, () => {
      takeBack();
      terminal.off("close", interrupt).close();
      printStatus("");
    });
    // From here on, what is typed is not echoed.
    if (secret) process.stderr.write(question);
    terminal.question(secret ? "" : question, typed => {
      takeBack();
      terminal.off("close", interrupt).close();
      if (secret) printStatus("");
      resolve(typed);
    });
  });
}

/** Prints to standard error; scripts read standard output. */
export function printStatus(text: string): void {
  process.stderr.write(`${text}\n`);
}
