import type { Params } from "./parameters.ts";

/** A call that the sandbox received. */
export interface ReceivedCall {
  /** VK method name. */
  readonly method: string;
  /** Parameters, without the token. */
  readonly params: Params;
}

const maxCalls = 10_000;

/** Records a call; when there are too many, the oldest one is dropped. */
export function recordCall(calls: ReceivedCall[], method: string, params: Params): void {
  calls.push({ method, params });
  if (calls.length > maxCalls) calls.shift();
}
