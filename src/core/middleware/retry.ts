import type { RetryPolicy } from "../../api/policy.ts";
import { OintError, TransportError, VkApiError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { sleep } from "../abort.ts";
import { defaults } from "../defaults.ts";
import type { Middleware, PreparedRequest } from "../request.ts";
import { unknownOutcome } from "../unknown-outcome.ts";
import { waitTogether } from "./shared-wait.ts";

/** What to do after a failure: retry, fail, or fail with an error that says that the outcome is unknown. */
export type RetryDecision = "retry" | "fail" | "outcome-unknown";

/**
 * Decides whether a failed call is retried.
 *
 * @param failure what the attempt threw
 * @param policy whether the method is safe to retry
 * @returns the decision, regardless of the number of attempts
 */
export function shouldRetry(failure: unknown, policy: RetryPolicy): RetryDecision {
  // VK rejected the call without processing it, so a retry is always safe.
  if (failure instanceof VkApiError && failure.errorCode === 6) return "retry";
  if (failure instanceof TransportError && !failure.sent) return "retry";
  if (!mayHaveSucceeded(failure)) return "fail";
  return policy === "non-idempotent" ? "outcome-unknown" : "retry";
}

/** VK internal errors (1, 10), an interrupted `execute` (13), a method that took too long (36). */
const interruptedCodes = [1, 10, 13, 36];

/** Whether VK may have completed a call that failed this way. */
function mayHaveSucceeded(failure: unknown): boolean {
  if (failure instanceof TransportError) return failure.sent;
  return failure instanceof VkApiError && interruptedCodes.includes(failure.errorCode);
}

/**
 * Calculates the delay before the next attempt: exponential backoff with jitter.
 *
 * @param attempt number of the failed attempt, from 1
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function retryDelay(attempt: number, random: number = Math.random()): number {
  return Math.min(500 * 2 ** (attempt - 1), 8000) * (0.75 + random / 2);
}

/** Retries a failed call if that is safe, up to the number of retries and the deadline in the settings. */
export const retryMiddleware: Middleware = next => async call => {
  const { signal, retries = defaults.retries, deadline = defaults.deadline, onRequestEvent } = call.settings;
  // The deadline starts at the first failure, so that time spent waiting for the rate limit does not count.
  let end = Number.POSITIVE_INFINITY;
  let outcomeUncertain = false;
  for (let attempt = 1; ; attempt++) {
    try {
      return await next(capTimeout(call, end - performance.now()));
    } catch (failure) {
      signal?.throwIfAborted();
      if (outcomeUncertain && alreadyApplied(call, failure)) return { response: 1 };
      outcomeUncertain ||= call.policy.retry !== "safe" && mayHaveSucceeded(failure);
      const wait = Math.round(retryDelay(attempt, jitterOf(failure)));
      end = Math.min(end, performance.now() + deadline);
      const isLastAttempt = attempt > retries || performance.now() + wait >= end;
      if (isLastAttempt || shouldRetry(failure, call.policy.retry) !== "retry") {
        // Users can safely call an idempotent method again, so its error does not warn about the outcome.
        const warns = outcomeUncertain && call.policy.retry !== "idempotent";
        throw warns ? withUnknownOutcome(call.method, failure) : failure;
      }
      const reason = failure instanceof Error ? failure.message : String(failure);
      onRequestEvent?.({ event: "retry", target: call.method, detail: { attempt, wait, reason } });
      await (failure instanceof OintError ? waitTogether(failure, wait, signal) : sleep(wait, signal));
    }
  }
};

const jitters = new WeakMap<object, number>();

/** Returns the jitter of a failure. Calls that failed in one request share the failure, so they are retried in one request. */
function jitterOf(failure: unknown): number {
  if (!(failure instanceof OintError)) return Math.random();
  const jitter = jitters.get(failure) ?? Math.random();
  jitters.set(failure, jitter);
  return jitter;
}

/** Shortens the response timeout of a retry to the time that is left until the deadline. */
function capTimeout(call: PreparedRequest, timeLeft: number): PreparedRequest {
  const { timeouts = {} } = call.settings;
  if (timeLeft === Number.POSITIVE_INFINITY) return call;
  const response = Math.max(1, Math.min(timeouts.response ?? defaults.timeouts.response, timeLeft));
  return { ...call, settings: { ...call.settings, timeouts: { ...timeouts, response } } };
}

/** Whether the error of a retry means that an earlier attempt succeeded. */
function alreadyApplied({ policy }: PreparedRequest, failure: unknown): boolean {
  return failure instanceof VkApiError && failure.errorCode === policy.alreadyDoneCode;
}

/** Returns the error of the last attempt with a warning that this or an earlier attempt may have succeeded. */
function withUnknownOutcome(method: string, failure: unknown): unknown {
  const advice = localize(
    "VK may have completed {method}, which is not safe to repeat. Check the result before you retry",
    { method },
  );
  if (failure instanceof VkApiError) {
    const { params, error } = failure;
    const hint = [failure.hint, `${advice}.`].filter(Boolean).join(" ");
    const uncertain = new VkApiError({ method: failure.method, params, error, hint, outcomeUnknown: true });
    return Object.assign(uncertain, { cause: failure });
  }
  if (!(failure instanceof TransportError)) return failure;
  return unknownOutcome(failure, advice);
}
