import { now } from "../state/clock.ts";
import { addMessage, type NewMessage } from "../state/messages.ts";
import type { Message } from "../state/model/index.ts";
import { messageObject } from "../views/message.ts";
import type { Viewer } from "../views/viewer.ts";
import { addHappeningOf } from "./happening.ts";

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
  const { state } = viewer;
  const message = addMessage(state, fields);
  const object = messageObject(message, viewer);
  if (message.out) addHappeningOf(state, message.account_id, "message_reply", object);
  else addHappeningOf(state, message.account_id, "message_new", { message: object, client_info: clientInfo });
  return message;
}

/** Changes a message. */
export function editMessage(viewer: Viewer, message: Message, changes: Partial<Message>): Message {
  const changed = viewer.state.messages.update(message, { ...changes, edited: now() });
  addHappeningOf(viewer.state, changed.account_id, "message_edit", messageObject(changed, viewer));
  return changed;
}
