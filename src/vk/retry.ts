import { setTimeout as sleep } from "node:timers/promises";
import { TransportError, VkApiError } from "../errors.ts";
import type { Step } from "./call.ts";
import type { RepeatClass } from "./methods.ts";

/** What to do after a failure: repeat, give up, or give up and tell that the outcome is not known. */
export type Decision = "repeat" | "give up" | "unknown";

/**
 * Decides whether a call that failed is sent again.
 *
 * @param failure what the attempt threw
 * @param repeat whether the method can be repeated
 * @returns the decision, without regard to how many attempts were made
 */
export function decide(failure: unknown, repeat: RepeatClass): Decision {
  // VK refused it unseen: any call may be sent again.
  if (failure instanceof VkApiError && failure.code === 6) return "repeat";
  if (failure instanceof TransportError && !failure.sent) return "repeat";
  // VK may have carried it out.
  const inDoubt =
    failure instanceof TransportError || (failure instanceof VkApiError && [1, 10].includes(failure.code));
  if (!inDoubt) return "give up";
  return repeat === "once" ? "unknown" : "repeat";
}

/**
 * How long to wait before the next attempt: longer each time, and a little different for everyone who waits.
 *
 * @param attempt number of the attempt that failed, from 1
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function backOff(attempt: number, random: number = Math.random()): number {
  return Math.min(500 * 2 ** (attempt - 1), 8000) * (0.75 + random / 2);
}

/** Sends a failed call again where that is safe, up to the number of retries in the settings. */
export const retry: Step = next => async call => {
  const { signal, retries = 5, onTraffic } = call.settings;
  for (let attempt = 1; ; attempt++) {
    try {
      return await next(call);
    } catch (failure) {
      if (signal?.aborted) throw failure;
      const decision = decide(failure, call.repeat);
      if (decision === "unknown") throw outcomeUnknown(call.method, failure);
      if (decision === "give up" || attempt > retries) throw failure;
      const wait = Math.round(backOff(attempt));
      const reason = failure instanceof Error ? failure.message : String(failure);
      onTraffic?.({ event: "retry", target: call.method, detail: { attempt, wait, reason } });
      await sleep(wait, undefined, { signal });
    }
  }
};

function outcomeUnknown(method: string, failure: unknown): TransportError {
  const reason = failure instanceof Error ? failure.message : String(failure);
  const { status, body } = failure instanceof TransportError ? failure : {};
  return new TransportError(
    `${reason}. VK may have carried out ${method}, which must not be done twice: look before you repeat it`,
    {
      sent: true,
      cause: failure,
      ...(status === undefined ? {} : { status }),
      ...(body === undefined ? {} : { body }),
    },
    true,
  );
}
