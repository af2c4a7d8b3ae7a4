/** The callbacks that wait for a signal, and the one listener that they share. */
interface AbortSubscription {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const subscriptions = new WeakMap<AbortSignal, AbortSubscription>();

/**
 * Runs a callback when a signal is aborted. A signal gets one listener for all callbacks, because hundreds of calls may
 * share a signal and Node.js warns about more than a few listeners.
 *
 * @param signal the signal. Empty: the callback never runs
 * @param callback what to run, at most once
 * @returns a function that cancels the subscription
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (!signal) return () => {};
  const subscription = subscriptions.get(signal) ?? subscribe(signal);
  subscription.callbacks.add(callback);
  return () => {
    subscription.callbacks.delete(callback);
    if (subscription.callbacks.size > 0) return;
    signal.removeEventListener("abort", subscription.listener);
    subscriptions.delete(signal);
  };
}

function subscribe(signal: AbortSignal): AbortSubscription {
  const callbacks = new Set<() => void>();
  const listener = () => {
    subscriptions.delete(signal);
    for (const callback of callbacks) callback();
  };
  const subscription = { callbacks, listener };
  subscriptions.set(signal, subscription);
  signal.addEventListener("abort", listener, { once: true });
  return subscription;
}

/** Waits for a number of milliseconds; rejects with the signal's reason as soon as the signal is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const unsubscribe = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal?.reason);
    });
    const timer = setTimeout(() => {
      unsubscribe();
      resolve();
    }, ms);
  });
}

/** Waits for a promise that cannot be aborted itself; rejects with the signal's reason as soon as the signal is aborted. */
export async function unlessAborted<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T> {
  let unsubscribe = () => {};
  const aborted = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    unsubscribe = onAbort(signal, () => reject(signal?.reason));
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    unsubscribe();
  }
}
