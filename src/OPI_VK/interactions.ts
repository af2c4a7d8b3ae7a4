import { ArgumentError } from "../errors.ts";
import { type Auth, communityOf } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { call } from "../vk/client.ts";
import {
  exact,
  type Flag,
  filled,
  flag,
  type Id,
  id,
  positiveId,
  secret,
  show,
  url as urlOf,
} from "../vk/values.ts";

/** A wall: the one that is named, or else the community's own. */
function wallOf(argument: string, wall: Id, auth: Auth): number {
  return wall === "" ? -communityOf(auth) : id(argument, wall);
}

/**
 * Likes a post.
 *
 * @category Interactive
 * @methods likes.add
 * @russian ПоставитьЛайк
 * @short p, w, a
 * @param post number of the post
 * @param wall wall where the post is: negative for a community, positive for a user; empty: the
 *   community's own
 * @param auth authorization structure
 * @returns `{response: {likes}}`, how many like it now; a repeated like counts once
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
export async function likePost(post: Id, wall: Id = "", auth: Auth): Promise<Answer<"likes.add">> {
  const params = {
    type: "post",
    item_id: positiveId("post", post),
    owner_id: wallOf("wall", wall, auth),
  } as const;
  return call("likes.add", params, auth);
}

/**
 * Shares a post on a community's wall.
 *
 * @category Interactive
 * @methods wall.repost
 * @russian СделатьРепост
 * @short p, f, t, a, h
 * @param post number of the post
 * @param from wall where the post is: negative for a community, positive for a user; empty: the
 *   community's own
 * @param to number of the community where it is shared, with or without a minus; empty: the own
 *   community
 * @param ad whether to mark it as an advertisement
 * @param auth authorization structure
 * @returns `{response: {success, post_id, reposts_count, likes_count}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  post: Id,
  from: Id = "",
  to: Id = "",
  ad: Flag = false,
  auth: Auth,
): Promise<Answer<"wall.repost">> {
  return call(
    "wall.repost",
    {
      object: `wall${wallOf("from", from, auth)}_${positiveId("post", post)}`,
      group_id: to === "" ? communityOf(auth) : positiveId("to", to),
      mark_as_ads: flag("ad", ad),
    },
    auth,
  );
}

/**
 * Sends a message to a user in the community's name.
 *
 * @category Interactive
 * @methods messages.send
 * @russian НаписатьСообщение
 * @short t, u, c, k, a
 * @param text text of the message, up to 9000 characters; VK may take no more than about 4096
 * @param user number of the user, who must have allowed the community to write
 * @param ct token of the community, with the right messages
 * @param keyboard buttons under the message, as formKeyboard gives them; empty: none
 * @param auth authorization structure
 * @returns `{response: number}`, the number of the message
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  user: Id,
  ct: string,
  keyboard: Keyboard = "",
  auth: Auth,
): Promise<Answer<"messages.send">> {
  const params = {
    user_id: positiveId("user", user),
    message: filled("text", text),
    keyboard: keyboard === "" ? undefined : readKeyboard(keyboard),
  };
  return call("messages.send", params, { ...auth, access_token: secret("ct", ct) }, "community");
}

/** Buttons under a message: JSON as formKeyboard gives it, or the structure itself; an empty string: none. */
export type Keyboard = string | object;

function readKeyboard(keyboard: Keyboard): string {
  const value = typeof keyboard === "string" ? parseJson(keyboard) : keyboard;
  if (typeof value === "object" && value !== null && "buttons" in value && Array.isArray(value.buttons)) {
    // JSON goes as it came: a button's payload may hold numbers that JavaScript would change.
    return typeof keyboard === "string"
      ? keyboard
      : JSON.stringify(value, (_, each) => exact("keyboard", each));
  }
  const expected = '{"buttons":[[{"action":{"type":"text","label":"Yes"}}]]}, as formKeyboard gives it';
  throw new ArgumentError("keyboard", `got ${show(JSON.stringify(keyboard))}, expected ${expected}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Writes a comment under a post in the community's name.
 *
 * @category Interactive
 * @methods wall.createComment
 * @russian НаписатьКомментарий
 * @short p, w, t, a
 * @param post number of the post
 * @param wall wall where the post is: negative for a community, positive for a user
 * @param text text of the comment
 * @param auth authorization structure
 * @returns `{response: {comment_id, parents_stack}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  post: Id,
  wall: Id,
  text: string,
  auth: Auth,
): Promise<Answer<"wall.createComment">> {
  return call(
    "wall.createComment",
    {
      owner_id: id("wall", wall),
      post_id: positiveId("post", post),
      message: filled("text", text),
      // Here VK takes the number of the community, where other methods take 1.
      from_group: communityOf(auth),
    },
    auth,
  );
}

/**
 * Makes a short link of vk.cc.
 *
 * @category Interactive
 * @methods utils.getShortLink
 * @russian СократитьСсылку
 * @short u, a
 * @param url address to shorten, http(s)
 * @param auth authorization structure
 * @returns the short address, a string
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  const address = urlOf("url", filled("url", url)) ?? "";
  const { response } = await call("utils.getShortLink", { url: address }, auth);
  return String(response.short_url);
}
