import { setTimeout as sleep } from "node:timers/promises";
import { VkApiError } from "../errors.ts";
import type { Step } from "./call.ts";

/** VK counts calls in a sliding second; the margin covers timers that fire early. */
const windowMs = 1005;

/**
 * Keeps to a number of calls a second.
 *
 * VK counts a call when it arrives, which is some time between its sending and its answer. So a call's place becomes
 * free one second after its answer: whatever the delays on the way, no second at VK ever holds more calls than allowed.
 *
 * @returns the step; all calls through it share the limit, which each call brings along
 */
export function limit(): Step {
  let inFlight = 0;
  let heldUntil = 0;
  const freeAt: number[] = [];
  let released = () => {};
  let queued = 0;
  let queue: Promise<void> = Promise.resolve();

  /** Milliseconds until there is a place; 0: now; below 0: when a call that is under way has its answer. */
  function untilPlace(rps: number): number {
    const now = performance.now();
    while (freeAt[0] !== undefined && freeAt[0] <= now) freeAt.shift();
    if (heldUntil > now) return heldUntil - now;
    return inFlight + freeAt.length < rps ? 0 : (freeAt[0] ?? 0) - now;
  }

  async function place(rps: number, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const wait = untilPlace(rps);
      if (wait === 0) break;
      if (wait > 0) await sleep(Math.ceil(wait), undefined, { signal });
      else await new Promise<void>(resolve => (released = resolve));
      signal?.throwIfAborted();
    }
    inFlight++;
  }

  async function inTurn(rps: number, signal: AbortSignal | undefined): Promise<void> {
    queued++;
    const mine = queue.then(() => place(rps, signal));
    queue = mine.catch(() => {});
    try {
      await mine;
    } finally {
      queued--;
    }
  }

  return next => async call => {
    const { signal } = call.settings;
    if (queued === 0 && untilPlace(call.rps) === 0) inFlight++;
    else await inTurn(call.rps, signal);
    try {
      return await next(call);
    } catch (error) {
      // Another process shares the token: everyone here holds back until VK's second has passed.
      if (error instanceof VkApiError && error.code === 6) heldUntil = performance.now() + windowMs;
      throw error;
    } finally {
      inFlight--;
      freeAt.push(performance.now() + windowMs);
      released();
    }
  };
}
