import type { MethodParams } from "../api/method-types.ts";
import { type Auth, renewalOf, withToken } from "./auth.ts";
import { dryRunSend } from "./dry-run.ts";
import { type CalledMethod, calledSpec, type MethodSpec } from "./method-spec.ts";
import { pipelineFor } from "./pipeline.ts";
import { prepareRequest, type RateLimitKind } from "./prepare-request.ts";
import type { VkResponse } from "./request.ts";

/**
 * Calls a VK method for a function.
 *
 * @param method the method name, `wall.post`
 * @param params its parameters; one that is `undefined` is omitted, even if the credentials have a field of that name
 * @param auth the credentials; fields that the method has as parameters are sent too
 * @param kind token type, which selects the rate limit
 * @returns VK's `{response: …}`
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if there is no usable response
 * @throws {ArgumentError} if the credentials are invalid
 */
export async function call<M extends CalledMethod>(
  method: M,
  params: MethodParams<M>,
  auth: Auth,
  kind: RateLimitKind = "user",
): Promise<VkResponse<M>> {
  return (await send(calledSpec(method), params, auth, kind)) as VkResponse<M>; // VK's response, as the official typings declare it
}

/** Calls a VK method that was looked up. */
export async function send(
  spec: MethodSpec,
  params: object,
  auth: Auth,
  kind: RateLimitKind = "user",
): Promise<unknown> {
  const renew = renewalOf(auth);
  const current = renew ? withToken(auth, await renew()) : auth;
  const prepared = prepareRequest(spec, params, current, kind);
  const { settings } = prepared;
  settings.signal?.throwIfAborted();
  return settings.dryRun ? dryRunSend(prepared) : pipelineFor(prepared)(prepared);
}
