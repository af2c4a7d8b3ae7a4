import { parameterNames } from "../api/generated/parameters.ts";
import { methodPolicies, type RetryPolicy } from "../api/methods.ts";
import { ArgumentError } from "../errors.ts";
import { formatValue } from "../validation/format.ts";
import { parameters } from "../validation/parameters.ts";
import { suggest } from "../validation/suggest.ts";
import { type Auth, readAuth } from "./auth.ts";
import { defaults } from "./defaults.ts";
import { encodeAll } from "./encoding.ts";
import { apiUrl } from "./endpoints.ts";
import { type Method, type PreparedRequest, sharedParams } from "./request.ts";
import { currentSettings } from "./settings-scope.ts";

/** Token type whose rate limit applies to a request. */
export type RateLimitKind = keyof typeof defaults.requestsPerSecond;

/**
 * Prepares a request; every attempt sends the same one.
 *
 * @param method the VK method
 * @param params its parameters
 * @param auth the credentials
 * @param kind token type, which selects the rate limit
 * @throws {ArgumentError} if the credentials are invalid
 */
export function prepareRequest(
  method: Method,
  params: object,
  auth: Auth,
  kind: RateLimitKind,
): PreparedRequest {
  const settings = currentSettings();
  if (!Object.hasOwn(methodPolicies, method)) throw unknownMethod(method);
  const { token, fields } = readAuth(auth);
  const extra = parameters("param", settings.params ?? {});
  const { retry: policy } = methodPolicies[method];
  // Each layer overrides the layers above it.
  const layers: readonly object[] = [
    { v: defaults.apiVersion },
    idempotencyKey(policy),
    acceptedBy(method, fields),
    parameters("params", { ...params }),
    acceptedBy(method, extra),
    { access_token: token },
  ];
  const encoded = encodeAll(Object.assign({}, ...layers));
  return {
    method,
    params: encoded,
    apiUrl: apiUrl(settings),
    retry: recognizesRetry(policy, encoded) ? policy : "non-idempotent",
    rps: settings.rps ?? defaults.requestsPerSecond[kind],
    settings,
  };
}

/** Returns the fields that a method has as parameters, without empty ones. */
function acceptedBy(method: Method, fields: object): object {
  const names = paramNamesOf(method);
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => names.has(name) && value !== ""),
  );
}

/** TypeScript rejects an unknown method; calls from JavaScript and from files reach this check. */
function unknownMethod(method: string): ArgumentError {
  const suggestion = suggest(String(method), Object.keys(methodPolicies));
  const advice = suggestion ? `; did you mean ${suggestion}?` : "";
  return new ArgumentError(
    "method",
    `got ${formatValue(method)}, expected a method that oint calls${advice}`,
  );
}

const paramNamesByMethod = new Map<Method, ReadonlySet<string>>();

/** Returns the names of a method's parameters. */
function paramNamesOf(method: Method): ReadonlySet<string> {
  const cached = paramNamesByMethod.get(method);
  if (cached) return cached;
  const names = new Set([...parameterNames[method].split(" "), ...sharedParams]);
  paramNamesByMethod.set(method, names);
  return names;
}

/** Whether VK recognizes a retry by the parameters. It does not deduplicate messages whose `random_id` is 0. */
function recognizesRetry(policy: RetryPolicy, { random_id = "" }: Readonly<Record<string, string>>): boolean {
  return policy !== "random_id" || Number(random_id) !== 0;
}

/** Creates the parameter by which VK recognizes a retry; the caller's own value overrides it. */
function idempotencyKey(retry: RetryPolicy): object {
  if (retry === "guid") return { guid: crypto.randomUUID() };
  // From 1, because VK does not deduplicate 0.
  return retry === "random_id"
    ? { random_id: 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (2 ** 31 - 1)) }
    : {};
}
