import type { Message } from "../state/model/index.ts";
import { attachmentObjects } from "./post.ts";
import { stickerAttachment } from "./sticker.ts";
import type { Viewer } from "./viewer.ts";

/** Most levels of forwarded messages in one message. */
const maxDepth = 3;

/** A message object of the VK API. */
export function messageObject(message: Message, viewer: Viewer): Record<string, unknown> {
  const { id, peer_id, out, random_id, keyboard, action, ref, important } = message;
  return {
    ...foreignMessage(message, viewer, 0),
    id,
    peer_id,
    out,
    version: 10_000_000 + id,
    random_id,
    important: important ?? false,
    is_hidden: false,
    ...(message.deleted ? { deleted: 1 } : {}),
    ...(keyboard ? { keyboard: { one_time: false, author_id: message.from_id, ...keyboard } } : {}),
    ...(action ? { action } : {}),
    ...(ref ? { ref } : {}),
  };
}

/** A message as it is shown inside another one that forwards it, or replies to it. */
function foreignMessage(message: Message, viewer: Viewer, depth: number): Record<string, unknown> {
  const { messages } = viewer.state;
  const { id, from_id, peer_id, date, text, conversation_message_id, edited, payload, sticker_id } = message;
  const isTooDeep = depth >= maxDepth;
  const forwarded = isTooDeep ? [] : message.forward.flatMap(forwardedId => messages.get(forwardedId) ?? []);
  const reply = message.reply_to === undefined || isTooDeep ? undefined : messages.get(message.reply_to);
  return {
    id,
    from_id,
    peer_id,
    date,
    text,
    conversation_message_id,
    attachments: [...attachmentObjects(message.attachments, viewer), ...stickerAttachment(sticker_id)],
    fwd_messages: forwarded.map(item => foreignMessage(item, viewer, depth + 1)),
    ...(reply ? { reply_message: foreignMessage(reply, viewer, depth + 1) } : {}),
    ...(edited ? { update_time: edited } : {}),
    ...(payload ? { payload } : {}),
    ...(message.geo ? { geo: { type: "point", coordinates: message.geo } } : {}),
  };
}
