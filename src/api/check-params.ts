import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { didYouMean, suggest } from "../validation/suggest.ts";
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
  const present = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
  const encoded = present.map(
    ([name, value]) => [name, encodeValue(name, factsOf(method, name), value)] as const,
  );
  const all = new Map(encoded);
  for (const [name, facts] of Object.entries(method.parameters)) {
    if (facts.required && !all.get(name)) {
      throw new ArgumentError(
        name,
        localize("is missing, and {method} requires it", { method: method.name }),
      );
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
  const own = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  const common = Object.hasOwn(commonParameters, name) ? commonParameters[name] : undefined;
  if (own ?? common) return own ?? common ?? { type: "string" };
  if (name === "access_token") {
    throw new ArgumentError(name, localize("is not a parameter; the token belongs in the credentials"));
  }
  if (anyParameters) return { type: "string" };
  const names = Object.keys(parameters);
  const suggestion = suggest(name, [...names, ...Object.keys(commonParameters)]);
  throw new ArgumentError(
    name,
    localize("is not a parameter of {method}", { method }) + (didYouMean(suggestion) || ownParameters(names)),
  );
}

/** What follows an error about an unknown parameter; empty if there are too many to list. */
function ownParameters(names: readonly string[]): string {
  if (names.length === 0) return localize("; it has none");
  if (names.length > maxShownNames) return "";
  return localize("; its parameters: {names}", { names: names.join(", ") });
}
