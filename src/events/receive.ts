import { sleep } from "../core/abort.ts";
import type { Auth } from "../core/auth.ts";
import { callMethod } from "../core/call-method.ts";
import { retryDelay } from "../core/middleware/retry.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { TransportError, VkApiError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { AnyEvent } from "./event.ts";
import { poll, type Server } from "./long-poll.ts";
import { report } from "./report.ts";

/** What came from VK. */
export interface Batch {
  /** Where to read on. */
  readonly ts: string;
  readonly events: readonly AnyEvent[];
}

/** Events between two numbers that VK does not have any more. */
export interface Gap {
  /** Where it begins. */
  readonly from: string;
  /** Where VK's events begin again. */
  readonly to: string;
}

/** VK's codes of errors that pass by themselves: its own faults, too many calls. */
const passingCodes: readonly number[] = [1, 6, 9, 10, 13, 29, 36, 43];

/** The quota of getLongPollServer comes back after a while, in milliseconds. */
const quotaPause = 60_000;

/** Failures in a row after which people are told, and the server is asked for anew. */
const manyFailures = 3;

/** How often the old number is tried with a new key before its events are given up. */
const mostLost = 5;

/** Reads a community's events, for ever: whatever passes by itself is waited out. */
export class Receiver {
  readonly #auth: Auth;
  readonly #group_id: number;
  readonly #signal: AbortSignal;
  readonly #onGap: (gap: Gap) => void;
  #server: Server | undefined;
  #ts: string | undefined;
  #failures = 0;
  /** How many polls in a row VK refused with 3. */
  #lost = 0;

  constructor(
    auth: Auth,
    group_id: number,
    ts: string | undefined,
    signal: AbortSignal,
    onGap: (gap: Gap) => void,
  ) {
    this.#auth = auth;
    this.#group_id = group_id;
    this.#ts = ts;
    this.#signal = signal;
    this.#onGap = onGap;
  }

  /**
   * Waits for what comes next.
   *
   * @returns events, or none and where to read on
   * @throws {VkApiError} if VK refuses for a reason that does not pass by itself
   */
  async next(): Promise<Batch> {
    for (;;) {
      const batch = await this.insist(() => this.#ask());
      if (batch) return batch;
    }
  }

  /** Does work that is tried again until it succeeds or fails for good. */
  async insist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        this.#signal.throwIfAborted();
        if (!passes(error)) throw error;
        await this.#recover(error);
      }
    }
  }

  async #ask(): Promise<Batch | undefined> {
    const isNew = this.#server === undefined;
    this.#server ??= await this.#connect();
    const ts = this.#ts;
    if (ts === undefined) {
      // What comes from now on is not lost, even if this process dies before the first event.
      this.#ts = this.#server.ts;
      return { ts: this.#ts, events: [] };
    }
    if (isNew && this.#lost > 0 && Number(this.#server.ts) < Number(ts)) {
      // VK's queue began anew: what was in the old one is gone.
      return this.#skip(ts, this.#server.ts);
    }
    const answer = await poll(this.#server, ts, currentSettings());
    if ("failed" in answer) return this.#refused(answer.failed, ts, answer.ts);
    this.#succeeded();
    if (answer.ts === ts && answer.updates.length === 0) return undefined;
    this.#ts = answer.ts;
    return { ts: answer.ts, events: answer.updates };
  }

  /**
   * Does what VK asks for. Source: https://dev.vk.com/ru/api/bots-long-poll/getting-started
   *
   * @param failed 1: the history is too old; 2: the key is too old; 3 and any other: what VK knew is lost
   */
  async #refused(failed: number, ts: string, next: string | number | undefined): Promise<Batch | undefined> {
    if (failed === 1 && next !== undefined) return this.#skip(ts, `${next}`);
    const server = this.#server;
    this.#server = undefined;
    this.#lost = failed === 2 ? 0 : this.#lost + 1;
    if (this.#lost >= mostLost && server) return this.#skip(ts, server.ts);
    // A server that refuses each key must not use up the quota of keys.
    if (++this.#failures > 1) await sleep(Math.round(retryDelay(this.#failures)), this.#signal);
    return undefined;
  }

  /** Reads on elsewhere; events between are lost, if there were any. */
  #skip(from: string, to: string): Batch {
    this.#lost = 0;
    this.#ts = to;
    if (from !== to) {
      report(
        "notice",
        localize("VK does not have the events between {from} and {to} any more; they are lost", { from, to }),
      );
      this.#onGap({ from, to });
    }
    return { ts: to, events: [] };
  }

  #succeeded(): void {
    if (this.#failures >= manyFailures) report("notice", localize("VK's events are read again"));
    this.#failures = 0;
    this.#lost = 0;
  }

  async #recover(error: unknown): Promise<void> {
    const attempt = ++this.#failures;
    if (attempt % manyFailures === 0) this.#server = undefined;
    const isQuota = error instanceof VkApiError && (error.errorCode === 29 || error.errorCode === 9);
    const wait = Math.round(isQuota ? quotaPause : retryDelay(attempt));
    const reason = error instanceof Error ? error.message : String(error);
    report("retry", { attempt, wait, reason });
    if (attempt === manyFailures) {
      report("notice", localize("VK's events cannot be read ({reason}); oint keeps trying", { reason }));
    }
    await sleep(wait, this.#signal);
  }

  async #connect(): Promise<Server> {
    const { response } = await callMethod(
      "groups.getLongPollServer",
      { group_id: this.#group_id },
      this.#auth,
    );
    const { server = "", key = "", ts } = response; // which VK always sends
    return { server, key, ts: `${ts}` };
  }
}

/** Whether an error passes by itself. */
function passes(error: unknown): boolean {
  if (error instanceof VkApiError) return passingCodes.includes(error.errorCode);
  return error instanceof TransportError;
}
