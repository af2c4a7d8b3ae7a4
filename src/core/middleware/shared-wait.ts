import { sleep, unlessAborted } from "../abort.ts";

/** A wait of one call or more. */
interface Wait {
  readonly ms: number;
  readonly ended: Promise<void>;
  readonly stop: AbortController;
  waiting: number;
}

const waits = new WeakMap<object, Wait>();

/**
 * Waits for the retry of a call. Calls that failed in one request share the failure and wait with one timer: two timers of
 * the same length can end a millisecond apart, and then the calls would not be retried in one request.
 *
 * @param failure what the request threw
 * @param ms milliseconds
 * @param signal ends the wait of this call only
 */
export async function waitTogether(failure: object, ms: number, signal?: AbortSignal): Promise<void> {
  const shared = waits.get(failure);
  const wait = shared?.ms === ms ? shared : begin(failure, ms);
  wait.waiting++;
  try {
    await unlessAborted(signal, wait.ended);
  } finally {
    wait.waiting--;
    if (wait.waiting === 0) {
      // No timer is left behind when all calls were aborted.
      wait.stop.abort();
      if (waits.get(failure) === wait) waits.delete(failure);
    }
  }
}

function begin(failure: object, ms: number): Wait {
  const stop = new AbortController();
  const ended = sleep(ms, stop.signal);
  // It only rejects when nobody waits any more.
  ended.catch(() => {});
  const wait = { ms, ended, stop, waiting: 0 };
  waits.set(failure, wait);
  return wait;
}
