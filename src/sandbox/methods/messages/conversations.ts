import { deleteConversation as deleteAll } from "../../actions/messages.ts";
import { readConversation } from "../../actions/reading.ts";
import { invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { accountOf } from "../../oauth/bearer.ts";
import { flag, number, type Params, slice } from "../../server/parameters.ts";
import { conversationOf } from "../../state/messages.ts";
import type { Conversation } from "../../state/model/index.ts";
import { groupOf, userOf } from "../../state/people.ts";
import type { State } from "../../state/schema.ts";
import { chatOf, conversationObject, isUnanswered, unreadCount } from "../../views/conversation.ts";
import { messageObject } from "../../views/message.ts";
import { profilesOf } from "../../views/profiles.ts";
import { ids, words } from "../names.ts";
import { checkChat, messageOf, peerOf } from "./peers.ts";

/** Maximum page sizes. Sources: https://dev.vk.com/ru/method/messages.getConversations and related pages */
const limits = { conversations: 200, found: 255 };

/** Conversations of an account that have messages, with the newest message first. */
function conversationsOf(state: State, account_id: number): Conversation[] {
  const newest = ({ peer_id }: Conversation) => state.messages.last("peer", account_id, peer_id)?.id ?? 0;
  return state.conversations
    .by("account", account_id)
    .map(conversation => ({ conversation, id: newest(conversation) }))
    .filter(({ id }) => id > 0)
    .sort((a, b) => b.id - a.id)
    .map(({ conversation }) => conversation);
}

/** Which conversations a filter selects. The sandbox has no archive, and nobody sorts chats. */
const filters: Readonly<Record<string, (state: State, conversation: Conversation) => boolean>> = {
  all: () => true,
  unread: (state, conversation) => unreadCount(state, conversation) > 0,
  important: (_, { important }) => important === true,
  unanswered: isUnanswered,
};

/** Who takes part in conversations: the other side, or the members of a chat. */
function participants(state: State, account_id: number, peers: readonly number[]): number[] {
  return peers.flatMap(peer => chatOf(state, account_id, peer)?.members ?? [peer]);
}

/** The fields `profiles` and `groups` of an extended response about conversations. */
export function participantFields(
  params: Params,
  context: Context,
  peers: readonly number[],
  authors: readonly number[] = [],
): object {
  if (!flag(params, "extended")) return {};
  const all = participants(context.state, accountOf(params, context.bearer), peers);
  return profilesOf([...all, ...authors], words(params, "fields"), context);
}

const getConversations: Handler = (params, context) => {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const isChosen = filters[params.filter ?? "all"] ?? (() => false);
  const start = number(params, "start_message_id", Number.POSITIVE_INFINITY);
  const all = conversationsOf(state, account_id);
  const chosen = all.filter(
    conversation => isChosen(state, conversation) && conversation.last_message_id <= start,
  );
  const { count, items } = slice(params, chosen, 20, limits.conversations);
  const unread = all.filter(conversation => unreadCount(state, conversation) > 0);
  const lastMessages = items.map(({ peer_id }) => state.messages.last("peer", account_id, peer_id));
  return {
    count,
    ...(unread.length > 0 ? { unread_count: unread.length } : {}),
    items: items.map(({ peer_id }, i) => {
      const last = lastMessages[i];
      const last_message = last ? messageObject(last, context) : undefined;
      return { conversation: conversationObject(account_id, peer_id, context), last_message };
    }),
    ...participantFields(
      params,
      context,
      items.map(({ peer_id }) => peer_id),
      lastMessages.flatMap(message => message?.from_id ?? []),
    ),
  };
};

const getConversationsById: Handler = (params, context) => {
  const account_id = accountOf(params, context.bearer);
  const peers = ids(params, "peer_ids");
  if (peers.length > 100) throw invalid("peer_ids: more than 100");
  for (const peer of peers) checkChat(context.state, account_id, peer);
  return {
    count: peers.length,
    items: peers.map(peer => conversationObject(account_id, peer, context)),
    ...participantFields(params, context, peers),
  };
};

/** The name of the other side of a conversation. */
function titleOf(state: State, account_id: number, peer_id: number): string {
  const chat = chatOf(state, account_id, peer_id);
  if (chat) return chat.title;
  if (peer_id < 0) return groupOf(state, -peer_id).name;
  const { first_name, last_name } = userOf(state, peer_id);
  return `${first_name} ${last_name}`;
}

const searchConversations: Handler = (params, context) => {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const q = (params.q ?? "").toLowerCase();
  const found = conversationsOf(state, account_id)
    .map(({ peer_id }) => peer_id)
    .filter(peer => titleOf(state, account_id, peer).toLowerCase().includes(q));
  const { count, items } = slice(params, found, 20, limits.found);
  return {
    count,
    items: items.map(peer => conversationObject(account_id, peer, context)),
    ...participantFields(params, context, items),
  };
};

const getConversationMembers: Handler = (params, context) => {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const peer_id = number(params, "peer_id");
  checkChat(state, account_id, peer_id);
  const chat = chatOf(state, account_id, peer_id);
  const members = chat?.members ?? [...new Set([peer_id, account_id])];
  const { count, items } = slice(params, members, 20, 1000);
  const admin = chat?.admin_id;
  return {
    count,
    items: items.map(member_id => ({
      member_id,
      ...(chat && admin !== undefined
        ? {
            invited_by: admin,
            join_date: chat.created,
            ...(member_id === admin ? { is_admin: true, is_owner: true } : {}),
            can_kick: account_id === admin && member_id !== admin,
          }
        : {}),
    })),
    ...profilesOf(items, words(params, "fields"), context),
  };
};

const markAsRead: Handler = (params, context) => {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const read = ids(params, "message_ids").flatMap(id => messageOf(state, account_id, id) ?? []);
  const peer_id = number(params, "peer_id") || read[0]?.peer_id;
  if (!peer_id) throw invalid("peer_id is undefined");
  const conversation = conversationOf(state, account_id, peer_id);
  const cmid = number(params, "up_to_cmid");
  const upToCmid = state.messages.last("conversationMessage", account_id, peer_id, cmid)?.id;
  const upTo = [number(params, "start_message_id"), upToCmid ?? 0, ...read.map(({ id }) => id)];
  const named = Math.max(...upTo);
  const in_read = named > 0 ? Math.min(named, conversation.last_message_id) : conversation.last_message_id;
  if (flag(params, "mark_conversation_as_read")) state.conversations.put({ ...conversation, answered: true });
  readConversation(state, account_id, peer_id, in_read);
  return 1;
};

/** Sets a mark of a conversation; without the parameter, VK sets it. */
const mark =
  (field: "important" | "answered"): Handler =>
  (params, { state, bearer }) => {
    const conversation = state.conversations.get(accountOf(params, bearer), number(params, "peer_id"));
    if (!conversation) throw invalid("peer_id is invalid");
    state.conversations.update(conversation, { [field]: params[field] !== "0" });
    return 1;
  };

const deleteConversation: Handler = (params, { state, bearer }) => ({
  last_deleted_id: deleteAll(state, accountOf(params, bearer), peerOf(params, state)),
});

/** Methods for conversations. */
export const conversations: Readonly<Record<string, Handler>> = {
  "messages.getConversations": getConversations,
  "messages.getConversationsById": getConversationsById,
  "messages.searchConversations": searchConversations,
  "messages.getConversationMembers": getConversationMembers,
  "messages.markAsRead": markAsRead,
  "messages.markAsImportantConversation": mark("important"),
  "messages.markAsAnsweredConversation": mark("answered"),
  "messages.deleteConversation": deleteConversation,
};
