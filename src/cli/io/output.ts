import { fstatSync, writeFileSync } from "node:fs";
import { localize } from "../../i18n/localize.ts";
import { exitCodes } from "../framework/exit-codes.ts";
import { type Content, isWhole, type Parts } from "./content.ts";

/** Where the result goes. */
export interface Output {
  /** Writes the result; `text` is what can be printed instead if that fails. */
  readonly write: (content: Content, text: string) => void | Promise<void>;
  /** Leaves nothing behind when there is no result. */
  readonly discard: () => void;
}

/** Node's stream for standard output; a command that prints nothing, or into a file, starts faster without it. */
let stream: NodeJS.WriteStream | undefined;
let failure: NodeJS.ErrnoException | undefined;
let isClosed = false;

/** Prints on standard output. Whether it arrived, {@link printed} tells at the end. */
export function print(text: string | Uint8Array): void {
  if (!isFile(1)) {
    stream ??= process.stdout.on("error", noteFailure);
    stream.write(text);
    return;
  }
  try {
    // Node's own stream takes it for written when a disk that is nearly full has taken a part.
    writeFileSync(1, text);
  } catch (error) {
    noteFailure(error as NodeJS.ErrnoException); // node:fs throws such
  }
}

/** Short texts that are there at the same time are printed together, up to this length. */
const maxLength = 64 * 1024;

/** Prints parts as they come; the next ones are made when these have gone out, so that none pile up in memory. */
async function printParts(parts: Parts): Promise<void> {
  let text = "";
  let flushing: NodeJS.Immediate | undefined;
  const flush = () => {
    clearImmediate(flushing);
    flushing = undefined;
    print(text);
    text = "";
  };
  for await (const part of parts) {
    if (typeof part === "string") text += part;
    // While the next part is still to come, this one is printed.
    flushing ??= setImmediate(flush);
    if (typeof part === "string" && text.length < maxLength) continue;
    flush();
    if (typeof part !== "string") print(part);
    await new Promise(resolve => (stream ? stream.write("", resolve) : setImmediate(resolve)));
    // Who closes a pipe has read enough: the rest of a list is not read.
    if (isClosed) return;
  }
  flush();
}

/**
 * Prints on standard output and waits until it has gone out.
 *
 * @returns whether someone reads it
 */
export async function printNow(text: string): Promise<boolean> {
  print(text);
  await new Promise<void>(resolve => (stream ? stream.write("", () => resolve()) : resolve()));
  // A stream tells its error after the call that wrote.
  await new Promise(resolve => setImmediate(resolve));
  return !isClosed && failure === undefined;
}

/** The result goes to standard output. */
export const standardOutput: Output = {
  write: content => (isWhole(content) ? print(content) : printParts(content)),
  discard: () => {},
};

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

function noteFailure(error: NodeJS.ErrnoException): void {
  // Who closes a pipe has read enough: that is no failure.
  if (error.code === "EPIPE") isClosed = true;
  else failure ??= error;
}

/** Nothing can be said on a broken standard error, which must not end the command. */
export function guardStandardError(): void {
  process.stderr.on("error", () => {});
}

/**
 * Waits until all that was printed has arrived.
 *
 * @param code how the command ended
 * @returns the exit code: that of the command, or its own when a result was lost
 */
export async function printed(code: number): Promise<number> {
  await new Promise<void>(resolve =>
    stream?.writableLength ? stream.write("", () => resolve()) : resolve(),
  );
  // A stream tells its error after the call that wrote.
  await new Promise(resolve => setImmediate(resolve));
  if (!failure) return code;
  const error = { code: `${failure.code}` };
  const problem =
    code === exitCodes.ok
      ? localize(
          "standard output cannot be written ({code}); the command was carried out, but its result is lost",
          error,
        )
      : localize("standard output cannot be written ({code})", error);
  process.stderr.write(`oint: ${problem}\n`);
  return code === exitCodes.ok ? exitCodes.outputFailed : code;
}
