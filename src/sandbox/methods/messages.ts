import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number, type Params } from "../server/parameters.ts";
import { nextId, now } from "../state/store.ts";

/** How long VK recognizes a repeated `random_id`, in seconds. Source: https://dev.vk.com/ru/method/messages.send */
const randomIdLifetime = 3600;
/** In how many recent messages VK looks for a repeated `random_id`. Source: the same. */
const randomIdMessages = 100;
const maxTextLength = 4096;

/** Source: https://dev.vk.com/ru/api/bots/development/keyboard */
const keyboardLimits = { buttons: 40, buttonsInRow: 5, rows: 10, label: 40 };

/** Reads the labels of a keyboard, row by row, or fails with VK's error 911. */
function readKeyboard(params: Params): string[][] {
  if (!params.keyboard) return [];
  const invalidKeyboard = new Failure(911);
  try {
    const { buttons } = JSON.parse(params.keyboard) as {
      buttons: Array<Array<{ action: { type: string; label?: string } }>>;
    }; // any other shape throws below
    const rows = buttons.map(row =>
      row.map(({ action }) => (action.type === "text" ? String(action.label ?? "") : action.type)),
    );
    const labels = rows.flat();
    const isTooLarge =
      rows.length > keyboardLimits.rows ||
      labels.length > keyboardLimits.buttons ||
      rows.some(row => row.length > keyboardLimits.buttonsInRow);
    if (isTooLarge || labels.some(label => label === "" || label.length > keyboardLimits.label))
      throw invalidKeyboard;
    return rows;
  } catch {
    throw invalidKeyboard;
  }
}

const send: Handler = (params, { state }) => {
  const peer_id = number(params, "user_id") || number(params, "peer_id");
  if (!peer_id) throw invalid("user_id is undefined");
  if (params.random_id === undefined) throw invalid("random_id is undefined");
  const { message: text = "" } = params;
  if (!text && !params.attachment) throw invalid("message is empty or invalid");
  if (text.length > maxTextLength) throw new Failure(914);
  const buttons = readKeyboard(params);
  const random_id = number(params, "random_id");
  const recent = state.messages.filter(message => message.peer_id === peer_id).slice(-randomIdMessages);
  const duplicate =
    random_id &&
    recent.find(message => message.random_id === random_id && message.date > now() - randomIdLifetime);
  if (duplicate) return duplicate.id;
  const id = nextId(state, "message");
  state.messages.push({ id, peer_id, text, buttons, random_id, date: now() });
  return id;
};

/** Methods of the VK section `messages`. */
export const messages: Readonly<Record<string, Handler>> = {
  "messages.send": send,
};
