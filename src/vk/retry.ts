import { OintError, TransportError, VkApiError } from "../errors.ts";
import { sleep } from "./abort.ts";
import type { Call, Method, Step } from "./call.ts";
import { type MethodFacts, methods, type RepeatClass } from "./methods.ts";
import { defaultAnswer } from "./settings.ts";

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
  if (!mayBeDone(failure)) return "give up";
  return repeat === "once" ? "unknown" : "repeat";
}

/** VK's own failures (1, 10), an execute that broke off between its calls (13), a method that took too long (36). */
const interrupted = [1, 10, 13, 36];

/** Whether VK may have carried out what failed so. */
function mayBeDone(failure: unknown): boolean {
  if (failure instanceof TransportError) return failure.sent;
  return failure instanceof VkApiError && interrupted.includes(failure.code);
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

/** How often a failed call is sent again. */
export const defaultRetries = 5;

/** How long, in milliseconds from its first failure. */
export const defaultDeadline = 120_000;

/** Sends a failed call again where that is safe, up to the number of retries and the deadline in the settings. */
export const retry: Step = next => async call => {
  const { signal, retries = defaultRetries, deadline = defaultDeadline, onTraffic } = call.settings;
  // The clock runs from the first failure: waiting for a place in the rate limit is no failure.
  let end = Number.POSITIVE_INFINITY;
  let inDoubt = false;
  for (let attempt = 1; ; attempt++) {
    try {
      return await next(withinTime(call, end - performance.now()));
    } catch (failure) {
      signal?.throwIfAborted();
      if (inDoubt && isDone(call.method, failure)) return { response: 1 };
      inDoubt ||= call.repeat !== "read" && mayBeDone(failure);
      const wait = Math.round(backOff(attempt, chanceOf(failure)));
      end = Math.min(end, performance.now() + deadline);
      const over = attempt > retries || performance.now() + wait >= end;
      if (over || decide(failure, call.repeat) !== "repeat") {
        // What leaves VK as doing it once may be called again by anyone: there is nothing to look after.
        throw inDoubt && call.repeat !== "same" ? outcomeUnknown(call.method, failure) : failure;
      }
      const reason = failure instanceof Error ? failure.message : String(failure);
      onTraffic?.({ event: "retry", target: call.method, detail: { attempt, wait, reason } });
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
function withinTime(call: Call, left: number): Call {
  const { timeouts = {} } = call.settings;
  if (left === Number.POSITIVE_INFINITY) return call;
  const answer = Math.max(1, Math.min(timeouts.answer ?? defaultAnswer, left));
  return { ...call, settings: { ...call.settings, timeouts: { ...timeouts, answer } } };
}

/** The repetition of a call whose outcome was not known finds that it had been carried out. */
function isDone(method: Method, failure: unknown): boolean {
  const { done }: MethodFacts = methods[method];
  return failure instanceof VkApiError && failure.code === done;
}

/** The error of the last attempt, which tells as well that this or an earlier one may have been carried out. */
function outcomeUnknown(method: Method, failure: unknown): unknown {
  const advice = `VK may have carried out ${method}, which must not be done twice: look before you repeat it`;
  if (failure instanceof VkApiError) {
    const hint = [failure.hint, `${advice}.`].filter(Boolean).join(" ");
    const inDoubt = new VkApiError(failure.method, failure.params, failure.error, hint, true);
    return Object.assign(inDoubt, { cause: failure });
  }
  if (!(failure instanceof TransportError)) return failure;
  const { message, status, body } = failure;
  const details = { sent: true, cause: failure, body, ...(status === undefined ? {} : { status }) };
  return new TransportError(`${message}. ${advice}`, details, true);
}
