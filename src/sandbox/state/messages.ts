import { now } from "./clock.ts";
import { nextId } from "./ids.ts";
import type { Conversation, Message } from "./model/index.ts";
import type { State } from "./schema.ts";

/** Peer IDs of chats are above this number. Source: https://dev.vk.com/ru/method/messages.send */
export const chatPeers = 2_000_000_000;

/** What a new message has; the rest of its fields is assigned. */
export type NewMessage = Pick<Message, "account_id" | "peer_id" | "from_id" | "text"> &
  Partial<Omit<Message, "id" | "conversation_message_id" | "out">>;

/** Returns a conversation; one that has no messages yet is not stored. */
export function conversationOf({ conversations }: State, account_id: number, peer_id: number): Conversation {
  const empty = { last_message_id: 0, last_conversation_message_id: 0, in_read: 0, out_read: 0 };
  return conversations.get(account_id, peer_id) ?? { account_id, peer_id, ...empty };
}

/**
 * Whether an account may write to a peer. A community needs that the user wrote to it, or allowed it to write. A user that was
 * not added did so: calls may name any ID.
 */
export function mayWrite(state: State, account_id: number, peer_id: number): boolean {
  if (account_id > 0 || peer_id < 0 || peer_id > chatPeers) return true;
  return !(conversationOf(state, account_id, peer_id).denied ?? state.users.get(peer_id) !== undefined);
}

/** A user allows an account to write, or forbids it. */
export function setPermission(state: State, account_id: number, user_id: number, allowed: boolean): void {
  state.conversations.put({ ...conversationOf(state, account_id, user_id), denied: !allowed });
}

/** Adds a message to a conversation. Who writes has read what the other side wrote before, and allows an answer. */
export function addMessage(state: State, fields: NewMessage): Message {
  const { account_id, peer_id, from_id } = fields;
  const conversation = conversationOf(state, account_id, peer_id);
  const out = from_id === account_id ? 1 : 0;
  const message: Message = {
    attachments: [],
    forward: [],
    random_id: 0,
    date: now(),
    ...fields,
    id: nextId(state, "message"),
    conversation_message_id: conversation.last_conversation_message_id + 1,
    out,
  };
  state.conversations.put({
    ...conversation,
    last_message_id: message.id,
    last_conversation_message_id: message.conversation_message_id,
    ...(out
      ? { in_read: conversation.last_message_id }
      : { out_read: conversation.last_message_id, denied: false, answered: false }),
  });
  return state.messages.add(message);
}
