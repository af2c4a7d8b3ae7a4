import { VkApiError } from "../../errors.ts";
import { onAbort } from "../abort.ts";
import type { Middleware } from "../request.ts";

/** VK counts calls in a sliding second; the margin covers timers that fire early. */
const windowMs = 1005;

/** A call that waits for a slot. */
interface QueuedCall {
  readonly rps: number;
  readonly start: () => void;
}

/** Whether a slot is free: now, after a time, or `blocked` until a call in flight gets its response. */
type SlotState = { readonly kind: "now" | "blocked" } | { readonly kind: "wait"; readonly ms: number };

/**
 * Limits the number of calls per second.
 *
 * VK counts a call when it arrives, which is between its sending and its response. So the slot of a call becomes free one
 * second after its response. No matter how long requests take, VK never counts more calls in a second than it allows.
 *
 * @returns the middleware; all calls that use it share its slots, and each call contains the limit
 */
export function rateLimitMiddleware(): Middleware {
  let inFlight = 0;
  let pausedUntil = 0;
  const slotExpiries: number[] = [];
  const queue = new Set<QueuedCall>();
  let timer: NodeJS.Timeout | undefined;

  function slotState(rps: number): SlotState {
    const now = performance.now();
    while (slotExpiries[0] !== undefined && slotExpiries[0] <= now) slotExpiries.shift();
    if (pausedUntil > now) return { kind: "wait", ms: pausedUntil - now };
    if (inFlight + slotExpiries.length < rps) return { kind: "now" };
    return slotExpiries[0] === undefined ? { kind: "blocked" } : { kind: "wait", ms: slotExpiries[0] - now };
  }

  /** Starts queued calls in the order of the queue, as far as there are free slots. */
  function startQueued(): void {
    clearTimeout(timer);
    for (const call of queue) {
      const slot = slotState(call.rps);
      if (slot.kind === "blocked") return;
      if (slot.kind === "wait") {
        timer = setTimeout(startQueued, Math.ceil(slot.ms));
        return;
      }
      queue.delete(call);
      call.start();
    }
  }

  function enqueue(rps: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const unsubscribe = onAbort(signal, () => {
        queue.delete(call);
        reject(signal?.reason);
        // One abort can remove many calls from the queue; the next call starts after all of them are removed.
        queueMicrotask(startQueued);
      });
      const call: QueuedCall = {
        rps,
        start() {
          unsubscribe();
          inFlight++;
          resolve();
        },
      };
      queue.add(call);
      startQueued();
    });
  }

  function releaseSlot(): void {
    inFlight--;
    slotExpiries.push(performance.now() + windowMs);
    startQueued();
  }

  return next => async call => {
    const { signal } = call.settings;
    signal?.throwIfAborted();
    if (queue.size === 0 && slotState(call.rps).kind === "now") inFlight++;
    else await enqueue(call.rps, signal);
    try {
      return await next(call);
    } catch (error) {
      // Another process uses the same token: all calls in this process pause for one second.
      if (error instanceof VkApiError && error.errorCode === 6) pausedUntil = performance.now() + windowMs;
      throw error;
    } finally {
      releaseSlot();
    }
  };
}
