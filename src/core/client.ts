import type { Methods } from "../api/generated/parameters.ts";
import { OintError } from "../errors.ts";
import { type Auth, readAuth, renewalOf, withToken } from "./auth.ts";
import { dryRunSend } from "./dry-run.ts";
import { pipelineFor } from "./pipeline.ts";
import { prepareRequest, type RateLimitKind } from "./prepare-request.ts";
import type { Method, VkResponse } from "./request.ts";
import { withSettings } from "./settings-scope.ts";

/**
 * Calls a VK method.
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
export async function call<M extends Method>(
  method: M,
  params: Methods[M]["params"],
  auth: Auth,
  kind: RateLimitKind = "user",
): Promise<VkResponse<M>> {
  const renew = renewalOf(auth);
  const current = renew ? withToken(auth, await renew()) : auth;
  const prepared = prepareRequest(method, params, current, kind);
  const { settings } = prepared;
  settings.signal?.throwIfAborted();
  const send = settings.dryRun ? dryRunSend : pipelineFor(prepared);
  return (await send(prepared)) as VkResponse<M>; // VK's answer, by the official typings
}

/** A call among many. */
export interface ManyCall<M extends Method = Method> {
  /** The VK method. */
  readonly method: M;
  /** Its parameters. */
  readonly params: Methods[M]["params"];
}

/**
 * Makes many VK calls with few requests: up to 25 go together through VK's `execute`.
 *
 * @param calls the calls, in any number; methods that save an upload go by themselves
 * @param auth authorization structure
 * @returns what became of each call, in their order: VK's `{response: …}`, or the error of that call
 * @throws {ArgumentError} when the structure is wrong
 * @example
 * ```ts
 * import { callMany } from "oint";
 *
 * const posts = [42, 43];
 * const likes = posts.map(item_id => ({ method: "likes.add", params: { type: "post", item_id } }) as const);
 * const results = await callMany(likes, auth);
 * for (const result of results) if (result instanceof Error) console.error(result.message);
 * ```
 * @see https://dev.vk.com/ru/method/execute
 */
export async function callMany<M extends Method>(
  calls: ReadonlyArray<ManyCall<M>>,
  auth: Auth,
): Promise<Array<VkResponse<M> | OintError>> {
  readAuth(auth);
  return withSettings({ batch: true }, () =>
    Promise.all(
      calls.map(({ method, params }) =>
        call(method, params, auth).catch((error: unknown) => {
          if (error instanceof OintError) return error;
          throw error;
        }),
      ),
    ),
  );
}
