import type { RetryPolicy } from "../../api/policy.ts";
import { OintError, TransportError, VkApiError } from "../../errors.ts";
import { sleep } from "../abort.ts";
import { defaults } from "../defaults.ts";
import type { Middleware, PreparedRequest } from "../request.ts";
import { unknownOutcome } from "../unknown-outcome.ts";

/** What to do after a failure: repeat, give up, or give up and tell that the outcome is not known. */
export type RetryDecision = "repeat" | "give up" | "unknown";

/**
 * Decides whether a call that failed is sent again.
 *
 * @param failure what the attempt threw
 * @param repeat whether the method can be repeated
 * @returns the decision, without regard to how many attempts were made
 */
export function shouldRetry(failure: unknown, repeat: RetryPolicy): RetryDecision {
  // VK refused it unseen: any call may be sent again.
  if (failure instanceof VkApiError && failure.errorCode === 6) return "repeat";
  if (failure instanceof TransportError && !failure.sent) return "repeat";
  if (!mayHaveSucceeded(failure)) return "give up";
  return repeat === "non-idempotent" ? "unknown" : "repeat";
}

/** VK's own failures (1, 10), an execute that broke off between its calls (13), a method that took too long (36). */
const interruptedCodes = [1, 10, 13, 36];

/** Whether VK may have carried out what failed so. */
function mayHaveSucceeded(failure: unknown): boolean {
  if (failure instanceof TransportError) return failure.sent;
  return failure instanceof VkApiError && interruptedCodes.includes(failure.errorCode);
}

/**
 * How long to wait before the next attempt: longer each time, and a little different for everyone who waits.
 *
 * @param attempt number of the attempt that failed, from 1
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function retryDelay(attempt: number, random: number = Math.random()): number {
  return Math.min(500 * 2 ** (attempt - 1), 8000) * (0.75 + random / 2);
}

/** Sends a failed call again where that is safe, up to the number of retries and the deadline in the settings. */
export const retryMiddleware: Middleware = next => async call => {
  const { signal, retries = defaults.retries, deadline = defaults.deadline, onRequestEvent } = call.settings;
  // The clock runs from the first failure: waiting for a place in the rate limit is no failure.
  let end = Number.POSITIVE_INFINITY;
  let outcomeUncertain = false;
  for (let attempt = 1; ; attempt++) {
    try {
      return await next(capTimeout(call, end - performance.now()));
    } catch (failure) {
      signal?.throwIfAborted();
      if (outcomeUncertain && alreadyApplied(call, failure)) return { response: 1 };
      outcomeUncertain ||= call.policy.retry !== "safe" && mayHaveSucceeded(failure);
      const wait = Math.round(retryDelay(attempt, chanceOf(failure)));
      end = Math.min(end, performance.now() + deadline);
      const over = attempt > retries || performance.now() + wait >= end;
      if (over || shouldRetry(failure, call.policy.retry) !== "repeat") {
        // What leaves VK as doing it once may be called again by anyone: there is nothing to look after.
        throw outcomeUncertain && call.policy.retry !== "idempotent"
          ? withUnknownOutcome(call.method, failure)
          : failure;
      }
      const reason = failure instanceof Error ? failure.message : String(failure);
      onRequestEvent?.({ event: "retry", target: call.method, detail: { attempt, wait, reason } });
      await sleep(wait, signal);
    }
  }
};

const chances = new WeakMap<object, number>();

/** Calls that failed in one request have its failure in common: they wait equally long, and so go together again. */
function chanceOf(failure: unknown): number {
  if (!(failure instanceof OintError)) return Math.random();
  const chance = chances.get(failure) ?? Math.random();
  chances.set(failure, chance);
  return chance;
}

/** No further attempt waits for its answer beyond the deadline of the call. */
function capTimeout(call: PreparedRequest, left: number): PreparedRequest {
  const { timeouts = {} } = call.settings;
  if (left === Number.POSITIVE_INFINITY) return call;
  const response = Math.max(1, Math.min(timeouts.response ?? defaults.timeouts.response, left));
  return { ...call, settings: { ...call.settings, timeouts: { ...timeouts, response } } };
}

/** The repetition of a call whose outcome was not known finds that it had been carried out. */
function alreadyApplied({ policy }: PreparedRequest, failure: unknown): boolean {
  return failure instanceof VkApiError && failure.errorCode === policy.alreadyDoneCode;
}

/** The error of the last attempt, which says as well that this or an earlier one may have succeeded. */
function withUnknownOutcome(method: string, failure: unknown): unknown {
  const advice = `VK may have completed ${method}, which is not safe to repeat. Check the result before you retry`;
  if (failure instanceof VkApiError) {
    const { params, error } = failure;
    const hint = [failure.hint, `${advice}.`].filter(Boolean).join(" ");
    const unknown = new VkApiError({ method: failure.method, params, error, hint, outcomeUnknown: true });
    return Object.assign(unknown, { cause: failure });
  }
  if (!(failure instanceof TransportError)) return failure;
  return unknownOutcome(failure, advice);
}
