import { type Auth, asCommunity, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import type { VkResponse } from "../core/request.ts";
import { type DateInput, optionalTime } from "../validation/dates.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { type BooleanInput, limitOf, type NumberInput, toBooleanFlag } from "../validation/numbers.ts";
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

/** A discussion, as VK describes it. */
export type Discussion = ItemOf<"board.getTopics">;

/** A message in a discussion, as VK describes it. */
export type DiscussionMessage = ItemOf<"board.getComments">;

/**
 * Gets the discussions of the community: pinned ones first, then those with the newest messages.
 *
 * @category Discussions
 * @methods board.getTopics
 * @russian ПолучитьОбсуждения
 * @short l, a
 * @param limit Maximum number of discussions; by default, all
 * @param auth Credentials
 * @returns the discussions: `[{id, title, created, created_by, updated, updated_by, is_closed, is_fixed, comments}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const discussions = await OPI_VK.getDiscussions(10, auth);
 * ```
 * @example
 * ```bash
 * oint vk getDiscussions --limit 10 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/board.getTopics
 */
export function getDiscussions(limit: NumberInput = "", auth: Auth): List<Discussion> {
  return new List(() => {
    const count = limitOf("limit", limit);
    // 1: by the time of the last message, newest first.
    return eachItem("board.getTopics", { group_id: communityOf(auth), order: 1 }, auth, { limit: count });
  });
}

/**
 * Gets the messages of a discussion.
 *
 * The oldest message comes first; with a limit or a date, the newest.
 *
 * @category Discussions
 * @methods board.getComments
 * @russian ПолучитьСообщенияОбсуждения
 * @short t, s, l, a
 * @param topic Discussion ID
 * @param since Only messages from this date on; by default, all
 * @param limit Maximum number of messages; by default, all
 * @param auth Credentials
 * @returns the messages: `[{id, from_id, date, text, attachments, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const messages = await OPI_VK.getDiscussionMessages(48950001, "", 10, auth);
 * ```
 * @example
 * ```bash
 * oint vk getDiscussionMessages --topic 48950001 --limit 10 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/board.getComments
 */
export function getDiscussionMessages(
  topic: IdInput,
  since: DateInput = "",
  limit: NumberInput = "",
  auth: Auth,
): List<DiscussionMessage> {
  return new List(() => {
    const start = optionalTime("since", since);
    const count = limitOf("limit", limit);
    const params = { group_id: communityOf(auth), topic_id: positiveId("topic", topic) };
    const sort = start === undefined && count === undefined ? ("asc" as const) : ("desc" as const);
    return from(start, eachItem("board.getComments", { ...params, sort }, auth, { limit: count }));
  });
}

/** Ends a list, newest first, at the first message before a date. */
async function* from(
  start = 0,
  newestFirst: AsyncIterable<DiscussionMessage>,
): AsyncGenerator<DiscussionMessage> {
  for await (const message of newestFirst) {
    if ((message.date ?? start) < start) return;
    yield message;
  }
}

/**
 * Changes the title of a discussion.
 *
 * @category Discussions
 * @methods board.editTopic
 * @russian ИзменитьОбсуждение
 * @short t, n, a
 * @param topic Discussion ID
 * @param title New title
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.editDiscussion(48950001, "Delivery and pickup", auth);
 * ```
 * @example
 * ```bash
 * oint vk editDiscussion --topic 48950001 --title "Delivery and pickup" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/board.editTopic
 */
export async function editDiscussion(
  topic: IdInput,
  title: string,
  auth: Auth,
): Promise<VkResponse<"board.editTopic">> {
  const params = {
    group_id: communityOf(auth),
    topic_id: positiveId("topic", topic),
    title: nonEmptyString("title", title),
  };
  return call("board.editTopic", params, auth);
}
