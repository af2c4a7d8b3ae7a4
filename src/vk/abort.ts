/** Those who wait on a signal, and the one listener that they share. */
interface Waiting {
  readonly acts: Set<() => void>;
  readonly listener: () => void;
}

const waitingOn = new WeakMap<AbortSignal, Waiting>();

/**
 * Does something when a signal is aborted. However many wait on a signal, it has one listener: hundreds of calls may
 * share one, and Node warns of more than a few listeners.
 *
 * @param signal empty: nothing will happen
 * @param act what to do; at most once
 * @returns takes it back
 */
export function onAbort(signal: AbortSignal | undefined, act: () => void): () => void {
  if (!signal) return () => {};
  const waiting = waitingOn.get(signal) ?? listenTo(signal);
  waiting.acts.add(act);
  return () => {
    waiting.acts.delete(act);
    if (waiting.acts.size > 0) return;
    signal.removeEventListener("abort", waiting.listener);
    waitingOn.delete(signal);
  };
}

function listenTo(signal: AbortSignal): Waiting {
  const acts = new Set<() => void>();
  const listener = () => {
    waitingOn.delete(signal);
    for (const act of acts) act();
  };
  const waiting = { acts, listener };
  waitingOn.set(signal, waiting);
  signal.addEventListener("abort", listener, { once: true });
  return waiting;
}

/** Waits, in milliseconds; rejects with the signal's reason as soon as it is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const takeBack = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal?.reason);
    });
    const timer = setTimeout(() => {
      takeBack();
      resolve();
    }, ms);
  });
}

/** Waits for what does not know of the signal, and no longer once that is aborted: then it rejects with its reason. */
export async function unlessAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  let takeBack = () => {};
  const aborted = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    takeBack = onAbort(signal, () => reject(signal?.reason));
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    takeBack();
  }
}
