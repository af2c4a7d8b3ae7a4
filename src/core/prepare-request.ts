import { parameterNames } from "../api/generated/parameters.ts";
import { methodPolicies, type RetryPolicy } from "../api/methods.ts";
import { ArgumentError } from "../errors.ts";
import { formatValue } from "../validation/format.ts";
import { suggest } from "../validation/suggest.ts";
import { type Auth, readAuth } from "./auth.ts";
import { defaults } from "./defaults.ts";
import { encodeAll } from "./encoding.ts";
import { apiUrl } from "./endpoints.ts";
import { type Method, type PreparedRequest, sharedParams } from "./request.ts";
import { currentSettings } from "./settings-scope.ts";

/** Whose rate limit a request counts toward. */
export type RateLimitKind = keyof typeof defaults.requestsPerSecond;

/**
 * Prepares a request: the same for every attempt.
 *
 * @param method the VK method
 * @param params its parameters
 * @param auth the credentials
 * @param kind whose rate limit it counts toward
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
  const { retry } = methodPolicies[method];
  // Each layer goes before the ones above it.
  const layers: readonly object[] = [
    { v: defaults.apiVersion },
    idempotencyKey(retry),
    acceptedBy(method, fields),
    params,
    acceptedBy(method, settings.params ?? {}),
    { access_token: token },
  ];
  return {
    method,
    params: encodeAll(Object.assign({}, ...layers)),
    apiUrl: apiUrl(settings),
    retry,
    rps: settings.rps ?? defaults.requestsPerSecond[kind],
    settings,
  };
}

/** The fields that a method has as parameters, without the empty ones. */
function acceptedBy(method: Method, fields: object): object {
  const names = paramNamesOf(method);
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => names.has(name) && value !== ""),
  );
}

/** TypeScript tells it sooner; JavaScript and lists of calls that were read from a file do not. */
function unknownMethod(method: string): ArgumentError {
  const near = suggest(String(method), Object.keys(methodPolicies));
  const advice = near ? `; did you mean ${near}?` : "";
  return new ArgumentError(
    "method",
    `got ${formatValue(method)}, which is no method that oint calls${advice}`,
  );
}

const paramNamesByMethod = new Map<Method, ReadonlySet<string>>();

/** The parameters that a method has. */
function paramNamesOf(method: Method): ReadonlySet<string> {
  const cached = paramNamesByMethod.get(method);
  if (cached) return cached;
  const names = new Set([...parameterNames[method].split(" "), ...sharedParams]);
  paramNamesByMethod.set(method, names);
  return names;
}

/** By this VK recognizes a retry; a key of the caller's own takes its place. */
function idempotencyKey(retry: RetryPolicy): object {
  if (retry === "guid") return { guid: crypto.randomUUID() };
  // 0 would switch VK's check off.
  return retry === "random_id"
    ? { random_id: 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (2 ** 31 - 1)) }
    : {};
}
