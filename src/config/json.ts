import { readFileSync } from "node:fs";
import { ArgumentError } from "../errors.ts";

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
 * Reads JSON from a `.json` file.
 *
 * @param argument name of the argument, for errors
 * @param path the file
 * @param expected what should be there, for errors
 */
export async function readJsonFile(argument: string, path: string, expected: string): Promise<unknown> {
  return readJson(argument, readText(argument, path, expected), `${expected} in the file ${path}`);
}

function readText(argument: string, path: string, expected: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
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
