import { describe, expect, it } from "vitest";
import { loadMethod, type MethodFacts, methodNames } from "../../src/api/method.ts";
import { alreadyDoneCodes } from "../../src/api/policies/idempotent.ts";
import { policyGroups, policyOf } from "../../src/api/policy.ts";

/** Verbs that say that a method changes something, wherever they stand in its name. */
const mutations =
  /(?:^|\.)(add|allow|approve|ban|cancel|change|clear|close|confirm|copy|create|delete|deny|disable|edit|enable|execute|finish|fix|force|give|hide|ignore|import|invite|join|leave|make|mark|move|mute|open|pin|post|promoUse|put|register|remove|reorder|report|repost|reset|restore|save|send|set|share|start|stop|tag|toggle|track|unban|unfix|ungroup|unignore|unpin|unregister|unsubscribe|update|upload|use|vote)(?![a-z])/;

async function loadAll(): Promise<MethodFacts[]> {
  const all = await Promise.all(methodNames.map(loadMethod));
  return all.filter(method => method !== undefined);
}

describe("Retry policies", () => {
  it("lists the policy of every method", async () => {
    const lines = (await loadAll()).map(({ name, policy }) => {
      const details = [
        policy.alreadyDoneCode && `done ${policy.alreadyDoneCode}`,
        policy.scope !== undefined && `scope ${policy.scope || "none"}`,
        !policy.batchable && "alone",
      ].filter(Boolean);
      return [name.padEnd(44), policy.retry.padEnd(15), details.join(", ")].join(" ").trimEnd();
    });
    expect(`${lines.join("\n")}\n`).toMatchSnapshot();
  });

  it("names only methods that exist, and each once", () => {
    const named = policyGroups.flatMap(({ methods }) => methods);
    expect(named.filter(name => !methodNames.includes(name))).toEqual([]);
    expect(named.filter((name, i) => named.indexOf(name) !== i)).toEqual([]);
    expect(Object.keys(alreadyDoneCodes).filter(name => policyOf(name, true).retry !== "idempotent")).toEqual(
      [],
    );
  });

  it("takes no method with a verb of change for a read", () => {
    const wrong = methodNames.filter(name => policyOf(name, true).retry === "safe" && mutations.test(name));
    expect(wrong).toEqual([]);
  });

  it("uses guid and random_id exactly where a method has that parameter", async () => {
    for (const { name, parameters, policy } of await loadAll()) {
      for (const key of ["guid", "random_id"] as const) {
        expect([name, policy.retry === key]).toEqual([name, key in parameters]);
      }
    }
  });

  it("repeats no method that nobody knows, whatever its name", () => {
    expect(policyOf("wall.getEverything", false).retry).toBe("non-idempotent");
    expect(policyOf("constructor", true).retry).toBe("non-idempotent");
    expect(policyOf("wall.__proto__", true)).toMatchObject({ retry: "non-idempotent" });
  });
});
