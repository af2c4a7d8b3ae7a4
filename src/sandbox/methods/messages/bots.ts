import { allowMessages, denyMessages, typeMessage } from "../../actions/messages.ts";
import { invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { accountOf } from "../../oauth/bearer.ts";
import { json, number } from "../../server/parameters.ts";
import { mayWrite } from "../../state/messages.ts";
import { userOf } from "../../state/people.ts";
import { isOnline } from "../../views/user.ts";
import { checkChat, peerOf } from "./peers.ts";

const isAllowed: Handler = (params, { state }) => ({
  is_allowed: mayWrite(state, -number(params, "group_id"), number(params, "user_id")) ? 1 : 0,
});

const allow: Handler = (params, { state, userId }) => {
  allowMessages(state, number(params, "group_id"), userId, params.key);
  return 1;
};

const deny: Handler = (params, { state, userId }) => {
  denyMessages(state, number(params, "group_id"), userId);
  return 1;
};

const setActivity: Handler = (params, { state, bearer }) => {
  const account = accountOf(params, bearer);
  const peer = peerOf(params, state);
  checkChat(state, account, peer);
  typeMessage(state, account, peer);
  return 1;
};

/** What the answer to a press of a button shows, by its type. Source: https://dev.vk.com/ru/api/bots/development/keyboard */
const answerChecks: Readonly<Record<string, (data: Readonly<Record<string, unknown>>) => boolean>> = {
  show_snackbar: ({ text }) => typeof text === "string" && text !== "" && [...text].length <= 90,
  open_link: ({ link }) => URL.canParse(String(link)),
  open_app: ({ app_id }) => Number(app_id) > 0,
};

const sendEventAnswer: Handler = (params, { state }) => {
  const { event_id = "", event_data } = params;
  const event = state.messageEvents.get(event_id);
  const isSame = event?.user_id === number(params, "user_id") && event.peer_id === number(params, "peer_id");
  if (!event || !isSame || event.answer !== undefined) throw invalid("event_id is invalid");
  if (event_data) {
    const data = json(params, "event_data") as Readonly<Record<string, unknown>> | null; // can be any JSON
    if (!data || !answerChecks[String(data.type)]?.(data)) throw invalid("event_data is invalid");
  }
  state.messageEvents.update(event, { answer: event_data ?? "" });
  return 1;
};

const getLastActivity: Handler = (params, { state }) => {
  const user = userOf(state, number(params, "user_id"));
  return { online: isOnline(user) ? 1 : 0, time: user.last_seen };
};

/** Methods that bots call, and what users allow them. */
export const bots: Readonly<Record<string, Handler>> = {
  "messages.isMessagesFromGroupAllowed": isAllowed,
  "messages.allowMessagesFromGroup": allow,
  "messages.denyMessagesFromGroup": deny,
  "messages.setActivity": setActivity,
  "messages.sendMessageEventAnswer": sendEventAnswer,
  "messages.getLastActivity": getLastActivity,
};
