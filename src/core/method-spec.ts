import { checkParams } from "../api/check-params.ts";
import type { PagingFacts } from "../api/facts.ts";
import { calledMethods } from "../api/generated/parameters.ts";
import type { MethodFacts } from "../api/method.ts";
import { type MethodPolicy, policyOf } from "../api/policy.ts";
import { ArgumentError } from "../errors.ts";
import { formatValue, parameters } from "../validation/values.ts";
import { encodeAll } from "./encoding.ts";
import { rememberNeeds } from "./needs.ts";

/** Name of a VK method that the functions call. */
export type CalledMethod = keyof typeof calledMethods;

/** What the engine needs to know of a VK method. */
export interface MethodSpec {
  readonly name: string;
  /** Names of its parameters, without those that every method has. */
  readonly parameters: ReadonlySet<string>;
  /** Whether it takes parameters of any other name. */
  readonly anyParameters: boolean;
  readonly policy: MethodPolicy;
  /** How it returns a list page by page, when it does. */
  readonly paging?: PagingFacts | undefined;
  /** Makes of its parameters what VK reads. */
  readonly encode: (params: Readonly<Record<string, unknown>>) => Record<string, string>;
}

/** Methods that were called by their names, so that none is looked up twice. */
const specs = new Map<string, MethodSpec>();

/** A method that a function calls: the function has checked the parameters. */
export function calledSpec(method: CalledMethod): MethodSpec {
  const known = called.get(method);
  if (known) return known;
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

/** How a method of VK's is called by name. */
export interface CallOptions {
  /**
   * `true`: any method and any parameter is sent as it is given, also what oint does not know; and it is never sent a
   * second time when the first attempt may have arrived.
   */
  readonly unchecked?: boolean | undefined;
}

/**
 * Looks a method up by its name.
 *
 * @throws {ArgumentError} when VK has no such method
 */
export async function findSpec(method: string, { unchecked = false }: CallOptions = {}): Promise<MethodSpec> {
  const known = unchecked ? undefined : specs.get(method);
  if (known) return known;
  // Of all methods only the section of this one is read, and only by who calls a method by its name.
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

/** What nobody has looked at is never repeated, whatever its name. */
function uncheckedSpec(method: string, facts: MethodFacts | undefined): MethodSpec {
  if (typeof method !== "string" || !/^[a-z]\w*(\.\w+)?$/i.test(method))
    throw unknownMethod(method, undefined);
  const { batchable } = policyOf(method, false);
  return {
    name: method,
    parameters: new Set(Object.keys(facts?.parameters ?? {})),
    anyParameters: true,
    policy: { retry: "non-idempotent", reason: "Nobody checked what it does.", batchable },
    encode: params => {
      if (Object.hasOwn(params, "access_token")) {
        throw new ArgumentError(
          "access_token",
          "is not a parameter: the token belongs in the auth structure",
        );
      }
      return encodeAll(params);
    },
  };
}

/** TypeScript tells it sooner; JavaScript, and lists of calls that were read from a file, do not. */
function unknownMethod(method: unknown, near: string | undefined): ArgumentError {
  const advice = near ? `; did you mean ${near}?` : "";
  return new ArgumentError("method", `got ${formatValue(method)}, which is no method of VK${advice}`);
}
