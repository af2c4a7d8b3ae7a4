import { now } from "./clock.ts";
import { nextId } from "./ids.ts";
import type { Conversation, Message } from "./model/index.ts";
import type { State } from "./schema.ts";

/** What a new message has; the rest of its fields is assigned. */
export type NewMessage = Pick<Message, "account_id" | "peer_id" | "from_id" | "text"> &
  Partial<Omit<Message, "id" | "conversation_message_id" | "out">>;

/** Returns a conversation; one that has no messages yet is not stored. */
export function conversationOf({ conversations }: State, account_id: number, peer_id: number): Conversation {
  const empty = { last_message_id: 0, last_conversation_message_id: 0, in_read: 0, out_read: 0 };
  return conversations.get(account_id, peer_id) ?? { account_id, peer_id, ...empty };
}

/** Adds a message to a conversation. Who writes has read what the other side wrote before. */
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
    ...(out ? { in_read: conversation.last_message_id } : { out_read: conversation.last_message_id }),
  });
  return state.messages.add(message);
}
