import { type FileHandle, open, rename } from "node:fs/promises";
import { wholeLines } from "./whole-lines.ts";

/**
 * A file to which lines are appended. A promise of `append` is fulfilled when the line is on the disk; lines that come at the
 * same time are flushed together.
 */
export class LineFile {
  readonly #path: string;
  #file: FileHandle;
  #waiting: string[] = [];
  /** The flush that will write what is waiting. */
  #next: Promise<void> | undefined;
  /** The latest work on the file. */
  #last: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Opens a file, or creates one that only its owner reads. What a process that died has left of a line is cut off.
   *
   * @param path the file
   * @param read gets each whole line
   */
  static async open(path: string, read: (line: string) => void): Promise<LineFile> {
    const file = await open(path, "a+", 0o600);
    try {
      let length = 0;
      for await (const { line, end } of wholeLines(path)) {
        read(line);
        length = end;
      }
      await file.truncate(length);
    } catch (error) {
      await file.close();
      throw error;
    }
    return new LineFile(path, file);
  }

  /** Appends a line. */
  append(line: string): Promise<void> {
    this.#waiting.push(`${line}\n`);
    this.#next ??= this.#then(() => this.#flush());
    return this.#next;
  }

  /** Replaces the file by one with these lines, which `lines` makes when all that was appended before is written. */
  rewrite(lines: () => Iterable<string>): Promise<void> {
    return this.#then(() => this.#rewrite(lines()));
  }

  /** Waits until everything is on the disk. */
  async close(): Promise<void> {
    await this.#last.catch(() => {});
    await this.#file.close();
  }

  #then(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done;
    // Whoever appends gets the error; every later piece of work gets it too.
    done.catch(() => {});
    return done;
  }

  async #flush(): Promise<void> {
    const text = this.#waiting.join("");
    this.#waiting = [];
    this.#next = undefined;
    await this.#file.appendFile(text);
    await this.#file.datasync();
  }

  async #rewrite(lines: Iterable<string>): Promise<void> {
    const path = `${this.#path}.new`;
    const file = await open(path, "w", 0o600);
    try {
      await file.appendFile([...lines, ""].join("\n"));
      await file.sync();
      await rename(path, this.#path);
    } catch (error) {
      await file.close();
      throw error;
    }
    await this.#file.close();
    this.#file = file;
  }
}
