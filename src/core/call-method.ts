import type { MethodName, MethodParams } from "../api/method-types.ts";
import { OintError } from "../errors.ts";
import { type Auth, readAuth } from "./auth.ts";
import { send } from "./client.ts";
import { type CallOptions, findSpec, type MethodSpec } from "./method-spec.ts";
import type { VkResponse } from "./request.ts";
import { withSettings } from "./settings-scope.ts";

/**
 * Calls any method of VK by its name. Its parameters are checked before anything is sent, and it is repeated only where
 * that is safe.
 *
 * @param method its name, `wall.get`
 * @param params its parameters, by VK's names
 * @param auth authorization structure; those of its fields that the method has as parameters go along
 * @param options `{ unchecked: true }` sends a method and parameters that oint does not know
 * @returns VK's `{response: …}`
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when there is no usable answer
 * @throws {ArgumentError} when VK has no such method, or a parameter is wrong
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
 * Calls a method of VK that oint need not know.
 *
 * @param method its name
 * @param params its parameters, by VK's names
 * @param auth authorization structure; those of its fields that the method is known to have go along
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

/** VK's answer to a method that oint need not know. */
export interface AnyResponse {
  /** What the method returned. */
  readonly response: unknown;
}

/** A call among many. */
export interface ManyCall<M extends MethodName = MethodName> {
  /** The VK method. */
  readonly method: M;
  /** Its parameters. */
  readonly params: MethodParams<M>;
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
export async function callMany<M extends MethodName>(
  calls: ReadonlyArray<ManyCall<M>>,
  auth: Auth,
): Promise<Array<VkResponse<M> | OintError>> {
  readAuth(auth);
  // Calls go together when they are made at the same time, so all methods are looked up first.
  const specs = await Promise.all(calls.map(({ method }) => findSpec(method).catch(ownError)));
  return withSettings({ batch: true }, () =>
    Promise.all(
      calls.map(({ params }, i) => sendOne(specs[i], params, auth) as Promise<VkResponse<M> | OintError>), // VK's answer
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

/** An error of the call itself is its result; what is none of oint's errors ends everything. */
function ownError(error: unknown): OintError {
  if (error instanceof OintError) return error;
  throw error;
}
