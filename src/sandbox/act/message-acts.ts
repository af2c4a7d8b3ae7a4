import { randomBytes } from "node:crypto";
import { addHappening } from "../actions/happening.ts";
import { allowMessages, denyMessages, editMessage, typeMessage, writeMessage } from "../actions/messages.ts";
import { readConversation, wasRead } from "../actions/reading.ts";
import { chatPeers, conversationOf } from "../state/messages.ts";
import type { Message } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import type { Viewer } from "../views/viewer.ts";
import { findButton } from "./buttons.ts";
import { ActError, type Input } from "./input.ts";

interface Conversation {
  readonly from_id: number;
  readonly group_id: number;
  readonly chat_id?: number;
}

/** The account of the community, and the peer that the user is for it: the user, or a chat. */
function conversationKey(state: State, { from_id, group_id, chat_id }: Conversation): [number, number] {
  if (chat_id === undefined) return [-group_id, from_id];
  const chat = state.chats.get(-group_id, chat_id);
  if (!chat) throw new ActError(`community ${group_id} has no chat ${chat_id}`);
  return [-group_id, chatPeers + chat_id];
}

/** A message of the conversation, or an error. */
function messageOf(state: State, id: number, account_id: number): Message {
  const message = state.messages.get(id);
  if (!message || message.deleted || message.account_id !== account_id)
    throw new ActError(`community ${-account_id} has no message ${id}`);
  return message;
}

/** What people do in messages. */
export const messageActs = {
  message_new(viewer: Viewer, input: Input<"message_new">): void {
    const { state } = viewer;
    const { from_id, text = "", attachment = "", button: label, reply_to, forward_messages = [] } = input;
    const [account_id, peer_id] = conversationKey(state, input);
    const pressed =
      label === undefined ? undefined : findButton(state, [account_id, peer_id], "text", label, undefined);
    const attachments = attachment.split(",").filter(Boolean);
    const payload = pressed?.button.payload ?? input.payload;
    const isEmpty = !text && !pressed && attachments.length === 0 && forward_messages.length === 0;
    if (isEmpty && input.sticker_id === undefined)
      throw new ActError(
        "message_new needs a text, an attachment, a sticker, a button or forwarded messages",
      );
    for (const id of [...forward_messages, ...(reply_to ? [reply_to] : [])]) messageOf(state, id, account_id);
    writeMessage(viewer, {
      account_id,
      peer_id,
      from_id,
      text: pressed?.button.label ?? text,
      attachments,
      forward: forward_messages,
      ...(payload === undefined ? {} : { payload }),
      ...(reply_to === undefined ? {} : { reply_to }),
      ...(input.sticker_id === undefined ? {} : { sticker_id: input.sticker_id }),
      ...(input.ref === undefined ? {} : { ref: input.ref }),
    });
  },

  message_event(viewer: Viewer, input: Input<"message_event">): void {
    const { state } = viewer;
    const key = conversationKey(state, input);
    const { button, message } = findButton(state, key, "callback", input.button, input.message_id);
    const { from_id: user_id, group_id } = input;
    const event = {
      event_id: randomBytes(6).toString("hex"),
      user_id,
      peer_id: message.peer_id,
      conversation_message_id: message.conversation_message_id,
      payload: button.payload === undefined ? {} : parsedPayload(button.payload),
    };
    state.messageEvents.add({ ...event, group_id });
    addHappening(state, group_id, "message_event", event);
  },

  message_edit(viewer: Viewer, { from_id, group_id, message_id, text }: Input<"message_edit">): void {
    const message = messageOf(viewer.state, message_id, -group_id);
    if (message.from_id !== from_id) throw new ActError(`message ${message_id} is not by user ${from_id}`);
    editMessage(viewer, message, { text });
  },

  message_read({ state }: Viewer, { from_id, group_id }: Input<"message_read">): void {
    const conversation = conversationOf(state, -group_id, from_id);
    const { last_message_id } = conversation;
    if (last_message_id === 0) throw new ActError(`community ${group_id} did not write to user ${from_id}`);
    const own = state.conversations.get(from_id, -group_id);
    // A user whom a program plays has the messages too; the community is told of those once.
    if (own && own.in_read < own.last_message_id)
      readConversation(state, from_id, -group_id, own.last_message_id);
    else wasRead(state, -group_id, from_id, last_message_id);
  },

  message_typing_state({ state }: Viewer, { from_id, group_id }: Input<"message_typing_state">): void {
    typeMessage(state, from_id, -group_id);
  },

  message_allow({ state }: Viewer, { from_id, group_id, key }: Input<"message_allow">): void {
    allowMessages(state, group_id, from_id, key);
  },

  message_deny({ state }: Viewer, { from_id, group_id }: Input<"message_deny">): void {
    denyMessages(state, group_id, from_id);
  },
};

/** VK hands the payload of a callback button to bots as the object that the button has. */
function parsedPayload(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
