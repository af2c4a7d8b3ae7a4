import { now } from "../state/clock.ts";
import { addMessage, chatPeers, type NewMessage, setPermission } from "../state/messages.ts";
import type { Message } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { messageObject } from "../views/message.ts";
import type { Viewer } from "../views/viewer.ts";
import { tellAccount } from "./account-events.ts";
import { addHappening, addHappeningOf } from "./happening.ts";

/** Flags of a message. Source: https://dev.vk.com/ru/api/user-long-poll/getting-started */
const flags = { important: 8, deleted: 128, deletedForAll: 131_072 };

/** What the app of the user who writes can show, as VK tells it to bots. */
const clientInfo = {
  button_actions: ["text", "vkpay", "open_app", "location", "open_link", "callback", "intent_subscribe"],
  keyboard: true,
  inline_keyboard: true,
  carousel: true,
  lang_id: 0,
};

/** Writes a message, to an account or from it. The other side of a dialogue gets a copy, when it has messages. */
export function writeMessage(viewer: Viewer, fields: NewMessage): Message {
  const { state } = viewer;
  const message = addToAccount(viewer, fields);
  const { account_id, peer_id } = message;
  if (peer_id === account_id || peer_id > chatPeers || !hasMessages(state, peer_id, account_id))
    return message;
  const copy = addToAccount(viewer, { ...fields, account_id: peer_id, peer_id: account_id });
  state.messages.update(copy, { twin: message.id });
  return state.messages.update(message, { twin: copy.id });
}

/** A community always has its messages; a user whom nobody plays with a token needs no copy. */
function hasMessages({ conversations, userLongPolls }: State, account_id: number, peer_id: number): boolean {
  const isPlayed = conversations.get(account_id, peer_id) ?? userLongPolls.get(account_id);
  return account_id < 0 || isPlayed !== undefined;
}

function addToAccount(viewer: Viewer, fields: NewMessage): Message {
  const { state } = viewer;
  const message = addMessage(state, fields);
  const object = messageObject(message, viewer);
  if (message.out) addHappeningOf(state, message.account_id, "message_reply", object);
  else addHappeningOf(state, message.account_id, "message_new", { message: object, client_info: clientInfo });
  tellAccount(state, message.account_id, { code: 4, message_id: message.id });
  return message;
}

/** A user allows a community to write. */
export function allowMessages(state: State, group_id: number, user_id: number, key = ""): void {
  setPermission(state, -group_id, user_id, true);
  addHappening(state, group_id, "message_allow", { user_id, key });
}

/** A user forbids a community to write. */
export function denyMessages(state: State, group_id: number, user_id: number): void {
  setPermission(state, -group_id, user_id, false);
  addHappening(state, group_id, "message_deny", { user_id });
}

/** The copies of a message that accounts have: its own, and that of the other side. */
function copiesOf({ messages }: State, message: Message): Message[] {
  const twin = message.twin === undefined ? undefined : messages.get(message.twin);
  return twin ? [message, twin] : [message];
}

/** Changes a message, on both sides. */
export function editMessage(viewer: Viewer, message: Message, changes: Partial<Message>): void {
  const { state } = viewer;
  for (const copy of copiesOf(state, message)) {
    const changed = state.messages.update(copy, { ...changes, edited: now() });
    addHappeningOf(state, changed.account_id, "message_edit", messageObject(changed, viewer));
    tellAccount(state, changed.account_id, { code: 5, message_id: changed.id });
  }
}

/** Deletes a message of an account, or that of the other side too. */
export function deleteMessage(state: State, message: Message, forAll: boolean): void {
  const mask = flags.deleted + (forAll ? flags.deletedForAll : 0);
  for (const copy of forAll ? copiesOf(state, message) : [message]) {
    state.messages.update(copy, { deleted: true });
    tellAccount(state, copy.account_id, { code: 2, message_id: copy.id, flags: mask });
  }
}

/** Restores a message that an account deleted. */
export function restoreMessage(state: State, message: Message): void {
  const { id, account_id } = state.messages.update(message, { deleted: false });
  tellAccount(state, account_id, { code: 3, message_id: id, flags: flags.deleted });
}

/** An account marks a message as important, or takes the mark away. */
export function markMessage(state: State, message: Message, important: boolean): void {
  const { id, account_id } = state.messages.update(message, { important });
  tellAccount(state, account_id, { code: important ? 2 : 3, message_id: id, flags: flags.important });
}

/** Someone types a message in a conversation. */
export function typeMessage(state: State, account_id: number, peer_id: number): void {
  if (peer_id > chatPeers) return;
  tellAccount(state, peer_id, { code: 63, peer_id: account_id, from_id: account_id, date: now() });
  const event = { state: "typing", from_id: account_id, to_id: peer_id };
  addHappeningOf(state, peer_id, "message_typing_state", event);
}

/** An account deletes all messages of a conversation. Returns the ID of the last one. */
export function deleteConversation(state: State, account_id: number, peer_id: number): number {
  const messages = state.messages.by("peer", account_id, peer_id);
  const message_id = messages.at(-1)?.id ?? 0;
  for (const message of messages) state.messages.update(message, { deleted: true });
  if (message_id > 0) tellAccount(state, account_id, { code: 13, peer_id, message_id });
  return message_id;
}
