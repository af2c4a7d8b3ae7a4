import type { AccessTokenType } from "../api/facts.ts";
import { calledMethods } from "../api/generated/parameters.ts";
import { policyOf } from "../api/policy.ts";

/** What a method needs of a token. */
export interface Needs {
  /** Whose token it accepts; empty: VK does not say. */
  readonly tokens: readonly AccessTokenType[];
  /** The scope of a user's token; empty: none, absent: not known. */
  readonly scope?: string | undefined;
}

/** Of methods that were called by their names; an error of VK needs no facts to be loaded for its hint. */
const needsByMethod = new Map<string, Needs>();

/** Keeps what a method needs, for the hints. */
export function rememberNeeds(method: string, needs: Needs): void {
  needsByMethod.set(method, needs);
}

/** What a method needs, if a function calls it or it was called. */
export function needsOf(method: string): Needs | undefined {
  const known = needsByMethod.get(method);
  if (known || !Object.hasOwn(calledMethods, method)) return known;
  const { tokens } = calledMethods[method as keyof typeof calledMethods]; // its own name
  const { scope } = policyOf(method, true);
  return { tokens: tokens.split(" ") as AccessTokenType[], scope }; // generated of them
}
