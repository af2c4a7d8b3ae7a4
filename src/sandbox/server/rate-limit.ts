import { Failure } from "../failure.ts";

/** Counts calls in a sliding second for each token. */
export class Rate {
  readonly #rps: number;
  readonly #arrivals = new Map<string, number[]>();

  /** @param rps calls a second; 0 for no limit */
  constructor(rps: number) {
    this.#rps = rps;
  }

  /** Fails with VK's error 6 when the token's second is full. */
  check(token: string): void {
    if (this.#rps === 0) return;
    const now = performance.now();
    const recent = (this.#arrivals.get(token) ?? []).filter(arrival => arrival > now - 1000);
    this.#arrivals.set(token, recent);
    if (recent.length >= this.#rps) throw new Failure(6);
    recent.push(now);
  }
}
