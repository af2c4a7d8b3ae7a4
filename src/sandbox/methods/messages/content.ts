import { Failure, invalid } from "../../failure.ts";
import { flag, json, number, type Params } from "../../server/parameters.ts";
import type { Message } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";
import { ids, words } from "../names.ts";
import { readKeyboard, readTemplate } from "./keyboard.ts";
import { messageOf } from "./peers.ts";

/** Limits of VK. Sources: https://dev.vk.com/ru/method/messages.send, and the limits that users report */
const limits = { text: 4096, attachments: 10, forwarded: 100, payload: 1000 };

/** What a message contains, whoever gets it. */
export type Content = Pick<Message, "text" | "attachments"> &
  Partial<Pick<Message, "keyboard" | "template" | "payload" | "sticker_id" | "geo">>;

/** The first address in a text, of which VK makes an attachment. */
const firstLink = (text: string) => /\bhttps?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/.exec(text)?.[0];

function readAttachments(params: Params, text: string): string[] {
  const attachments = words(params, "attachment");
  const invalidAttachment = attachments.find(name => !/^([a-z_]+-?\d+_\d+(_\w+)?|https?:\/\/.+)$/.test(name));
  if (invalidAttachment) throw invalid(`attachment: ${invalidAttachment} is not an attachment`);
  if (attachments.length > limits.attachments) throw invalid(`attachment: more than ${limits.attachments}`);
  const link = flag(params, "dont_parse_links") ? undefined : firstLink(text);
  return attachments.length === 0 && link ? [link] : attachments;
}

/** Reads the fields of a message that a call has, with `undefined` for the others. */
function readFields(params: Params) {
  const { message: text = "", payload, lat, long } = params;
  if ([...text].length > limits.text) throw new Failure(914);
  if (payload && payload.length > limits.payload) throw invalid(`payload: more than ${limits.payload}`);
  return {
    attachments: readAttachments(params, text),
    keyboard: readKeyboard(params.keyboard),
    template: readTemplate(params.template),
    payload: payload || undefined,
    sticker_id: number(params, "sticker_id") || undefined,
    geo: lat && long ? { latitude: Number(lat), longitude: Number(long) } : undefined,
  };
}

/** Reads what a message contains. It can be empty. */
export function readContent(params: Params): Content {
  const fields = Object.entries(readFields(params)).filter(([, value]) => value !== undefined);
  const { message: text = "" } = params;
  return { text, attachments: [], ...Object.fromEntries(fields) };
}

/** Whether a message shows nothing. A template needs a text. */
export function isEmpty({ text, attachments, sticker_id, geo, template }: Content): boolean {
  return text === "" && (template !== undefined || (attachments.length === 0 && !sticker_id && !geo));
}

/** Messages that a message forwards, and the one that it replies to. */
export type References = Pick<Message, "forward"> & Partial<Pick<Message, "reply_to">>;

/** Reads references to other messages, or fails with VK's error 921 when the account does not have them. */
export function readReferences(
  params: Params,
  state: State,
  account_id: number,
  peer_id: number,
): References {
  const { forward = [], reply_to } = params.forward
    ? readForward(params, state, account_id, peer_id)
    : { forward: ids(params, "forward_messages") };
  const replyTo = number(params, "reply_to", reply_to);
  if (forward.length > limits.forwarded) throw new Failure(913);
  const missing = [...forward, ...(replyTo ? [replyTo] : [])].some(id => !messageOf(state, account_id, id));
  if (missing) throw new Failure(921);
  return { forward, ...(replyTo ? { reply_to: replyTo } : {}) };
}

/** Reads the parameter `forward`. Source: https://dev.vk.com/ru/method/messages.send */
function readForward(
  params: Params,
  { messages }: State,
  account_id: number,
  peer_id: number,
): Partial<References> {
  const forward = json(params, "forward") as Readonly<Record<string, unknown>> | null; // can be any JSON
  if (typeof forward !== "object" || forward === null) throw invalid("forward should be an object");
  const peer = Number(forward.peer_id ?? peer_id);
  const numbersOf = (value: unknown) => (Array.isArray(value) ? value.map(Number) : []);
  const conversationIds = [...numbersOf(forward.conversation_message_ids), ...numbersOf(forward.cmids)];
  const found = conversationIds.map(
    // A message that is not there is refused as one that the account does not have.
    id => messages.last("conversationMessage", account_id, peer, id)?.id ?? 0,
  );
  const all = [...numbersOf(forward.message_ids), ...found];
  if (!forward.is_reply) return { forward: all };
  const [reply_to, ...others] = all;
  if (reply_to === undefined || others.length > 0) throw invalid("forward: a reply is to one message");
  return { reply_to };
}
