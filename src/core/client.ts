import type { MethodParams } from "../api/method-types.ts";
import type { Auth } from "./auth.ts";
import { dryRunSend } from "./dry-run.ts";
import { type CalledMethod, calledSpec, type MethodSpec } from "./method-spec.ts";
import { pipelineFor } from "./pipeline.ts";
import { prepareRequest, type RateLimitKind } from "./prepare-request.ts";
import type { VkResponse } from "./request.ts";

/**
 * Calls a VK method on behalf of a function.
 *
 * @param method its name, `wall.post`
 * @param params its parameters; those that are `undefined` are left out, also when the structure has a field of that name
 * @param auth the authorization structure; those of its fields that the method has as parameters go along
 * @param kind whose token it is, where that is known
 * @returns VK's `{response: …}`
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when there is no usable answer
 * @throws {ArgumentError} when the structure is wrong
 */
export async function call<M extends CalledMethod>(
  method: M,
  params: MethodParams<M>,
  auth: Auth,
  kind: RateLimitKind = "user",
): Promise<VkResponse<M>> {
  return (await send(calledSpec(method), params, auth, kind)) as VkResponse<M>; // VK's answer, by the official typings
}

/** Sends a call of a method, whatever it is. */
export async function send(
  spec: MethodSpec,
  params: object,
  auth: Auth,
  kind: RateLimitKind = "user",
): Promise<unknown> {
  const prepared = prepareRequest(spec, params, auth, kind);
  const { settings } = prepared;
  settings.signal?.throwIfAborted();
  return settings.dryRun ? dryRunSend(prepared) : pipelineFor(prepared)(prepared);
}
