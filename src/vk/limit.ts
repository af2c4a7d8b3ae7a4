import { VkApiError } from "../errors.ts";
import { onAbort } from "./abort.ts";
import type { Step } from "./call.ts";

/** VK counts calls in a sliding second; the margin covers timers that fire early. */
const windowMs = 1005;

/** A call that waits for its turn. */
interface Waiting {
  readonly rps: number;
  readonly enter: () => void;
}

/** When the next call may go: at once, after some milliseconds, or when one that is under way has its answer. */
type Turn = "now" | "after an answer" | number;

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
  const queue = new Set<Waiting>();
  let timer: NodeJS.Timeout | undefined;

  function turn(rps: number): Turn {
    const now = performance.now();
    while (freeAt[0] !== undefined && freeAt[0] <= now) freeAt.shift();
    if (heldUntil > now) return heldUntil - now;
    if (inFlight + freeAt.length < rps) return "now";
    return freeAt[0] === undefined ? "after an answer" : freeAt[0] - now;
  }

  /** Lets in whoever may go, in the order in which they came. */
  function letIn(): void {
    clearTimeout(timer);
    for (const first of queue) {
      const wait = turn(first.rps);
      if (wait === "after an answer") return;
      if (wait !== "now") {
        timer = setTimeout(letIn, Math.ceil(wait));
        return;
      }
      queue.delete(first);
      first.enter();
    }
  }

  function wait(rps: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const takeBack = onAbort(signal, () => {
        queue.delete(waiting);
        reject(signal?.reason);
        // One abort may take many out of the queue: whose turn it is then is seen when all of them have left.
        queueMicrotask(letIn);
      });
      const waiting: Waiting = {
        rps,
        enter() {
          takeBack();
          inFlight++;
          resolve();
        },
      };
      queue.add(waiting);
      letIn();
    });
  }

  return next => async call => {
    const { signal } = call.settings;
    signal?.throwIfAborted();
    if (queue.size === 0 && turn(call.rps) === "now") inFlight++;
    else await wait(call.rps, signal);
    try {
      return await next(call);
    } catch (error) {
      // Another process shares the token: everyone here holds back until VK's second has passed.
      if (error instanceof VkApiError && error.code === 6) heldUntil = performance.now() + windowMs;
      throw error;
    } finally {
      inFlight--;
      freeAt.push(performance.now() + windowMs);
      letIn();
    }
  };
}
