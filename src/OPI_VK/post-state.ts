import { type Auth, requireOwner } from "../core/auth.ts";
import { call } from "../core/client.ts";
import type { VkResponse } from "../core/request.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";

/** Names a post on the wall of the credentials. */
function namedPost(post: IdInput, auth: Auth): { readonly owner_id: number; readonly post_id: number } {
  return { post_id: positiveId("post", post), owner_id: requireOwner(auth) };
}

/**
 * Publishes a suggested or scheduled post now.
 *
 * @category Community
 * @methods wall.post
 * @russian ОпубликоватьПост
 * @short p, a
 * @param post Post ID
 * @param auth Credentials
 * @returns `{response: {post_id}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.publishPost(41, auth);
 * ```
 * @example
 * ```bash
 * oint vk publishPost --post 41 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.post
 */
export async function publishPost(post: IdInput, auth: Auth): Promise<VkResponse<"wall.post">> {
  return call("wall.post", namedPost(post, auth), auth);
}

/**
 * Pins a post to the top of the community wall.
 *
 * A wall has one pinned post: a post that was pinned before is unpinned.
 *
 * @category Community
 * @methods wall.pin
 * @russian ЗакрепитьПост
 * @short p, a
 * @param post Post ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.pinPost(42, auth);
 * ```
 * @example
 * ```bash
 * oint vk pinPost --post 42 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.pin
 */
export async function pinPost(post: IdInput, auth: Auth): Promise<VkResponse<"wall.pin">> {
  return call("wall.pin", namedPost(post, auth), auth);
}

/**
 * Unpins a post of the community wall.
 *
 * @category Community
 * @methods wall.unpin
 * @russian ОткрепитьПост
 * @short p, a
 * @param post Post ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.unpinPost(42, auth);
 * ```
 * @example
 * ```bash
 * oint vk unpinPost --post 42 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.unpin
 */
export async function unpinPost(post: IdInput, auth: Auth): Promise<VkResponse<"wall.unpin">> {
  return call("wall.unpin", namedPost(post, auth), auth);
}

/**
 * Restores a deleted post of the community wall.
 *
 * @category Community
 * @methods wall.restore
 * @russian ВосстановитьПост
 * @short p, a
 * @param post Post ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.restorePost(42, auth);
 * ```
 * @example
 * ```bash
 * oint vk restorePost --post 42 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.restore
 */
export async function restorePost(post: IdInput, auth: Auth): Promise<VkResponse<"wall.restore">> {
  return call("wall.restore", namedPost(post, auth), auth);
}
