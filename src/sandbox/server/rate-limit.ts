import { Failure } from "../failure.ts";

/** Counts the calls of each token in a sliding window of one second. */
export class RateLimiter {
  readonly #rps: number;
  readonly #arrivals = new Map<string, number[]>();

  /** @param rps calls per second; 0 for no limit */
  constructor(rps: number) {
    this.#rps = rps;
  }

  /** Fails with VK's error 6 when the token has used up its calls of the last second. */
  check(token: string): void {
    if (this.#rps === 0) return;
    const now = performance.now();
    const recent = (this.#arrivals.get(token) ?? []).filter(arrival => arrival > now - 1000);
    this.#arrivals.set(token, recent);
    if (recent.length >= this.#rps) throw new Failure(6);
    recent.push(now);
  }
}
