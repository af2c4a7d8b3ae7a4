import type { ParameterFacts, ValueFacts } from "../../src/api/facts.ts";
import type { MethodFacts } from "../../src/api/method.ts";

/** A value that a parameter accepts. */
export function validValue(facts: ParameterFacts): unknown {
  if (facts.type === "array") {
    const item = validItem(facts.items ?? { type: "string" });
    return Array.from({ length: Math.max(1, facts.minItems ?? 1) }, () => item);
  }
  if (facts.type === "json") return Array.from({ length: facts.minItems ?? 1 }, () => ({}));
  if (facts.minLength !== undefined) return "x".repeat(facts.minLength);
  return validItem(facts);
}

function validItem({ type, enum: allowed, minimum, maximum }: ValueFacts): unknown {
  if (allowed) return allowed[0];
  if (type === "integer" || type === "number")
    return Math.min(Math.max(1, minimum ?? 1), maximum ?? Number.POSITIVE_INFINITY);
  return type === "boolean" ? true : "1";
}

/** A value that a parameter refuses, where its facts refuse any. */
export function invalidValue(facts: ParameterFacts): unknown {
  if (facts.type === "array") return facts.items && refusesWords(facts.items) ? ["no such value"] : undefined;
  if (facts.type === "json") return "{";
  if (facts.maxLength !== undefined) return "x".repeat(facts.maxLength + 1);
  return refusesWords(facts) ? "no such value" : undefined;
}

function refusesWords({ type, enum: allowed }: ValueFacts): boolean {
  return allowed !== undefined || ["integer", "number", "boolean"].includes(type);
}

/** The parameters of the smallest call that a method accepts. */
export function smallestCall({ parameters }: MethodFacts): Record<string, unknown> {
  const required = Object.entries(parameters).filter(([, facts]) => facts.required);
  return Object.fromEntries(required.map(([name, facts]) => [name, validValue(facts)]));
}
