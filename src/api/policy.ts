import type { PolicyGroup, RetryPolicy } from "./policies/group.ts";
import { alreadyDoneCodes, idempotent } from "./policies/idempotent.ts";
import { keyed } from "./policies/keyed.ts";
import { nonIdempotent } from "./policies/non-idempotent.ts";
import { safe, safeVerbs } from "./policies/safe.ts";
import { scopeOf } from "./policies/scopes.ts";
import { unsafeReads } from "./policies/unsafe-reads.ts";

export type { RetryPolicy } from "./policies/group.ts";

/** What a person decided about a method. */
export interface MethodPolicy {
  /** Whether it can be sent again. */
  readonly retry: RetryPolicy;
  /** Why. */
  readonly reason: string;
  /** VK's error code that tells that an earlier attempt did it; see {@link alreadyDoneCodes}. */
  readonly alreadyDoneCode?: number;
  /** The scope that a user's token needs; empty: none, absent: not known. */
  readonly scope?: string;
  /** Whether it can stand in `execute`. */
  readonly batchable: boolean;
}

/** Every decision that is not left to the rules. */
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
 * The policy of a method: a person's decision, or else a rule. What nobody looked at is `non-idempotent`, also a method
 * that VK's schema does not have.
 *
 * @param method its name, `wall.post`
 * @param isKnown whether it is a method of VK's schema or documentation; one that is not is never taken for a read
 */
export function policyOf(method: string, isKnown: boolean): MethodPolicy {
  const { retry, reason } = decisionOn(method, isKnown);
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

function decisionOn(method: string, isKnown: boolean): Pick<MethodPolicy, "retry" | "reason"> {
  groupByMethod ??= new Map(policyGroups.flatMap(group => group.methods.map(name => [name, group] as const)));
  const group = groupByMethod.get(method);
  if (group) return group;
  const verb = method.split(".")[1] ?? "";
  if (isKnown && safeVerbs.test(verb)) return { retry: "safe", reason: ruleReasons.safe };
  return { retry: "non-idempotent", reason: ruleReasons.unknown };
}

/**
 * Methods that save an upload do not work inside `execute`, and `execute` does not contain itself.
 * Source: https://github.com/negezor/vk-io/blob/master/packages/vk-io/src/api/api.ts
 */
function isBatchable(method: string): boolean {
  return method !== "execute" && method !== "messages.setChatPhoto" && !/\.save/.test(method);
}
