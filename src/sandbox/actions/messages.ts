import { now } from "../state/clock.ts";
import { addMessage, chatPeers, type NewMessage, setPermission } from "../state/messages.ts";
import type { Message } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { messageObject } from "../views/message.ts";
import type { Viewer } from "../views/viewer.ts";
import { addHappening, addHappeningOf } from "./happening.ts";

/** What the app of the user who writes can show, as VK tells it to bots. */
const clientInfo = {
  button_actions: ["text", "vkpay", "open_app", "location", "open_link", "callback", "intent_subscribe"],
  keyboard: true,
  inline_keyboard: true,
  carousel: true,
  lang_id: 0,
};

/** Writes a message, to an account or from it. */
export function writeMessage(viewer: Viewer, fields: NewMessage): Message {
  const message = addToAccount(viewer, fields);
  const { account_id, peer_id } = message;
  // A community always has its messages; a user whom nobody plays with a token needs no copy.
  const hasAccount = peer_id < 0 || viewer.state.conversations.get(peer_id, account_id) !== undefined;
  if (hasAccount && peer_id < chatPeers)
    addToAccount(viewer, { ...fields, account_id: peer_id, peer_id: account_id });
  return message;
}

function addToAccount(viewer: Viewer, fields: NewMessage): Message {
  const { state } = viewer;
  const message = addMessage(state, fields);
  const object = messageObject(message, viewer);
  if (message.out) addHappeningOf(state, message.account_id, "message_reply", object);
  else addHappeningOf(state, message.account_id, "message_new", { message: object, client_info: clientInfo });
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

/** Changes a message. */
export function editMessage(viewer: Viewer, message: Message, changes: Partial<Message>): Message {
  const changed = viewer.state.messages.update(message, { ...changes, edited: now() });
  addHappeningOf(viewer.state, changed.account_id, "message_edit", messageObject(changed, viewer));
  return changed;
}
