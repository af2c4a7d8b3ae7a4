import { ArgumentError } from "../errors.ts";
import { suggest } from "../validation/suggest.ts";
import { commonParameters } from "./common-parameters.ts";
import type { ParameterFacts } from "./facts.ts";
import type { MethodFacts } from "./method.ts";
import { encodeValue } from "./values.ts";

/**
 * Validates the parameters of a call before anything is sent: names, types, allowed values, ranges, lengths, numbers of
 * items, and that no required parameter is missing.
 *
 * @param method the method, as `loadMethod` returns it
 * @param params its parameters by VK's names; those that are `undefined` or `null` are omitted
 * @returns the encoded parameters: booleans as 1 and 0, arrays comma-separated, objects as JSON
 * @throws {ArgumentError} for the first invalid parameter
 */
export function checkParams(
  method: Pick<MethodFacts, "name" | "parameters" | "anyParameters">,
  params: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
  const encoded = given.map(
    ([name, value]) => [name, encodeValue(name, factsOf(method, name), value)] as const,
  );
  const all = new Map(encoded);
  for (const [name, facts] of Object.entries(method.parameters)) {
    if (facts.required && !all.get(name)) {
      throw new ArgumentError(name, `is missing, and ${method.name} requires it`);
    }
  }
  return Object.fromEntries(all);
}

/** Maximum number of parameter names in an error. */
const maxShownNames = 20;

function factsOf(
  { name: method, parameters, anyParameters }: Pick<MethodFacts, "name" | "parameters" | "anyParameters">,
  name: string,
): ParameterFacts {
  const known = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  const common = Object.hasOwn(commonParameters, name) ? commonParameters[name] : undefined;
  if (known ?? common) return known ?? common ?? { type: "string" };
  if (name === "access_token") {
    throw new ArgumentError(name, "is not a parameter; the token belongs in the credentials");
  }
  if (anyParameters) return { type: "string" };
  const names = Object.keys(parameters);
  const near = suggest(name, [...names, ...Object.keys(commonParameters)]);
  const parts = [`is not a parameter of ${method}`];
  if (near) parts.push(`did you mean ${near}?`);
  else if (names.length === 0) parts.push("it has none");
  else if (names.length <= maxShownNames) parts.push(`its parameters: ${names.join(", ")}`);
  throw new ArgumentError(name, parts.join("; "));
}
