import { type Auth, asCommunity, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import type { VkResponse } from "../core/request.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { type BooleanInput, toBooleanFlag } from "../validation/numbers.ts";
import { nonEmptyString } from "../validation/strings.ts";

/**
 * Creates a discussion in the community, on behalf of the community.
 *
 * @category Discussions
 * @methods board.addTopic
 * @russian СоздатьОбсуждение
 * @short t, x, a
 * @param title Title of the discussion
 * @param text Text of its first message
 * @param auth Credentials
 * @returns `{response: number}`, the discussion ID
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response: topic } = await OPI_VK.createDiscussion("Delivery", "Ask here", auth);
 * ```
 * @example
 * ```bash
 * oint vk createDiscussion --title "Delivery" --text "Ask here" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/board.addTopic
 */
export async function createDiscussion(
  title: string,
  text: string,
  auth: Auth,
): Promise<VkResponse<"board.addTopic">> {
  const params = {
    group_id: communityOf(auth),
    title: nonEmptyString("title", title),
    text: nonEmptyString("text", text),
  };
  return call("board.addTopic", { ...params, ...asCommunity(auth) }, auth);
}

/**
 * Closes or deletes a discussion.
 *
 * @category Discussions
 * @methods board.closeTopic, board.deleteTopic
 * @russian ЗакрытьОбсуждение
 * @short t, r, a
 * @param topic Discussion ID
 * @param remove Delete the discussion with all its messages; by default, it is closed and can be reopened
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.closeDiscussion(48950001, false, auth);
 * ```
 * @example
 * ```bash
 * oint vk closeDiscussion --topic 48950001 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/board.closeTopic
 */
export async function closeDiscussion(
  topic: IdInput,
  remove: BooleanInput = false,
  auth: Auth,
): Promise<VkResponse<"board.closeTopic" | "board.deleteTopic">> {
  const method = toBooleanFlag("remove", remove) ? "board.deleteTopic" : "board.closeTopic";
  return call(method, { group_id: communityOf(auth), topic_id: positiveId("topic", topic) }, auth);
}

/**
 * Reopens a closed discussion.
 *
 * @category Discussions
 * @methods board.openTopic
 * @russian ОткрытьОбсуждение
 * @short t, a
 * @param topic Discussion ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.openDiscussion(48950001, auth);
 * ```
 * @example
 * ```bash
 * oint vk openDiscussion --topic 48950001 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/board.openTopic
 */
export async function openDiscussion(topic: IdInput, auth: Auth): Promise<VkResponse<"board.openTopic">> {
  return call("board.openTopic", { group_id: communityOf(auth), topic_id: positiveId("topic", topic) }, auth);
}

/**
 * Posts a message in a discussion, on behalf of the community.
 *
 * @category Discussions
 * @methods board.createComment
 * @alias PostToDiscussion
 * @russian НаписатьВОбсуждение
 * @short t, x, a
 * @param topic Discussion ID
 * @param text Text of the message
 * @param auth Credentials
 * @returns `{response: number}`, the message ID
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response: message } = await OPI_VK.writeInDiscussion(48950001, "On Mondays", auth);
 * ```
 * @example
 * ```bash
 * oint vk writeInDiscussion --topic 48950001 --text "On Mondays" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/board.createComment
 */
export async function writeInDiscussion(
  topic: IdInput,
  text: string,
  auth: Auth,
): Promise<VkResponse<"board.createComment">> {
  const params = {
    group_id: communityOf(auth),
    topic_id: positiveId("topic", topic),
    message: nonEmptyString("text", text),
  };
  return call("board.createComment", { ...params, ...asCommunity(auth) }, auth);
}
