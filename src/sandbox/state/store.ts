import { EventEmitter } from "node:events";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { now } from "./clock.ts";
import { Journal, type LogRecord } from "./journal.ts";
import { Log } from "./log.ts";
import { readOldState, retireOldState } from "./old-state.ts";
import { addPeople } from "./people.ts";
import { emptyState, type State } from "./schema.ts";

/** The log is compacted when it is larger than a compacted one by this factor and this many bytes. */
const compaction = { factor: 2, bytes: 4 * 1024 * 1024 };
/** How long an upload URL, and an uploaded file that nothing saved, are kept, in seconds. */
const uploadLifetime = 24 * 3600;

/** Keeps the state in a folder: the data in `state.jsonl`, the uploaded files in `files`. */
export class Store {
  /** Folder of the uploaded files. */
  readonly files: string;
  readonly state: State;
  /** Tells of changes that were saved, and of a reset. Its listeners must not change the state themselves. */
  readonly changes = new EventEmitter<{ commit: [records: readonly LogRecord[]]; reset: [] }>();
  readonly #journal: Journal;
  readonly #log: Log;
  #isLogging = true;
  /** Size that the log has, or would have, without what is no longer in the state, in bytes. */
  #compactedSize = 0;

  constructor(folder: string) {
    this.files = join(folder, "files");
    mkdirSync(this.files, { recursive: true });
    this.#log = new Log(join(folder, "state.jsonl"));
    this.#journal = new Journal(records => this.#append(records));
    this.state = emptyState(this.#journal);
    const transactions = this.#log.open();
    if (transactions) this.#load(transactions.flat());
    else this.#create(readOldState(folder));
    retireOldState(folder);
  }

  /** Runs work whose changes are saved all together before it returns, or, when it throws, are undone. */
  transaction<R>(work: () => R): R {
    return this.#journal.transaction(work);
  }

  /** Removes everything that was stored: the state becomes that of a new sandbox. */
  reset(): void {
    this.#withoutLog(() => {
      for (const collection of Object.values(this.state))
        for (const object of collection.all()) collection.remove(object as never); // one of its own objects
    });
    this.#create([]);
    for (const file of readdirSync(this.files)) rmSync(join(this.files, file), { force: true });
    this.changes.emit("reset");
  }

  /** Closes the log. The state cannot be changed after that. */
  close(): void {
    this.#log.close();
  }

  /** Starts a log: of people, and of what an older sandbox stored. */
  #create(records: readonly LogRecord[]): void {
    this.#withoutLog(() => {
      addPeople(this.state);
      this.#apply(records);
    });
    this.#compact();
  }

  #load(records: readonly LogRecord[]): void {
    this.#withoutLog(() => {
      this.#apply(records);
      this.#dropOldUploads();
    });
    const objects = Object.values(this.state).reduce((sum, { size }) => sum + size, 0);
    this.#compactedSize = (this.#log.size * objects) / Math.max(records.length, 1);
    this.#compactIfLarge();
  }

  #apply(records: readonly LogRecord[]): void {
    const collections: Readonly<Record<string, State[keyof State] | undefined>> = this.state;
    for (const [name, object] of records) {
      if (typeof object === "string") collections[name]?.removeKey(object);
      else collections[name]?.put(object as never); // the collection wrote it
    }
  }

  #dropOldUploads(): void {
    const { tickets, pendingUploads } = this.state;
    const oldest = now() - uploadLifetime;
    for (const ticket of tickets.all()) if (ticket.issued < oldest) tickets.remove(ticket);
    for (const upload of pendingUploads.all()) {
      if (upload.ticket.issued >= oldest) continue;
      for (const { file } of upload.files) rmSync(join(this.files, file), { force: true });
      pendingUploads.remove(upload);
    }
  }

  /** Changes the state without logging it: the log has it already, or is written anew. */
  #withoutLog(work: () => void): void {
    this.#isLogging = false;
    try {
      work();
    } finally {
      this.#isLogging = true;
    }
  }

  #append(records: readonly LogRecord[]): void {
    if (!this.#isLogging) return;
    this.#log.append(records);
    this.#compactIfLarge();
    this.changes.emit("commit", records);
  }

  #compactIfLarge(): void {
    const { factor, bytes } = compaction;
    if (this.#log.size < this.#compactedSize * factor + bytes) return;
    try {
      this.#compact();
    } catch {
      // The log that is there has everything; the next call tries again.
    }
  }

  #compact(): void {
    const records = Object.entries(this.state).flatMap(([name, collection]) =>
      collection.all().map((object): LogRecord => [name, object]),
    );
    this.#log.replace(records);
    this.#compactedSize = this.#log.size;
  }
}
