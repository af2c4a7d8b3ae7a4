import { randomUUID } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { lockFile } from "../core/lock-file.ts";
import { wholeLines } from "../core/whole-lines.ts";
import { ConfigError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { Identity } from "./identity.ts";

/** How a row ended; `undone`: it was not done, because of an error that was not its own. */
export type Ending = "done" | "failed" | "unknown" | "undone";

/** What the journal knows of a row: how it ended, or when it began. */
export interface Entry {
  readonly status: Ending | "begun";
  readonly digest: number;
  /** When it began, in milliseconds; of a row that has not ended. */
  readonly at: number;
}

/** First line of a journal. */
interface Header {
  readonly oint: "rows";
  readonly id: string;
  /** What is done with each row, `createPost`. */
  readonly operation: string;
}

interface Line {
  readonly key: Identity["key"];
  readonly digest?: number;
  readonly at?: number;
  readonly status: Entry["status"];
}

const statuses: ReadonlyArray<Entry["status"]> = ["begun", "done", "failed", "unknown", "undone"];

/**
 * The journal of an operation on many rows: a file of JSON lines, to which is appended what was begun and how it ended. A
 * promise of `append` is fulfilled when the line is on the disk; lines that come at the same time are flushed together.
 */
export class Journal {
  readonly #file: FileHandle;
  readonly #release: () => Promise<void>;
  /** Status and digest of each row, in one number, because there can be a million rows. */
  readonly #entries = new Map<Identity["key"], number>();
  readonly #begun = new Map<Identity["key"], number>();
  #waiting: string[] = [];
  /** The flush that will write what is waiting. */
  #next: Promise<void> | undefined;
  /** The latest flush. */
  #last: Promise<void> | undefined;

  /** Identifies the journal; the keys by which VK recognizes a repetition are derived from it. */
  id = "";

  private constructor(file: FileHandle, release: () => Promise<void>) {
    this.#file = file;
    this.#release = release;
  }

  /**
   * Opens a journal, or creates it.
   *
   * @param path the file
   * @param operation what is done with each row
   * @throws {ConfigError} if another process has it open, or it belongs to another operation
   */
  static async open(path: string, operation: string): Promise<Journal> {
    const release = await lockFile(path);
    try {
      const journal = new Journal(await open(path, "a+"), release);
      await journal.#read(path, operation);
      return journal;
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** Reads what is there, up to the last whole line: a process may have died while it wrote. */
  async #read(path: string, operation: string): Promise<void> {
    let length = 0;
    for await (const { line, end } of wholeLines(path)) {
      if (length === 0) this.#readHeader(line, path, operation);
      else this.#remember(JSON.parse(line) as Line); // this class wrote it
      length = end;
    }
    await this.#file.truncate(length);
    if (length > 0) return;
    this.id = randomUUID();
    await this.#append(`${JSON.stringify({ oint: "rows", id: this.id, operation } satisfies Header)}\n`);
  }

  #readHeader(line: string, path: string, operation: string): void {
    const header = readHeader(line);
    if (!header) throw new ConfigError(localize("{path} is not a journal of rows", { path }));
    if (header.operation !== operation) {
      const values = { path, found: header.operation, operation };
      throw new ConfigError(localize("{path} is the journal of {found}, not of {operation}", values));
    }
    this.id = header.id;
  }

  /** Number of rows that it knows. */
  get size(): number {
    return this.#entries.size;
  }

  /** What it knows of a row. */
  get(key: Identity["key"]): Entry | undefined {
    const packed = this.#entries.get(key);
    if (packed === undefined) return undefined;
    const status = statuses[packed % statuses.length] ?? "begun";
    return { status, digest: Math.floor(packed / statuses.length), at: this.#begun.get(key) ?? 0 };
  }

  /** Appends that a row begins, with the keys by which VK recognizes a repetition. */
  begin({ key, digest }: Identity, keys: object): Promise<void> {
    return this.#record({ key, digest, at: Date.now(), status: "begun" }, keys);
  }

  /** Appends how a row ended. */
  end({ key, digest }: Identity, status: Ending, outcome: object): Promise<void> {
    return this.#record({ key, digest, status }, outcome);
  }

  /** Waits until everything is on the disk, and gives the journal back. */
  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
    await this.#release();
  }

  #record(line: Line, details: object): Promise<void> {
    this.#remember(line);
    this.#waiting.push(`${JSON.stringify({ ...line, ...details })}\n`);
    this.#next ??= this.#flushAfter(this.#last);
    this.#last = this.#next;
    return this.#next;
  }

  #remember({ key, digest = 0, at, status }: Line): void {
    this.#entries.set(key, digest * statuses.length + statuses.indexOf(status));
    if (status === "begun") this.#begun.set(key, at ?? 0);
    else this.#begun.delete(key);
  }

  /** Writes what is waiting, once what was written before is on the disk. */
  async #flushAfter(previous: Promise<void> | undefined): Promise<void> {
    // Rows that begin together have all come before the next microtask.
    await undefined;
    await previous;
    this.#next = undefined;
    const lines = this.#waiting.join("");
    this.#waiting = [];
    await this.#append(lines);
  }

  async #append(text: string): Promise<void> {
    await this.#file.appendFile(text);
    await this.#file.datasync();
  }
}

function readHeader(line: string): Header | undefined {
  try {
    const header = JSON.parse(line) as Partial<Header> | null; // looked at below
    return header?.oint === "rows" ? (header as Header) : undefined; // this module wrote it
  } catch {
    return undefined;
  }
}
