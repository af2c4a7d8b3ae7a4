import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { accountOf } from "../oauth/bearer.ts";
import { number, type Params } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { addMessage, conversationOf } from "../state/messages.ts";
import type { Message } from "../state/model/index.ts";

/** How long VK recognizes a repeated `random_id`, in seconds. Source: https://dev.vk.com/ru/method/messages.send */
const randomIdLifetime = 3600;
/** In how many recent messages VK looks for a repeated `random_id`. Source: the same. */
const randomIdMessages = 100;
const maxTextLength = 4096;

/** Source: https://dev.vk.com/ru/api/bots/development/keyboard */
const keyboardLimits = { buttons: 40, buttonsInRow: 5, rows: 10, label: 40 };

type Keyboard = NonNullable<Message["keyboard"]>;

/** Reads a keyboard, or fails with VK's error 911. */
function readKeyboard(params: Params): Keyboard | undefined {
  if (!params.keyboard) return undefined;
  const invalidKeyboard = new Failure(911);
  try {
    const keyboard = JSON.parse(params.keyboard) as {
      buttons: Array<Array<{ action: { type: string; label?: string } }>>;
    }; // any other shape throws below
    const rows = keyboard.buttons.map(row =>
      row.map(({ action }) => (action.type === "text" ? String(action.label ?? "") : action.type)),
    );
    const labels = rows.flat();
    const isTooLarge =
      rows.length > keyboardLimits.rows ||
      labels.length > keyboardLimits.buttons ||
      rows.some(row => row.length > keyboardLimits.buttonsInRow);
    if (isTooLarge || labels.some(label => label === "" || label.length > keyboardLimits.label))
      throw invalidKeyboard;
    return keyboard;
  } catch {
    throw invalidKeyboard;
  }
}

const send: Handler = (params, { state, bearer }) => {
  const peer_id = number(params, "user_id") || number(params, "peer_id");
  if (!peer_id) throw invalid("user_id is undefined");
  if (params.random_id === undefined) throw invalid("random_id is undefined");
  const { message: text = "" } = params;
  if (!text && !params.attachment) throw invalid("message is empty or invalid");
  if (text.length > maxTextLength) throw new Failure(914);
  const keyboard = readKeyboard(params);
  const account_id = accountOf(params, bearer);
  const random_id = number(params, "random_id");
  const { last_conversation_message_id } = conversationOf(state, account_id, peer_id);
  const duplicate = random_id ? state.messages.last("randomId", account_id, peer_id, random_id) : undefined;
  const isRecent =
    duplicate &&
    duplicate.date > now() - randomIdLifetime &&
    duplicate.conversation_message_id > last_conversation_message_id - randomIdMessages;
  if (isRecent) return duplicate.id;
  const attachments = (params.attachment ?? "").split(",").filter(Boolean);
  const message = { account_id, peer_id, from_id: account_id, text, random_id, attachments };
  return addMessage(state, { ...message, ...(keyboard ? { keyboard } : {}) }).id;
};

/** Methods of the VK section `messages`. */
export const messages: Readonly<Record<string, Handler>> = {
  "messages.send": send,
};
