import type { AccessTokenType } from "../api/facts.ts";
import { calledMethods } from "../api/generated/parameters.ts";
import { policyOf } from "../api/policy.ts";

/** What a method requires of a token. */
export interface Needs {
  /** Accepted token types; empty: VK does not document them. */
  readonly tokens: readonly AccessTokenType[];
  /** Scope that a user token needs. Empty: none. Not set: unknown. */
  readonly scope?: string | undefined;
}

/** Requirements of methods that were called by their names, so that a hint does not load any facts. */
const needsByMethod = new Map<string, Needs>();

/** Stores what a method requires, for the hints. */
export function rememberNeeds(method: string, needs: Needs): void {
  needsByMethod.set(method, needs);
}

/** Returns what a method requires, if a function calls it or it was called by its name. */
export function needsOf(method: string): Needs | undefined {
  const known = needsByMethod.get(method);
  if (known || !Object.hasOwn(calledMethods, method)) return known;
  const { tokens } = calledMethods[method as keyof typeof calledMethods]; // its own name
  const { scope } = policyOf(method, true);
  return { tokens: tokens.split(" ") as AccessTokenType[], scope }; // generated from these
}
