import { chatPeers, conversationOf } from "../state/messages.ts";
import type { AccountUpdate, Message } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";

/** What a client of User Long Poll asks for. */
export interface RowFormat {
  /** Version of the protocol, 3 in VK's documentation; the newest clients use 19. */
  readonly version: number;
  /** Sum of options: 2 attachments, 32 pts, 128 random_id. */
  readonly mode: number;
}

/** Since this version, events about messages have other codes, and IDs of the conversation. Source: vk-io 4.10 */
const conversationIdsSince = 19;
const renumbered = { codes: [2, 3, 4, 5, 6, 7, 13], by: 10_000 };
const modes = { attachments: 2, randomId: 128 };
const flags = { unread: 1, outgoing: 2, important: 8, deleted: 128, media: 512 };

/** An event of User Long Poll. Source: https://dev.vk.com/ru/api/user-long-poll/getting-started */
export function accountRow(state: State, update: AccountUpdate, format: RowFormat): unknown[] {
  const isNew = format.version >= conversationIdsSince;
  const code = isNew && renumbered.codes.includes(update.code) ? update.code + renumbered.by : update.code;
  switch (update.code) {
    case 4:
    case 5:
      return [
        code,
        ...messageFields(state, state.messages.get(update.message_id), format, update.code === 4),
      ];
    case 2:
    case 3: {
      const { peer_id, id } = idsOf(state, update.message_id, isNew);
      return [code, id, update.flags, peer_id];
    }
    case 6:
    case 7:
      return [code, update.peer_id, idsOf(state, update.message_id, isNew).id, update.unread];
    case 13:
      return [code, update.peer_id, idsOf(state, update.message_id, isNew).id];
    case 63:
      return [code, update.peer_id, [update.from_id], 1, update.date];
  }
}

function idsOf({ messages }: State, message_id: number, isNew: boolean): { id: number; peer_id: number } {
  const message = messages.get(message_id);
  const id = isNew ? message?.conversation_message_id : message_id;
  return { id: id ?? 0, peer_id: message?.peer_id ?? 0 };
}

/** The flags that a message has now. */
export function messageFlags(state: State, message: Message): number {
  const { in_read, out_read } = conversationOf(state, message.account_id, message.peer_id);
  const isUnread = message.id > (message.out ? out_read : in_read);
  return (
    (isUnread ? flags.unread : 0) +
    (message.out ? flags.outgoing : 0) +
    (message.important ? flags.important : 0) +
    (message.deleted ? flags.deleted : 0) +
    (message.attachments.length > 0 ? flags.media : 0)
  );
}

/** A message as a list of fields, whose places differ between the versions. */
function messageFields(
  state: State,
  message: Message | undefined,
  { version, mode }: RowFormat,
  isAdded: boolean,
): unknown[] {
  if (!message) return [];
  const { id, peer_id, date, conversation_message_id: cmid, edited = 0 } = message;
  const text = escaped(message.text);
  const attachments = mode & modes.attachments ? attachmentFields(state, message) : {};
  const extra = extraFields(message);
  const random_id = mode & modes.randomId ? message.random_id : 0;
  const messageFlag = messageFlags(state, message);
  if (version >= conversationIdsSince) {
    const order = isAdded ? [id] : [];
    return [cmid, messageFlag, ...order, peer_id, date, text, extra, attachments, random_id, id, edited];
  }
  const start = [id, messageFlag, peer_id, date, ...(version < 2 ? [title] : []), text];
  const end = mode & modes.randomId ? [random_id] : [];
  if (version < 3) return [...start, { ...extra, ...attachments }, ...end];
  return version < 5
    ? [...start, extra, attachments, ...end]
    : [...start, extra, attachments, random_id, cmid, edited];
}

/** The title of a dialogue. */
const title = " ... ";

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, character => entities[character] ?? character).replaceAll("\n", "<br>");
}

function extraFields({ peer_id, from_id, payload, keyboard, action }: Message): Record<string, unknown> {
  const { type, text, member_id } = action ?? {};
  return {
    ...(peer_id > chatPeers ? { from: String(from_id) } : { title }),
    ...(payload ? { payload } : {}),
    ...(keyboard ? { keyboard } : {}),
    ...(type ? { source_act: type } : {}),
    ...(text ? { source_text: text } : {}),
    ...(member_id ? { source_mid: String(member_id) } : {}),
  };
}

function attachmentFields({ messages }: State, message: Message): Record<string, string> {
  const { attachments, sticker_id, forward, reply_to, geo } = message;
  const named = attachments.map(name => /^([a-z_]+?)(-?\d+_\d+)/.exec(name) ?? [name, "link", name]);
  const all = sticker_id ? [...named, ["", "sticker", String(sticker_id)]] : named;
  const entries = all.flatMap(([, type = "", id = ""], i) => [
    [`attach${i + 1}_type`, type],
    type === "link" ? [`attach${i + 1}_url`, id] : [`attach${i + 1}`, id],
  ]);
  const reply = reply_to === undefined ? undefined : messages.get(reply_to);
  return {
    ...Object.fromEntries(entries),
    ...(geo ? { geo: "1" } : {}),
    ...(forward.length > 0 || reply ? { fwd: "0_0" } : {}),
    ...(reply ? { reply: JSON.stringify({ conversation_message_id: reply.conversation_message_id }) } : {}),
  };
}
