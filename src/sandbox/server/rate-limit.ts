import { Failure } from "../failure.ts";
import type { TokenKind } from "../state/model/index.ts";

/** Calls per second that VK allows one token. Source: https://dev.vk.com/ru/api/api-requests */
const vkRps: Readonly<Record<TokenKind, number>> = { user: 3, community: 20, service: 3 };

/** Counts the calls of each token in a sliding window of one second. */
export class RateLimiter {
  readonly #rps: number | undefined;
  readonly #arrivals = new Map<string, number[]>();

  /** @param rps calls per second; 0 for no limit, `undefined` for the limits of VK */
  constructor(rps: number | undefined) {
    this.#rps = rps;
  }

  /** Fails with VK's error 6 when the token has used up its calls of the last second. */
  check(token: string, kind: TokenKind): void {
    const limit = this.#rps ?? vkRps[kind];
    if (limit === 0) return;
    const now = performance.now();
    const recent = (this.#arrivals.get(token) ?? []).filter(arrival => arrival > now - 1000);
    this.#arrivals.set(token, recent);
    if (recent.length >= limit) throw new Failure(6);
    recent.push(now);
  }
}
