import type { MethodName, MethodParams } from "../api/method-types.ts";
import { OintError } from "../errors.ts";
import { type Auth, readAuth } from "./auth.ts";
import { send } from "./client.ts";
import { ownError } from "./item-error.ts";
import { type CallOptions, findSpec, type MethodSpec } from "./method-spec.ts";
import type { VkResponse } from "./request.ts";
import { withSettings } from "./settings-scope.ts";

/**
 * Calls any VK method by its name. The parameters are validated before the call is sent, and a failed call is retried only if
 * that is safe.
 *
 * @param method the method name, `wall.get`
 * @param params its parameters, with VK's names
 * @param auth credentials; fields that the method has as parameters are sent too
 * @param options `{ unchecked: true }` sends a method and parameters that oint does not know
 * @returns VK's `{response: …}`
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if there is no usable response
 * @throws {ArgumentError} if VK has no such method, or a parameter is invalid
 * @example
 * ```ts
 * import { callMethod } from "oint";
 *
 * const { response } = await callMethod("wall.get", { owner_id: -1, count: 5 }, auth);
 * console.log(response.count);
 * ```
 * @see https://dev.vk.com/ru/method
 */
export function callMethod<M extends MethodName>(
  method: M,
  params: MethodParams<M>,
  auth: Auth,
  options?: { readonly unchecked?: false | undefined },
): Promise<VkResponse<M>>;
/**
 * Calls a VK method that oint may not know. A call that may have arrived is never retried.
 *
 * @param method the method name
 * @param params its parameters, with VK's names
 * @param auth credentials; fields that the method is known to have as parameters are sent too
 * @param options `{ unchecked: true }`
 * @returns VK's `{response: …}`
 */
export function callMethod(
  method: string,
  params: Readonly<Record<string, unknown>>,
  auth: Auth,
  options: { readonly unchecked: true },
): Promise<AnyResponse>;
export async function callMethod(
  method: string,
  params: object,
  auth: Auth,
  options: CallOptions = {},
): Promise<unknown> {
  return send(await findSpec(method, options), params, auth);
}

/** VK's response to a method that oint may not know. */
export interface AnyResponse {
  /** What the method returned. */
  readonly response: unknown;
}

/** One of the calls of {@link callMany}. */
export interface ManyCall<M extends MethodName = MethodName> {
  /** The VK method. */
  readonly method: M;
  /** Its parameters. */
  readonly params: MethodParams<M>;
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
export async function callMany<M extends MethodName>(
  calls: ReadonlyArray<ManyCall<M>>,
  auth: Auth,
): Promise<Array<VkResponse<M> | OintError>> {
  readAuth(auth);
  // Only calls that are made at the same time share a request, so all methods are looked up first.
  const specs = await Promise.all(calls.map(({ method }) => findSpec(method).catch(ownError)));
  return withSettings({ batch: true }, () =>
    Promise.all(
      calls.map(({ params }, i) => sendOne(specs[i], params, auth) as Promise<VkResponse<M> | OintError>), // VK's response
    ),
  );
}

async function sendOne(
  spec: MethodSpec | OintError | undefined,
  params: object,
  auth: Auth,
): Promise<unknown> {
  return spec === undefined || spec instanceof OintError ? spec : send(spec, params, auth).catch(ownError);
}
