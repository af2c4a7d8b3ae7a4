import { constants, openSync, readFileSync, statSync } from "node:fs";
import { currentSettings } from "../core/settings-scope.ts";
import { ArgumentError } from "../errors.ts";

/**
 * Parses JSON that a user may have typed, so single quotes are allowed. Errors do not contain the text, because it may
 * contain a token.
 *
 * @param argument name of the argument, for errors
 * @param text the JSON
 * @param expected what is expected, for errors
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
      const where = text.length < 1 ? "it is empty" : `at line ${lineNumber}, column ${columnNumber}`;
      throw new ArgumentError(argument, `is not JSON (${where}); expected ${expected}`);
    }
  }
}

/**
 * Validates JSON that is sent as text. JSON with single quotes, which a user may have typed, is parsed.
 *
 * @param argument name of the argument, for errors
 * @param text the JSON
 * @param expected what is expected, for errors
 * @returns the text, or the value of JSON with single quotes
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
 * @param expected what is expected, for errors
 */
export async function readJsonFile(argument: string, path: string, expected: string): Promise<unknown> {
  return readJson(argument, await readText(argument, path, expected), `${expected} in the file ${path}`);
}

/**
 * Reads the text of a `.json` file.
 *
 * @param argument name of the argument, for errors
 * @param path the file
 * @param expected what is expected, for errors
 */
export async function readText(argument: string, path: string, expected: string): Promise<string> {
  try {
    const text = statSync(path).isFIFO() ? await readPipe(path) : readFileSync(path, "utf8");
    return text.replace(/^\uFEFF/, "");
  } catch (error) {
    const problem = readProblem(error as NodeJS.ErrnoException); // node:fs throws these
    throw new ArgumentError(
      argument,
      `got "${path}", but ${problem}; expected ${expected}, or the path of a .json file`,
    );
  }
}

function readProblem({ code }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return "there is no such file";
  return code === "EISDIR" ? "it is a folder" : `it cannot be read (${code})`;
}

/** Reads a pipe, such as `<(…)` in a shell. A synchronous read could not be interrupted while it waits for the writer. */
async function readPipe(path: string): Promise<string> {
  const { Socket } = await import("node:net");
  const { addAbortSignal } = await import("node:stream");
  const { text } = await import("node:stream/consumers");
  const { signal } = currentSettings();
  const pipe = new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), writable: false });
  return text(signal ? addAbortSignal(signal, pipe) : pipe);
}
