import { type Auth, communityOf, withToken } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import type { VkResponse } from "../core/request.ts";
import { wallOf } from "../core/wall-owner.ts";
import { type IdInput, id, positiveId } from "../validation/ids.ts";
import { type Keyboard, optionalKeyboard } from "../validation/keyboard.ts";
import { type BooleanInput, toBooleanFlag } from "../validation/numbers.ts";
import { nonEmptyString, trimmedSecret, optionalUrl as urlOf } from "../validation/strings.ts";

/**
 * Likes a post.
 *
 * @category Interactive
 * @methods likes.add
 * @russian ПоставитьЛайк
 * @short p, w, a
 * @param post Post ID
 * @param wall ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param auth Credentials
 * @returns `{response: {likes}}`, the number of likes; a repeated like counts once
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.likePost(42, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk likePost --post 42 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/likes.add
 */
export async function likePost(
  post: IdInput,
  wall: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"likes.add">> {
  return call("likes.add", postOf(post, wall, auth), auth);
}

/** Parameters of methods for likes that name a post. */
function postOf(post: IdInput, wall: IdInput, auth: Auth) {
  return {
    type: "post",
    item_id: positiveId("post", post),
    owner_id: wallOf("wall", wall, auth),
  } as const;
}

/**
 * Removes the like from a post.
 *
 * @category Interactive
 * @methods likes.delete
 * @russian СнятьЛайк
 * @short p, w, a
 * @param post Post ID
 * @param wall ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param auth Credentials
 * @returns `{response: {likes}}`, the number of likes that are left
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.unlikePost(43, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk unlikePost --post 43 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/likes.delete
 */
export async function unlikePost(
  post: IdInput,
  wall: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"likes.delete">> {
  return call("likes.delete", postOf(post, wall, auth), auth);
}

/** Someone who likes a post, as VK describes them. */
export type Liker = Exclude<ItemOf<"likes.getList">, number>;

/**
 * Gets those who like a post, the latest like first.
 *
 * @category Interactive
 * @methods likes.getList
 * @russian ПолучитьЛайки
 * @short p, w, a
 * @param post Post ID
 * @param wall ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param auth Credentials
 * @returns users and communities: `[{id, type, first_name, last_name, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const likes = await OPI_VK.getLikes(43, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk getLikes --post 43 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/likes.getList
 */
export function getLikes(post: IdInput, wall: IdInput = "", auth: Auth): List<Liker> {
  return new List(() => {
    const params = { ...postOf(post, wall, auth), extended: 1 } as const;
    return eachItem("likes.getList", params, auth) as AsyncGenerator<Liker>; // no numbers, as it is extended
  });
}

/**
 * Reposts a post to a community wall.
 *
 * @category Interactive
 * @methods wall.repost
 * @russian СделатьРепост
 * @short p, f, t, a, h
 * @param post Post ID
 * @param from ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param to ID of the community to repost to, with or without a minus; by default, the community of the
 *   credentials
 * @param ad Mark the repost as an ad
 * @param auth Credentials
 * @returns `{response: {success, post_id, reposts_count, likes_count}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.makeRepost(42, -1, "", false, auth);
 * ```
 * @example
 * ```bash
 * oint vk makeRepost --post 42 --from -1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.repost
 */
export async function makeRepost(
  post: IdInput,
  from: IdInput = "",
  to: IdInput = "",
  ad: BooleanInput = false,
  auth: Auth,
): Promise<VkResponse<"wall.repost">> {
  return call(
    "wall.repost",
    {
      object: `wall${wallOf("from", from, auth)}_${positiveId("post", post)}`,
      group_id: to === "" ? communityOf(auth) : positiveId("to", to),
      mark_as_ads: toBooleanFlag("ad", ad),
    },
    auth,
  );
}

/**
 * Sends a message to a user on behalf of the community.
 *
 * @category Interactive
 * @methods messages.send
 * @russian НаписатьСообщение
 * @short t, u, c, k, a
 * @communityToken ct
 * @param text Text of the message, up to 9000 characters; VK may accept no more than about 4096
 * @param user User ID; the user must have allowed messages from the community
 * @param ct Community token with the messages scope; by default, the token of the credentials, if it is a community's
 * @param keyboard Keyboard of the message, as formKeyboard returns it
 * @param auth Credentials
 * @returns `{response: number}`, the message ID
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.writeMessage("Your order is ready", 657846756, "***", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk writeMessage --text "Your order is ready" --user 657846756 --ct "***" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/messages.send
 */
export async function writeMessage(
  text: string,
  user: IdInput,
  ct: string = "",
  keyboard: Keyboard = "",
  auth: Auth,
): Promise<VkResponse<"messages.send">> {
  const params = {
    user_id: positiveId("user", user),
    message: nonEmptyString("text", text),
    keyboard: optionalKeyboard("keyboard", keyboard),
  };
  const sender = ct === "" ? auth : withToken(auth, trimmedSecret("ct", ct));
  return call("messages.send", params, sender, "community");
}

/**
 * Adds a comment to a post on behalf of the community.
 *
 * @category Interactive
 * @methods wall.createComment
 * @russian НаписатьКомментарий
 * @short p, w, t, a
 * @param post Post ID
 * @param wall ID of the wall owner: negative for a community, positive for a user
 * @param text Text of the comment
 * @param auth Credentials
 * @returns `{response: {comment_id, parents_stack}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.writeComment(42, -218861756, "Thank you", auth);
 * ```
 * @example
 * ```bash
 * oint vk writeComment --post 42 --wall -218861756 --text "Thank you" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.createComment
 */
export async function writeComment(
  post: IdInput,
  wall: IdInput,
  text: string,
  auth: Auth,
): Promise<VkResponse<"wall.createComment">> {
  return call(
    "wall.createComment",
    {
      owner_id: id("wall", wall),
      post_id: positiveId("post", post),
      message: nonEmptyString("text", text),
      // This method takes the community ID where others take 1.
      from_group: communityOf(auth),
    },
    auth,
  );
}

/**
 * Creates a vk.cc short link.
 *
 * @category Interactive
 * @methods utils.getShortLink
 * @russian СократитьСсылку
 * @short u, a
 * @param url URL to shorten, http(s)
 * @param auth Credentials
 * @returns the short URL, a string
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const short = await OPI_VK.shortenLink("https://github.com", auth);
 * ```
 * @example
 * ```bash
 * oint vk shortenLink --url https://github.com --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/utils.getShortLink
 */
export async function shortenLink(url: string, auth: Auth): Promise<string> {
  const address = urlOf("url", nonEmptyString("url", url)) ?? "";
  const { response } = await call("utils.getShortLink", { url: address }, auth);
  return String(response.short_url);
}
