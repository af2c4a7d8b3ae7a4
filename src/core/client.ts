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
 * @param method the method name, `wall.post`
 * @param params its parameters; one that is `undefined` is omitted, even if the credentials have a field of that name
 * @param auth the credentials; fields that the method has as parameters are sent too
 * @param kind token type, which selects the rate limit
 * @returns VK's `{response: …}`
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if there is no usable response
 * @throws {ArgumentError} if the credentials are invalid
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
  return (await send(prepared)) as VkResponse<M>; // VK's response, as the official typings declare it
}

/** One of the calls of {@link callMany}. */
export interface ManyCall<M extends Method = Method> {
  /** The VK method. */
  readonly method: M;
  /** Its parameters. */
  readonly params: Methods[M]["params"];
}

/**
 * Makes many VK calls with few requests: one request to VK's `execute` contains up to 25 calls.
 *
 * @param calls the calls, any number; methods that save an upload are sent in requests of their own
 * @param auth credentials
 * @returns the result of each call, in the same order: VK's `{response: …}`, or the error of that call
 * @throws {ArgumentError} if the credentials are invalid
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
