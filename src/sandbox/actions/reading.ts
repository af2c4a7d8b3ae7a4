import { conversationOf } from "../state/messages.ts";
import type { State } from "../state/schema.ts";
import { unreadCount } from "../views/conversation.ts";
import { tellAccount } from "./account-events.ts";
import { addHappeningOf } from "./happening.ts";

/** An account reads a conversation up to a message. The other side is told when it has the messages too. */
export function readConversation(
  state: State,
  account_id: number,
  peer_id: number,
  message_id: number,
): void {
  const { conversations, messages } = state;
  const before = conversationOf(state, account_id, peer_id);
  if (message_id <= before.in_read) return;
  const conversation = conversations.put({ ...before, in_read: message_id });
  const unread = unreadCount(state, conversation);
  tellAccount(state, account_id, { code: 6, peer_id, message_id, unread });
  const read = messages
    .by("peer", account_id, peer_id)
    .findLast(({ id, out, twin }) => id <= message_id && !out && twin !== undefined);
  if (read?.twin !== undefined) wasRead(state, peer_id, account_id, read.twin);
}

/** The other side of a dialogue read the messages of an account up to one of them. */
export function wasRead(state: State, account_id: number, peer_id: number, message_id: number): void {
  const { conversations, messages } = state;
  const before = conversationOf(state, account_id, peer_id);
  conversations.put({ ...before, out_read: Math.max(before.out_read, message_id) });
  const unread = messages.newest("peer", ({ id }) => id > message_id, account_id, peer_id);
  const count = unread.filter(({ out }) => out).length;
  tellAccount(state, account_id, { code: 7, peer_id, message_id, unread: count });
  addHappeningOf(state, account_id, "message_read", {
    from_id: peer_id,
    peer_id,
    read_message_id: message_id,
    conversation_message_id: messages.get(message_id)?.conversation_message_id ?? 0,
  });
}
