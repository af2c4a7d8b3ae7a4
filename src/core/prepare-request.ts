import type { MethodPolicy, RetryPolicy } from "../api/policy.ts";
import { parameters } from "../validation/values.ts";
import { type Auth, readAuth } from "./auth.ts";
import { defaults } from "./defaults.ts";
import { apiUrl } from "./endpoints.ts";
import type { MethodSpec } from "./method-spec.ts";
import { type PreparedRequest, sharedParams } from "./request.ts";
import { currentSettings } from "./settings-scope.ts";

/** Whose rate limit a request counts toward. */
export type RateLimitKind = keyof typeof defaults.requestsPerSecond;

/**
 * Prepares a request: the same for every attempt.
 *
 * @param spec the VK method
 * @param params its parameters
 * @param auth the credentials
 * @param kind whose rate limit it counts toward
 * @throws {ArgumentError} if the credentials or a parameter are invalid
 */
export function prepareRequest(
  spec: MethodSpec,
  params: object,
  auth: Auth,
  kind: RateLimitKind,
): PreparedRequest {
  const settings = currentSettings();
  const { token, fields } = readAuth(auth);
  // Each layer goes before the ones above it.
  const layers: readonly object[] = [
    { v: defaults.apiVersion },
    idempotencyKey(spec.policy.retry),
    acceptedBy(spec, withoutContradiction(fields, params as Readonly<Record<string, unknown>>, spec)), // any object
    params,
    spec.anyParameters ? extra(settings.params) : acceptedBy(spec, extra(settings.params)),
  ];
  const encoded = spec.encode(Object.assign({}, ...layers));
  return {
    method: spec.name,
    params: { ...encoded, access_token: token },
    apiUrl: apiUrl(settings),
    policy: policyOfCall(spec.policy, encoded),
    rps: settings.rps ?? defaults.requestsPerSecond[kind],
    settings,
  };
}

function extra(params: Readonly<Record<string, unknown>> | undefined): object {
  return params ? parameters("param", params) : {};
}

/** Parameters that name, in another way, what a field of the credentials names: where one is given, the field would contradict it. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  app_id: ["group_id"],
  group_id: ["group_ids", "app_id"],
  owner_id: ["domain"],
};

/** The fields of the credentials that contradict no parameter; of an application and a community they mean the community. */
function withoutContradiction(
  fields: Readonly<Record<string, unknown>>,
  params: Readonly<Record<string, unknown>>,
  { parameters: names }: MethodSpec,
): object {
  const isGiven = (name: string): boolean =>
    names.has(name) &&
    (params[name] !== undefined || (name === "group_id" && fields[name] !== undefined && !isGiven("app_id")));
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name]) => !(Object.hasOwn(otherNames, name) && otherNames[name]?.some(isGiven)),
    ),
  );
}

/** The fields that a method has as parameters, without the empty ones. */
function acceptedBy({ parameters: names }: MethodSpec, fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => (names.has(name) || sharedParams.includes(name)) && value !== "",
    ),
  );
}

/** By this VK recognizes a retry; a key of the caller's own takes its place. */
function idempotencyKey(retry: RetryPolicy): object {
  if (retry === "guid") return { guid: crypto.randomUUID() };
  // 0 would switch VK's check off.
  return retry === "random_id"
    ? { random_id: 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (2 ** 31 - 1)) }
    : {};
}

/** Without its key, or with a key that is empty or 0, VK recognizes no repetition. */
function policyOfCall(policy: MethodPolicy, params: Readonly<Record<string, string>>): MethodPolicy {
  const { retry } = policy;
  if (retry !== "guid" && retry !== "random_id") return policy;
  return ["", "0"].includes(params[retry] ?? "") ? { ...policy, retry: "non-idempotent" } : policy;
}
