import { markMessage } from "../../actions/messages.ts";
import { invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { accountOf } from "../../oauth/bearer.ts";
import { flag, number, type Params, slice } from "../../server/parameters.ts";
import { conversationOf } from "../../state/messages.ts";
import type { Message } from "../../state/model/index.ts";
import { conversationObject } from "../../views/conversation.ts";
import { messageObject } from "../../views/message.ts";
import { attachmentObjects } from "../../views/post.ts";
import { profilesOf } from "../../views/profiles.ts";
import { ids, words } from "../names.ts";
import { participantFields } from "./conversations.ts";
import { checkChat, messagesOf, peerOf } from "./peers.ts";

/** Maximum page sizes. Sources: https://dev.vk.com/ru/method/messages.getHistory, messages.search */
const limits = { history: 200, found: 100, attachments: 200, ids: 100 };
/** `start_message_id` for the first message that was not read. */
const firstUnread = -1;

/** A list of messages, with those who wrote them in an extended response. */
function messageList(messages: readonly Message[], params: Params, context: Context): object {
  const length = number(params, "preview_length");
  const preview = (text: string) => (length && text.length > length ? `${text.slice(0, length)}...` : text);
  const items = messages.map(message => ({
    ...messageObject(message, context),
    text: preview(message.text),
  }));
  const peers = [...new Set(messages.map(({ peer_id }) => peer_id))];
  const authors = messages.map(({ from_id }) => from_id);
  return { items, ...participantFields(params, context, peers, authors) };
}

/** The conversations of messages, which some extended responses add. */
function conversationList(messages: readonly Message[], params: Params, context: Context): object {
  if (!flag(params, "extended")) return {};
  const account = accountOf(params, context.bearer);
  const peers = [...new Set(messages.map(({ peer_id }) => peer_id))];
  return { conversations: peers.map(peer => conversationObject(account, peer, context)) };
}

/**
 * The messages from an offset on. `start_message_id` is where the offset counts from; a negative offset selects messages
 * before it in the list, which are newer ones, or, with `rev`, older ones.
 */
function pageOfHistory(newestFirst: readonly Message[], params: Params, inRead: number): Message[] {
  const isReversed = flag(params, "rev");
  const list = isReversed ? newestFirst.toReversed() : newestFirst;
  const named = number(params, "start_message_id");
  const unread = newestFirst.findLast(({ id, out }) => !out && id > inRead)?.id;
  const start = named === firstUnread ? (unread ?? 0) : named;
  const position = start ? list.findIndex(({ id }) => (isReversed ? id >= start : id <= start)) : 0;
  const origin = position < 0 ? list.length : position;
  const from = Math.max(0, origin + number(params, "offset"));
  const count = number(params, "count", 20);
  if (count < 0 || count > limits.history) throw invalid(`count should be from 0 to ${limits.history}`);
  return list.slice(from, from + count);
}

const getHistory: Handler = (params, context) => {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const peer_id = peerOf(params, state);
  checkChat(state, account_id, peer_id);
  const all = state.messages.by("peer", account_id, peer_id).toReversed();
  const page = pageOfHistory(all, params, conversationOf(state, account_id, peer_id).in_read);
  const extended = flag(params, "extended")
    ? { conversations: [conversationObject(account_id, peer_id, context)] }
    : {};
  return { count: all.length, ...messageList(page, params, context), ...extended };
};

const getById: Handler = (params, context) => {
  if (ids(params, "message_ids").length > limits.ids) throw invalid(`message_ids: more than ${limits.ids}`);
  const messages = messagesOf(params, context, "cmids");
  return { count: messages.length, ...messageList(messages, params, context) };
};

const getByConversationMessageId: Handler = (params, context) => {
  const messages = messagesOf(params, context, "conversation_message_ids");
  return { count: messages.length, ...messageList(messages, params, context) };
};

const search: Handler = (params, context) => {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const peer_id = number(params, "peer_id");
  const q = (params.q ?? "").toLowerCase();
  if (!q && !params.date) throw invalid("q is undefined");
  const before = number(params, "date", Number.POSITIVE_INFINITY);
  const all = peer_id
    ? state.messages.by("peer", account_id, peer_id)
    : state.messages.by("account", account_id);
  const found = all.filter(({ text, date }) => text.toLowerCase().includes(q) && date <= before).toReversed();
  const { count, items } = slice(params, found, 20, limits.found);
  return { count, ...messageList(items, params, context), ...conversationList(items, params, context) };
};

const getImportantMessages: Handler = (params, context) => {
  const account_id = accountOf(params, context.bearer);
  const important = context.state.messages.by("account", account_id).filter(message => message.important);
  const { count, items } = slice(params, important.toReversed(), 20, limits.history);
  const list = items.map(message => messageObject(message, context));
  const peers = [...new Set(items.map(({ peer_id }) => peer_id))];
  return {
    messages: { count, items: list },
    conversations: peers.map(peer => conversationObject(account_id, peer, context)),
    ...participantFields(params, context, peers),
  };
};

const markAsImportant: Handler = (params, context) => {
  const messages = messagesOf(params, context, "cmids");
  for (const message of messages) markMessage(context.state, message, flag(params, "important"));
  return messages.map(({ id }) => id);
};

/** VK calls links `share`. */
const attachmentType = (mediaType: string) => (mediaType === "share" ? "link" : mediaType);

const getHistoryAttachments: Handler = (params, context) => {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const listed = words(params, "attachment_types");
  const types = (listed.length > 0 ? listed : [params.media_type || "photo"]).map(attachmentType);
  const peer_id = number(params, "peer_id");
  const all = state.messages
    .by("peer", account_id, peer_id)
    .toReversed()
    .flatMap(({ id, from_id, date, conversation_message_id: cmid, attachments }) =>
      attachmentObjects(attachments, context)
        .map((attachment, i) => ({ attachment, message_id: id, from_id, date, cmid, position: i + 1 }))
        .filter(({ attachment }) => types.includes(attachment.type)),
    );
  const count = number(params, "count", 30);
  if (count > limits.attachments) throw invalid(`count should be from 0 to ${limits.attachments}`);
  // `next_from` is where the next page starts; VK gives it back as `start_from`.
  const from = number(params, "offset") || number(params, "start_from");
  const items = all.slice(from, from + count);
  const next = from + items.length;
  const people = profilesOf(
    items.map(({ from_id }) => from_id),
    words(params, "fields"),
    context,
  );
  return {
    items,
    ...(next < all.length ? { next_from: String(next) } : {}),
    ...(flag(params, "extended") || params.fields ? people : {}),
  };
};

/** Methods that return messages. */
export const history: Readonly<Record<string, Handler>> = {
  "messages.getHistory": getHistory,
  "messages.getById": getById,
  "messages.getByConversationMessageId": getByConversationMessageId,
  "messages.search": search,
  "messages.getImportantMessages": getImportantMessages,
  "messages.markAsImportant": markAsImportant,
  "messages.getHistoryAttachments": getHistoryAttachments,
};
