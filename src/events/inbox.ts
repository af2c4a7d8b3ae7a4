import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { LineFile } from "../core/line-file.ts";
import { lockFile } from "../core/lock-file.ts";
import { ConfigError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { AnyEvent } from "./event.ts";

/** How long the ID of an event is kept, in milliseconds: VK repeats an event for less than a day. */
const memory = 24 * 60 * 60 * 1000;

/** Lines beyond those that are needed, after which the file is written anew. */
const spareLines = 1000;

/** First line of the file. */
interface Header {
  readonly oint: "events";
  readonly group_id: number;
}

/** A line of the file: what came, what was done, or what a new file keeps of an old one. */
interface Line {
  /** Where VK's queue is read next. */
  readonly ts?: string;
  /** When the events came, in milliseconds. */
  readonly at?: number;
  /** Events that came. */
  readonly events?: readonly AnyEvent[];
  /** IDs of events that came and are done. */
  readonly seen?: readonly string[];
  /** ID of an event that is done. */
  readonly done?: string;
}

/**
 * What came from VK and what of it is done, on the disk: an event is written before it is handed out, and one that is not done
 * is handed out again by the next process.
 */
export class Inbox {
  #file!: LineFile; // set by open, which is the only one that makes an inbox
  readonly #path: string;
  readonly #groupId: number;
  readonly #release: () => Promise<void>;
  /** When each event came. Oldest first. */
  readonly #seen = new Map<string, number>();
  readonly #undone = new Map<string, AnyEvent>();
  #ts: string | undefined;
  #lines = 0;

  private constructor(path: string, groupId: number, release: () => Promise<void>) {
    this.#path = path;
    this.#groupId = groupId;
    this.#release = release;
  }

  /**
   * Opens the file, or creates it.
   *
   * @param path the file
   * @param groupId the community
   * @throws {ConfigError} if another process has it open, or it is something else
   */
  static async open(path: string, groupId: number): Promise<Inbox> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const inbox = new Inbox(path, groupId, await lockFile(path));
    try {
      inbox.#file = await LineFile.open(path, line => inbox.#read(line));
      if (inbox.#lines === 0) await inbox.#append(inbox.#header);
      return inbox;
    } catch (error) {
      await inbox.#release();
      throw error;
    }
  }

  /** Where VK's queue is read next; `undefined`: it was never read. */
  get ts(): string | undefined {
    return this.#ts;
  }

  /** The events that came and are not done, in order. */
  get undone(): readonly AnyEvent[] {
    return [...this.#undone.values()];
  }

  /**
   * Writes what came.
   *
   * @param ts where VK's queue is read next
   * @param events what VK sent
   * @returns the events that did not come before, once they are on the disk
   */
  async receive(ts: string, events: readonly AnyEvent[]): Promise<readonly AnyEvent[]> {
    const at = Date.now();
    this.#forgetBefore(at - memory);
    const fresh = [...new Map(events.map(event => [event.event_id, event])).values()].filter(
      ({ event_id }) => !this.#seen.has(event_id),
    );
    const line: Line = { ts, at, events: fresh };
    this.#apply(line);
    await this.#append(line);
    return fresh;
  }

  /** Writes that an event is done. */
  async done(event_id: string): Promise<void> {
    if (!this.#undone.has(event_id)) return;
    const line: Line = { done: event_id };
    this.#apply(line);
    await this.#append(line);
  }

  /** Waits until everything is on the disk, and gives the file back. */
  async close(): Promise<void> {
    await this.#file.close();
    await this.#release();
  }

  get #header(): Header {
    return { oint: "events", group_id: this.#groupId };
  }

  #read(text: string): void {
    const line = parse(text);
    if (this.#lines++ > 0)
      this.#apply((line ?? {}) as Line); // this class wrote it
    else this.#checkHeader(line);
  }

  #checkHeader(line: unknown): void {
    const path = this.#path;
    const header = line as Partial<Header> | undefined; // looked at below
    if (header?.oint !== "events") {
      throw new ConfigError(localize("{path} is not a file with the state of events", { path }));
    }
    if (header.group_id !== this.#groupId) {
      const values = { path, found: `${header.group_id}`, group: this.#groupId };
      throw new ConfigError(
        localize("{path} belongs to community {found}, not to {group}; name another file", values),
      );
    }
  }

  #apply({ ts, at = 0, events = [], seen = [], done }: Line): void {
    if (ts !== undefined) this.#ts = ts;
    for (const event of events) {
      this.#seen.set(event.event_id, at);
      this.#undone.set(event.event_id, event);
    }
    for (const id of seen) this.#seen.set(id, at);
    if (done !== undefined) this.#undone.delete(done);
  }

  #forgetBefore(time: number): void {
    for (const [id, at] of this.#seen) {
      if (at >= time) return;
      if (!this.#undone.has(id)) this.#seen.delete(id);
    }
  }

  async #append(line: Line | Header): Promise<void> {
    try {
      await this.#write(line);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException; // node:fs throws such
      const values = { path: this.#path, code: `${code}` };
      throw new ConfigError(localize("{path} cannot be written ({code})", values), { cause: error });
    }
  }

  #write(line: Line | Header): Promise<void> {
    this.#lines++;
    if (this.#lines <= spareLines + 2 * this.#seen.size) return this.#file.append(JSON.stringify(line));
    // What the line says is in the maps already.
    this.#lines = this.#seen.size;
    return this.#file.rewrite(() => this.#kept());
  }

  /** The lines of a new file. */
  *#kept(): Generator<string> {
    const write = (line: Line | Header) => JSON.stringify(line);
    yield write(this.#header);
    if (this.#ts !== undefined) yield write({ ts: this.#ts });
    for (const [id, at] of this.#seen) {
      const event = this.#undone.get(id);
      yield write(event ? { at, events: [event] } : { at, seen: [id] });
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
