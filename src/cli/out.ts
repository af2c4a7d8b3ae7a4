import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ArgumentError } from "../errors.ts";

/** Where the result goes. */
export interface Output {
  readonly write: (text: string) => void;
  /** Leaves nothing behind when there is no result. */
  readonly abandon: () => void;
}

/** The result goes to standard output. */
export const standardOutput: Output = { write: text => process.stdout.write(text), abandon: () => {} };

/**
 * Opens the file for the result before anything is sent, so that a result never lacks a place. It gets its name when
 * it is whole.
 *
 * @param path the file
 * @param isSecret whether nobody else may read the file, because the result holds a token
 * @throws {ArgumentError} when it cannot be written
 */
export function openOutput(path: string, isSecret: boolean): Output {
  if (isFolder(path)) throw new ArgumentError("out", `got "${path}", which is a folder; expected a file`);
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const file = open(part, path, isSecret ? 0o600 : 0o666);
  return {
    write(text) {
      writeFileSync(file, text);
      closeSync(file);
      renameSync(part, path);
    },
    abandon() {
      rmSync(part, { force: true });
    },
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function open(part: string, path: string, mode: number): number {
  try {
    return openSync(part, "wx", mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = code === "ENOENT" ? "its folder does not exist" : `it cannot be written (${code})`;
    throw new ArgumentError("out", `got "${path}", but ${problem}; expected the path of a file`);
  }
}
