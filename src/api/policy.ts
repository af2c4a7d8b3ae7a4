import type { PolicyGroup, RetryPolicy } from "./policies/group.ts";
import { alreadyDoneCodes, idempotent } from "./policies/idempotent.ts";
import { keyed } from "./policies/keyed.ts";
import { nonIdempotent } from "./policies/non-idempotent.ts";
import { safe, safeVerbs } from "./policies/safe.ts";
import { scopeOf } from "./policies/scopes.ts";
import { unsafeReads } from "./policies/unsafe-reads.ts";

export type { RetryPolicy } from "./policies/group.ts";

/** Policy of a method. */
export interface MethodPolicy {
  /** Whether it is safe to retry. */
  readonly retry: RetryPolicy;
  /** Reason for the retry policy. */
  readonly reason: string;
  /** VK's error code for a retry after a successful attempt; see {@link alreadyDoneCodes}. */
  readonly alreadyDoneCode?: number;
  /** Scope that a user token needs. Empty: none. Not set: unknown. */
  readonly scope?: string;
  /** Whether it can be called in `execute`. */
  readonly batchable: boolean;
}

/** All reviewed policies; the rules apply to other methods. */
export const policyGroups: readonly PolicyGroup[] = [
  ...safe,
  ...unsafeReads,
  ...keyed,
  ...idempotent,
  ...nonIdempotent,
];

/** Why a method that no group names has its policy. */
export const ruleReasons = {
  safe: "Returns something, and changes nothing.",
  unknown: "A repetition could do it twice.",
} as const;

let groupByMethod: ReadonlyMap<string, PolicyGroup> | undefined;

/**
 * Returns the policy of a method: the reviewed one, or the result of the rules. A method without a review is
 * `non-idempotent`, including methods that are not in VK's schema.
 *
 * @param method the method name, `wall.post`
 * @param isKnown whether the method is in VK's schema or documentation; an unknown method is never `safe`
 */
export function policyOf(method: string, isKnown: boolean): MethodPolicy {
  const { retry, reason } = retryPolicyOf(method, isKnown);
  const alreadyDoneCode = Object.hasOwn(alreadyDoneCodes, method) ? alreadyDoneCodes[method] : undefined;
  const scope = scopeOf(method, retry);
  return {
    retry,
    reason,
    ...(alreadyDoneCode !== undefined && { alreadyDoneCode }),
    ...(scope !== undefined && { scope }),
    batchable: isBatchable(method),
  };
}

function retryPolicyOf(method: string, isKnown: boolean): Pick<MethodPolicy, "retry" | "reason"> {
  groupByMethod ??= new Map(policyGroups.flatMap(group => group.methods.map(name => [name, group] as const)));
  const group = groupByMethod.get(method);
  if (group) return group;
  const verb = method.split(".")[1] ?? "";
  if (isKnown && safeVerbs.test(verb)) return { retry: "safe", reason: ruleReasons.safe };
  return { retry: "non-idempotent", reason: ruleReasons.unknown };
}

/**
 * Methods that save an upload do not work inside `execute`, and `execute` cannot contain itself.
 * Source: https://github.com/negezor/vk-io/blob/master/packages/vk-io/src/api/api.ts
 */
function isBatchable(method: string): boolean {
  return method !== "execute" && method !== "messages.setChatPhoto" && !/\.save/.test(method);
}
