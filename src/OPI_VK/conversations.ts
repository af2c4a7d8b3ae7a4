import type { Auth } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import { newerThan } from "../core/newer-than.ts";
import type { VkResponse } from "../core/request.ts";
import { oneOf } from "../validation/choices.ts";
import { type DateInput, optionalTime } from "../validation/dates.ts";
import { type IdInput, id } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";

/** A conversation with its last message, as VK describes it. */
export type Conversation = ItemOf<"messages.getConversations">;

/** A message, as VK describes it. */
export type Message = ItemOf<"messages.getHistory">;

/** Which conversations: all, those with unread messages, those that wait for an answer, or those that are marked as important. */
export type ConversationFilter = "all" | "unread" | "unanswered" | "important";

const filters: readonly ConversationFilter[] = ["all", "unread", "unanswered", "important"];

/**
 * Gets the conversations of the community, the one with the newest message first.
 *
 * @category Messages
 * @methods messages.getConversations
 * @russian ПолучитьДиалоги
 * @short f, l, a
 * @param filter Which conversations: `all`, those with unread messages (`unread`), those whose last message is the user's
 *   (`unanswered`), or those that are marked as important (`important`)
 * @param limit Maximum number of conversations; by default, all
 * @param auth Credentials
 * @returns the conversations: `[{conversation: {peer: {id, type}, unread_count, can_write, …}, last_message: {id, from_id,
 *   date, text, …}}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const unread = await OPI_VK.getConversations("unread", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk getConversations --filter unread --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/messages.getConversations
 */
export function getConversations(
  filter: ConversationFilter = "all",
  limit: NumberInput = "",
  auth: Auth,
): List<Conversation> {
  return new List(() =>
    eachItem("messages.getConversations", { filter: oneOf("filter", filter, filters) }, auth, {
      limit: limitOf("limit", limit),
    }),
  );
}

/**
 * Gets the messages of a conversation, the newest first.
 *
 * @category Messages
 * @methods messages.getHistory
 * @russian ПолучитьСообщения
 * @short p, s, l, a
 * @param peer ID of the user or chat (2000000000 plus its number)
 * @param since Only messages from this date on; by default, all
 * @param limit Maximum number of messages; by default, all
 * @param auth Credentials
 * @returns the messages: `[{id, from_id, peer_id, date, text, attachments, out, …}]`; `out` is 1 if the community wrote the
 *   message
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const messages = await OPI_VK.getMessages(100002, "2025-12-01", 10, auth);
 * ```
 * @example
 * ```bash
 * oint vk getMessages --peer 100002 --limit 10 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/messages.getHistory
 */
export function getMessages(
  peer: IdInput,
  since: DateInput = "",
  limit: NumberInput = "",
  auth: Auth,
): List<Message> {
  return new List(() => {
    const params = { peer_id: id("peer", peer) };
    const start = optionalTime("since", since);
    const count = limitOf("limit", limit);
    return start === undefined
      ? eachItem("messages.getHistory", params, auth, { limit: count })
      : newerThan(start, eachItem("messages.getHistory", params, auth), count);
  });
}

/**
 * Marks all messages of a conversation as read.
 *
 * @category Messages
 * @methods messages.markAsRead
 * @russian ОтметитьПрочитанным
 * @short p, a
 * @param peer ID of the user or chat (2000000000 plus its number)
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.markAsRead(100002, auth);
 * ```
 * @example
 * ```bash
 * oint vk markAsRead --peer 100002 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/messages.markAsRead
 */
export async function markAsRead(peer: IdInput, auth: Auth): Promise<VkResponse<"messages.markAsRead">> {
  return call("messages.markAsRead", { peer_id: id("peer", peer) }, auth, "community");
}
