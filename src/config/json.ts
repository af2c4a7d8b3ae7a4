import { constants, openSync, readFileSync, statSync } from "node:fs";
import { ArgumentError } from "../errors.ts";
import { currentSettings } from "../vk/settings.ts";

/**
 * Reads JSON that a person may have typed: single quotes are allowed. The text itself is not shown in errors, it may
 * hold a token.
 *
 * @param argument name of the argument, for errors
 * @param text the JSON
 * @param expected what should be there, for errors
 */
export async function readJson(argument: string, text: string, expected: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    const { default: JSON5 } = await import("json5");
    try {
      return JSON5.parse(text);
    } catch (error) {
      const { lineNumber, columnNumber } = error as { lineNumber?: number; columnNumber?: number }; // JSON5's errors have these
      const at = text.length < 1 ? "it is empty" : `at line ${lineNumber}, column ${columnNumber}`;
      throw new ArgumentError(argument, `is not JSON (${at}); expected ${expected}`);
    }
  }
}

/**
 * Reads JSON that goes on as a text: JSON as it is, what a person may have typed as a value.
 *
 * @param argument name of the argument, for errors
 * @param text the JSON
 * @param expected what should be there, for errors
 * @returns the text, or the value that JSON with single quotes stands for
 */
export async function asJson(argument: string, text: string, expected: string): Promise<unknown> {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return readJson(argument, text, expected);
  }
}

/**
 * Reads JSON from a `.json` file.
 *
 * @param argument name of the argument, for errors
 * @param path the file
 * @param expected what should be there, for errors
 */
export async function readJsonFile(argument: string, path: string, expected: string): Promise<unknown> {
  return readJson(argument, await readText(argument, path, expected), `${expected} in the file ${path}`);
}

/**
 * Reads the text of a `.json` file.
 *
 * @param argument name of the argument, for errors
 * @param path the file
 * @param expected what should be there, for errors
 */
export async function readText(argument: string, path: string, expected: string): Promise<string> {
  try {
    const text = statSync(path).isFIFO() ? await readPipe(path) : readFileSync(path, "utf8");
    return text.replace(/^\uFEFF/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EISDIR"
          ? "it is a folder"
          : `it cannot be read (${code})`;
    throw new ArgumentError(
      argument,
      `got "${path}", but ${problem}; expected ${expected}, or the path of a .json file`,
    );
  }
}

/** Reads a pipe, such as a shell's `<(…)`. Waiting for its writer in the system itself could not be interrupted. */
async function readPipe(path: string): Promise<string> {
  const { Socket } = await import("node:net");
  const { addAbortSignal } = await import("node:stream");
  const { text } = await import("node:stream/consumers");
  const { signal } = currentSettings();
  const pipe = new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), writable: false });
  return text(signal ? addAbortSignal(signal, pipe) : pipe);
}
