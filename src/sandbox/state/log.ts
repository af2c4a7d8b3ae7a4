import {
  closeSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { localize } from "../../i18n/localize.ts";
import type { LogRecord } from "./journal.ts";

/** First line of the file. A later version of the format has another number. */
const header = JSON.stringify({ format: "oint sandbox", version: 1 });

/** Number of objects in one line of a compacted file. */
const recordsPerLine = 100;

/**
 * A file of changes, a line for each transaction. A line is handed to the operating system before the call that made it is
 * answered, so the end of the process, by `kill -9` too, loses nothing. The file is not flushed to the disk for each call:
 * a power failure can lose the last moments.
 */
export class Log {
  readonly #path: string;
  #file: number | undefined;
  #size = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Size of the file in bytes. */
  get size(): number {
    return this.#size;
  }

  /**
   * Reads the file and keeps it open for appending. A last line without its end was cut by the end of the process before
   * its call was answered; it is removed.
   *
   * @returns the transactions, oldest first; `undefined` when there is no file
   */
  open(): LogRecord[][] | undefined {
    const text = readIfPresent(this.#path);
    if (text === undefined) return undefined;
    const whole = text.subarray(0, text.lastIndexOf("\n") + 1);
    const [firstLine, ...lines] = whole.toString("utf8").split("\n").slice(0, -1);
    const transactions = this.#parse(firstLine, lines);
    this.#file = openSync(this.#path, "r+");
    ftruncateSync(this.#file, whole.length);
    this.#size = whole.length;
    return transactions;
  }

  /** Appends a transaction. */
  append(records: readonly LogRecord[]): void {
    this.#appendText(`${JSON.stringify(records)}\n`);
  }

  /** Replaces the file by one that has only these records: writes a new file and renames it over the old one. */
  replace(records: readonly LogRecord[]): void {
    const lines = [header];
    for (let i = 0; i < records.length; i += recordsPerLine)
      lines.push(JSON.stringify(records.slice(i, i + recordsPerLine)));
    const next = `${this.#path}.next`;
    const text = Buffer.from(`${lines.join("\n")}\n`);
    writeFileSync(next, text, { mode: 0o600 });
    this.close(); // Windows does not replace an open file
    try {
      renameSync(next, this.#path);
      this.#size = text.length;
    } finally {
      this.#file = openSync(this.#path, "r+");
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #appendText(line: string): void {
    if (this.#file === undefined) throw new Error(localize("the sandbox is closed"));
    const text = Buffer.from(line);
    try {
      writeWhole(this.#file, text, this.#size);
      this.#size += text.length;
    } catch (error) {
      ftruncateSync(this.#file, this.#size); // a half line would make the next one unreadable
      throw error;
    }
  }

  #parse(firstLine: string | undefined, lines: readonly string[]): LogRecord[][] {
    try {
      if (firstLine !== header) throw new Error(localize("unknown format"));
      return lines.map(line => JSON.parse(line) as LogRecord[]); // written by append and replace
    } catch (error) {
      throw unreadable(this.#path, error);
    }
  }
}

function readIfPresent(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes all of a text at a position; one call of the system can write less. */
function writeWhole(file: number, text: Buffer, at: number): void {
  for (let written = 0; written < text.length; )
    written += writeSync(file, text, written, text.length - written, at + written);
}

/** The error for a file that holds no state, or only a broken one. */
export function unreadable(path: string, cause: unknown): Error {
  const problem = localize(
    "cannot read the sandbox's state {path}; delete the file to start with an empty sandbox",
    { path },
  );
  return new Error(problem, { cause });
}
