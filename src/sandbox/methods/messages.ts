import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number, type Params } from "../server/parameters.ts";
import { nextId, now } from "../state/store.ts";

/** Within which a repeated `random_id` is recognised. Source: https://dev.vk.com/ru/method/messages.send */
const randomIdLife = 3600;
const randomIdMessages = 100;
const longest = 4096;

/** Source: https://dev.vk.com/ru/api/bots/development/keyboard */
const keyboardLimits = { buttons: 40, inRow: 5, rows: 10, label: 40 };

function readKeyboard(params: Params): string[][] {
  if (!params.keyboard) return [];
  const bad = new Failure(911);
  try {
    const { buttons } = JSON.parse(params.keyboard) as {
      buttons: Array<Array<{ action: { type: string; label?: string } }>>;
    }; // looked into below
    const rows = buttons.map(row =>
      row.map(({ action }) => (action.type === "text" ? String(action.label ?? "") : action.type)),
    );
    const labels = rows.flat();
    const { buttons: max, inRow, rows: maxRows, label: maxLabelLength } = keyboardLimits;
    const fits = rows.length <= maxRows && rows.every(row => row.length <= inRow) && labels.length <= max;
    if (!fits || labels.some(label => label === "" || label.length > maxLabelLength)) throw bad;
    return rows;
  } catch {
    throw bad;
  }
}

const send: Handler = (params, { state }) => {
  const peer_id = number(params, "user_id") || number(params, "peer_id");
  if (!peer_id) throw invalid("user_id is undefined");
  if (params.random_id === undefined) throw invalid("random_id is undefined");
  const { message: text = "" } = params;
  if (!text && !params.attachment) throw invalid("message is empty or invalid");
  if (text.length > longest) throw new Failure(914);
  const buttons = readKeyboard(params);
  const random_id = number(params, "random_id");
  const recent = state.messages.filter(item => item.peer_id === peer_id).slice(-randomIdMessages);
  const duplicate =
    random_id &&
    recent.find(candidate => candidate.random_id === random_id && candidate.date > now() - randomIdLife);
  if (duplicate) return duplicate.id;
  const id = nextId(state, "message");
  state.messages.push({ id, peer_id, text, buttons, random_id, date: now() });
  return id;
};

const getShortLink: Handler = (params, { state }) => {
  const { url = "" } = params;
  if (!URL.canParse(url)) throw invalid("url is invalid");
  const known = state.links.find(entry => entry.url === url);
  const link = known ?? { key: (1_000_000 + nextId(state, "link")).toString(36), url };
  if (!known) state.links.push(link);
  return { short_url: `https://vk.cc/${link.key}`, key: link.key, url };
};

export const messages: Readonly<Record<string, Handler>> = {
  "messages.send": send,
  "utils.getShortLink": getShortLink,
};
