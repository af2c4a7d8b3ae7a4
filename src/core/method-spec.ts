import { checkParams } from "../api/check-params.ts";
import type { PagingFacts } from "../api/facts.ts";
import { calledMethods } from "../api/generated/parameters.ts";
import type { MethodFacts } from "../api/method.ts";
import { type MethodPolicy, policyOf } from "../api/policy.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "../validation/format.ts";
import { parameters } from "../validation/parameters.ts";
import { didYouMean } from "../validation/suggest.ts";
import { encodeAll } from "./encoding.ts";
import { rememberNeeds } from "./needs.ts";

/** Name of a VK method that the functions call. */
export type CalledMethod = keyof typeof calledMethods;

/** What the client needs to know about a VK method. */
export interface MethodSpec {
  readonly name: string;
  /** Names of its parameters, without those that every method has. */
  readonly parameters: ReadonlySet<string>;
  /** Whether parameters of other names are sent too. */
  readonly anyParameters: boolean;
  readonly policy: MethodPolicy;
  /** How it returns a list page by page, if it does. */
  readonly paging?: PagingFacts | undefined;
  /** Encodes its parameters. */
  readonly encode: (params: Readonly<Record<string, unknown>>) => Record<string, string>;
}

/** Methods that were already looked up by their names. */
const specs = new Map<string, MethodSpec>();

/** Returns the spec of a method that a function calls; the function has validated the parameters. */
export function calledSpec(method: CalledMethod): MethodSpec {
  const existing = called.get(method);
  if (existing) return existing;
  const { parameters: names } = calledMethods[method];
  const spec: MethodSpec = {
    name: method,
    parameters: new Set(names.split(" ")),
    anyParameters: false,
    policy: policyOf(method, true),
    encode: params => encodeAll(parameters("params", params)),
  };
  called.set(method, spec);
  return spec;
}

const called = new Map<CalledMethod, MethodSpec>();

/** Options of a call of a method by its name. */
export interface CallOptions {
  /**
   * `true`: any method and any parameter is sent without validation, including those that oint does not know, and a call
   * that may have arrived is not retried.
   */
  readonly unchecked?: boolean | undefined;
}

/**
 * Looks a method up by its name.
 *
 * @throws {ArgumentError} if VK has no such method
 */
export async function findSpec(method: string, { unchecked = false }: CallOptions = {}): Promise<MethodSpec> {
  const existing = unchecked ? undefined : specs.get(method);
  if (existing) return existing;
  // Only calls by name load the facts, and only those of one section.
  const { loadMethod, suggestMethod } = await import("../api/method.ts");
  const facts = typeof method === "string" ? await loadMethod(method) : undefined;
  if (facts) rememberNeeds(method, { tokens: facts.tokens, scope: facts.policy.scope });
  if (unchecked) return uncheckedSpec(method, facts);
  if (!facts) throw unknownMethod(method, suggestMethod(String(method)));
  const spec = checkedSpec(facts);
  specs.set(method, spec);
  return spec;
}

function checkedSpec(facts: MethodFacts): MethodSpec {
  const { name, anyParameters, policy } = facts;
  return {
    name,
    parameters: new Set(Object.keys(facts.parameters)),
    anyParameters,
    policy,
    paging: facts.paging,
    encode: params => checkParams(facts, params),
  };
}

/** A call that is not validated is never retried, whatever its name. */
function uncheckedSpec(method: string, facts: MethodFacts | undefined): MethodSpec {
  if (typeof method !== "string" || !/^[a-z]\w*(\.\w+)?$/i.test(method))
    throw unknownMethod(method, undefined);
  const { batchable } = policyOf(method, false);
  return {
    name: method,
    parameters: new Set(Object.keys(facts?.parameters ?? {})),
    anyParameters: true,
    policy: { retry: "non-idempotent", reason: "Nobody reviewed what it does.", batchable },
    encode: params => {
      if (Object.hasOwn(params, "access_token")) {
        const problem = localize("is not a parameter; the token belongs in the credentials");
        throw new ArgumentError("access_token", problem);
      }
      return encodeAll(params);
    },
  };
}

/** TypeScript rejects an unknown method; calls from JavaScript and from files reach this check. */
function unknownMethod(method: unknown, suggestion: string | undefined): ArgumentError {
  const problem = localize("got {value}, expected a VK method", { value: formatValue(method) });
  return new ArgumentError("method", problem + didYouMean(suggestion));
}
