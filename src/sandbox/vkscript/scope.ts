import type { Budget } from "./budget.ts";
import type { Value } from "./value.ts";

/** Calls an API method from a script. A call that fails returns `false`. */
export type CallApi = (method: string, params: Value) => Value;

/** What a running script works with. */
export interface Scope {
  readonly variables: Map<string, Value>;
  readonly budget: Budget;
  readonly callApi: CallApi;
}

/** A compiled expression. */
export type Evaluate = (scope: Scope) => Value;

/** A compiled statement. Returns what the script returned, or `undefined` when the script goes on. */
export type Execute = (scope: Scope) => Value | undefined;
