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
  let queue: Promise<void> = Promise.resolve();

  async function place(rps: number, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const now = performance.now();
      while (freeAt[0] !== undefined && freeAt[0] <= now) freeAt.shift();
      const wait =
        heldUntil > now ? heldUntil - now : inFlight + freeAt.length < rps ? 0 : (freeAt[0] ?? 0) - now;
      if (wait === 0) break;
      if (wait > 0) await sleep(Math.ceil(wait), undefined, { signal });
      else await new Promise<void>(resolve => (released = resolve));
      signal?.throwIfAborted();
    }
    inFlight++;
  }

  return next => async call => {
    const { signal } = call.settings;
    const mine = queue.then(() => place(call.rps, signal));
    queue = mine.catch(() => {});
    await mine;
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
