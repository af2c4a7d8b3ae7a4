import { chatPeers, conversationOf, mayWrite } from "../state/messages.ts";
import type { Chat, Conversation, Message } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { messageObject } from "./message.ts";
import type { Viewer } from "./viewer.ts";

/** VK's error that a conversation names when its user forbade the community to write. */
const deniedReason = 901;

/** The chat of a conversation; `undefined` for a dialogue. */
export function chatOf({ chats }: State, account_id: number, peer_id: number): Chat | undefined {
  return peer_id > chatPeers ? chats.get(account_id, peer_id - chatPeers) : undefined;
}

/** Incoming messages of a conversation that were not read. */
export function unreadCount({ messages }: State, { account_id, peer_id, in_read }: Conversation): number {
  const last = messages.last("peer", account_id, peer_id);
  if (!last || last.id <= in_read) return 0;
  return messages.by("peer", account_id, peer_id).filter(({ id, out }) => !out && id > in_read).length;
}

/** Whether the last message of a conversation waits for an answer. */
export function isUnanswered({ messages }: State, { account_id, peer_id, answered }: Conversation): boolean {
  const last = messages.last("peer", account_id, peer_id);
  return last !== undefined && !last.out && !answered;
}

function peerOf(peer_id: number): object {
  if (peer_id > chatPeers) return { id: peer_id, type: "chat", local_id: peer_id - chatPeers };
  return { id: peer_id, type: peer_id < 0 ? "group" : "user", local_id: Math.abs(peer_id) };
}

/** A conversation object of the VK API. */
export function conversationObject(
  account_id: number,
  peer_id: number,
  viewer: Viewer,
): Record<string, unknown> {
  const { state } = viewer;
  const conversation = conversationOf(state, account_id, peer_id);
  const last = state.messages.last("peer", account_id, peer_id);
  const chat = chatOf(state, account_id, peer_id);
  const unread_count = unreadCount(state, conversation);
  const allowed = mayWrite(state, account_id, peer_id);
  return {
    peer: peerOf(peer_id),
    last_message_id: last?.id ?? 0,
    last_conversation_message_id: last?.conversation_message_id ?? 0,
    in_read: conversation.in_read,
    out_read: conversation.out_read,
    sort_id: { major_id: 0, minor_id: last?.id ?? 0 },
    ...(unread_count > 0 ? { unread_count } : {}),
    is_marked_unread: false,
    important: conversation.important ?? false,
    ...(account_id < 0 ? { unanswered: isUnanswered(state, conversation) } : {}),
    can_write: allowed ? { allowed } : { allowed, reason: deniedReason },
    ...(chat ? { chat_settings: chatSettings(chat, conversation, viewer) } : {}),
    version: 10_000_000 + (last?.id ?? 0),
  };
}

function chatSettings(chat: Chat, { pinned_message_id }: Conversation, viewer: Viewer): object {
  const { account_id, admin_id, title, members } = chat;
  const isAdmin = admin_id === account_id;
  const pinned = viewer.state.messages.get(pinned_message_id ?? 0);
  return {
    owner_id: admin_id,
    title,
    state: members.includes(account_id) ? "in" : "left",
    members_count: members.length,
    admin_ids: [admin_id],
    active_ids: members.slice(0, 4),
    is_group_channel: false,
    ...chatPhoto(chat, viewer),
    ...(pinned ? { pinned_message: pinnedMessage(pinned, viewer) } : {}),
    acl: {
      can_change_info: isAdmin,
      can_change_invite_link: isAdmin,
      can_change_pin: isAdmin,
      can_invite: true,
      can_promote_users: isAdmin,
      can_see_invite_link: isAdmin,
      can_moderate: isAdmin,
      can_copy_chat: isAdmin,
      can_call: false,
      can_use_mass_mentions: true,
    },
  };
}

/** The picture of a chat, if it has one. */
function chatPhoto({ photo: id, account_id }: Chat, { state, origin }: Viewer): object {
  const photo = state.photos.get(account_id, id);
  if (!photo) return {};
  const url = `${origin}/files/${photo.file}`;
  return { photo: { photo_50: url, photo_100: url, photo_200: url, is_default_photo: false } };
}

/** A pinned message of the VK API. */
export function pinnedMessage(message: Message, viewer: Viewer): Record<string, unknown> {
  const { id, peer_id, from_id, date, text, conversation_message_id } = message;
  const { attachments, fwd_messages, reply_message, keyboard, geo } = messageObject(message, viewer);
  const optional = { reply_message, keyboard, geo };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  const base = { id, peer_id, from_id, date, text, conversation_message_id, attachments, fwd_messages };
  return {
    ...base,
    out: message.out === 1,
    important: message.important ?? false,
    ...Object.fromEntries(given),
  };
}

/** A chat object of the VK API. */
export function chatObject({ id, title, admin_id, members }: Chat): Record<string, unknown> {
  return {
    id,
    type: "chat",
    title,
    admin_id,
    users: members.filter(member => member > 0),
    members_count: members.length,
  };
}
