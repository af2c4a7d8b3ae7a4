import { sleep } from "../../../../core/abort.ts";
import { defaults } from "../../../../core/defaults.ts";
import { retryDelay } from "../../../../core/middleware/retry.ts";
import type { AnyEvent } from "../../../../events/event.ts";

/** Where an event goes. */
export type Target = (event: AnyEvent, attempt: number) => Promise<void>;

/** How often a target is tried, and what ends the waiting. */
export interface AttemptOptions {
  readonly retries: number | undefined;
  readonly signal: AbortSignal;
  /** Told of each failure that is followed by a retry. */
  readonly onRetry: (event: AnyEvent, wait: number, reason: string) => void;
}

/**
 * Gives an event to its target, again after a failure.
 *
 * @returns why it failed at last; `undefined`: it is done
 * @throws the signal's reason, if the work is to end before a retry
 */
export async function attempt(
  target: Target,
  event: AnyEvent,
  { retries = defaults.retries, signal, onRetry }: AttemptOptions,
): Promise<string | undefined> {
  for (let number = 1; ; number++) {
    try {
      await target(event, number);
      return undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (number > retries) return reason;
      const wait = Math.round(retryDelay(number));
      onRetry(event, wait, reason);
      await sleep(wait, signal);
    }
  }
}
