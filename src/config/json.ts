import { constants, openSync, readFileSync, statSync } from "node:fs";
import { currentSettings } from "../core/settings-scope.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

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
      const where =
        text === ""
          ? localize("it is empty")
          : localize("at line {line}, column {column}", { line: `${lineNumber}`, column: `${columnNumber}` });
      throw new ArgumentError(
        argument,
        localize("is not JSON ({where}); expected {expected}", { where, expected }),
      );
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
  const text = await readText(argument, path, expected);
  return readJson(argument, text, localize("{expected} in the file {path}", { expected, path }));
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
      localize('got "{path}", but {problem}; expected {expected}, or the path of a .json file', {
        path,
        problem,
        expected,
      }),
    );
  }
}

function readProblem({ code }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return localize("there is no such file");
  return code === "EISDIR"
    ? localize("it is a folder")
    : localize("it cannot be read ({code})", { code: `${code}` });
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
