import type { MethodPolicy, RetryPolicy } from "../api/policy.ts";
import { parameters } from "../validation/parameters.ts";
import { type Auth, readAuthorization } from "./auth.ts";
import { defaults } from "./defaults.ts";
import { apiUrl } from "./endpoints.ts";
import type { MethodSpec } from "./method-spec.ts";
import { newRandomId } from "./random-id.ts";
import { type PreparedRequest, sharedParams } from "./request.ts";
import { currentSettings } from "./settings-scope.ts";

/** Token type whose rate limit applies to a request. */
export type RateLimitKind = keyof typeof defaults.requestsPerSecond;

/**
 * Prepares a request; every attempt sends the same one.
 *
 * @param spec the VK method
 * @param params its parameters
 * @param auth the credentials
 * @param kind token type, which selects the rate limit
 * @throws {ArgumentError} if the credentials or a parameter are invalid
 */
export function prepareRequest(
  spec: MethodSpec,
  params: object,
  auth: Auth,
  kind: RateLimitKind,
): PreparedRequest {
  const settings = currentSettings();
  const { token, fields } = readAuthorization(auth);
  const extra = parameters("param", settings.params ?? {});
  // Each layer overrides the layers above it.
  const layers: readonly object[] = [
    { v: defaults.apiVersion },
    idempotencyKey(spec.policy.retry),
    acceptedBy(spec, withoutContradiction(fields, params as Readonly<Record<string, unknown>>, spec)), // any object
    params,
    spec.anyParameters ? extra : acceptedBy(spec, extra),
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

/** Parameters that name in another way what a field of the credentials names; if one is set, the field would contradict it. */
const alternativeNames: Readonly<Record<string, readonly string[]>> = {
  app_id: ["group_id"],
  group_id: ["group_ids", "app_id"],
  owner_id: ["domain"],
};

/** Returns the fields that contradict no parameter. If the method takes an app or a community, the credentials select the community. */
function withoutContradiction(
  fields: Readonly<Record<string, unknown>>,
  params: Readonly<Record<string, unknown>>,
  { parameters: names }: MethodSpec,
): object {
  const isSet = (name: string): boolean =>
    names.has(name) &&
    (params[name] !== undefined || (name === "group_id" && fields[name] !== undefined && !isSet("app_id")));
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name]) => !(Object.hasOwn(alternativeNames, name) && alternativeNames[name]?.some(isSet)),
    ),
  );
}

/** Returns the fields that a method has as parameters, without empty ones. */
function acceptedBy({ parameters: names }: MethodSpec, fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => (names.has(name) || sharedParams.includes(name)) && value !== "",
    ),
  );
}

/** Creates the parameter by which VK recognizes a retry; the caller's own value overrides it. */
function idempotencyKey(retry: RetryPolicy): object {
  if (retry === "guid") return { guid: crypto.randomUUID() };
  return retry === "random_id" ? { random_id: newRandomId() } : {};
}

/** VK recognizes no retry by a key that is empty or, as a `random_id`, 0. */
function policyOfCall(policy: MethodPolicy, params: Readonly<Record<string, string>>): MethodPolicy {
  const { retry } = policy;
  if (retry !== "guid" && retry !== "random_id") return policy;
  const key = params[retry] ?? "";
  const isRecognized = retry === "guid" ? key !== "" : Number(key) !== 0;
  return isRecognized ? policy : { ...policy, retry: "non-idempotent" };
}
