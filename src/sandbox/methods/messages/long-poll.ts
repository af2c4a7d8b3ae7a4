import { randomBytes } from "node:crypto";
import { accountEventKind } from "../../actions/account-events.ts";
import { messageFlags } from "../../events/account-row.ts";
import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { accountOf } from "../../oauth/bearer.ts";
import { flag, number, type Params } from "../../server/parameters.ts";
import { lastDropped } from "../../state/ids.ts";
import { conversationObject } from "../../views/conversation.ts";
import { messageObject } from "../../views/message.ts";
import { profilesOf } from "../../views/profiles.ts";
import { words } from "../names.ts";

/** How many events, and messages, a call returns unless it asks for more. Source: https://dev.vk.com/ru/method/messages.getLongPollHistory */
const limits = { events: 1000, messages: 200 };

/** Where an account's User Long Poll is. VK returns the server without a scheme: clients add https to it. */
function serverOf(
  account_id: number,
  { state, origin }: Context,
): { server: string; key: string; ts: number } {
  const { userLongPolls, lastIds } = state;
  const key =
    userLongPolls.get(account_id)?.key ??
    userLongPolls.put({ account_id, key: randomBytes(20).toString("hex") }).key;
  const ts = lastIds.get(accountEventKind(account_id))?.id ?? 0;
  return { server: `${origin.replace(/^https?:\/\//, "")}/im/${account_id}`, key, ts };
}

const getServer: Handler = (params, context) => {
  const server = serverOf(accountOf(params, context.bearer), context);
  return flag(params, "need_pts") ? { ...server, pts: server.ts } : server;
};

const getHistory: Handler = (params, context) => {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const from = number(params, "pts") || number(params, "ts");
  if (from > (state.lastIds.get(accountEventKind(account_id))?.id ?? 0)) throw new Failure(908);
  if (from < (state.lastIds.get(lastDropped("accountEvent", account_id))?.id ?? 0)) throw new Failure(907);
  const limit = Math.max(limits.events, number(params, "events_limit"));
  const missed = state.accountEvents.newest("account", ({ id }) => id > from, account_id);
  const events = missed.slice(0, limit);
  const ids = events.flatMap(({ update }) => ("message_id" in update ? update.message_id : []));
  const changed = [...new Set(ids)].flatMap(id => state.messages.get(id) ?? []);
  const messages = changed.slice(0, Math.max(limits.messages, number(params, "msgs_limit")));
  const history = events.flatMap(({ update }) => {
    if (update.code > 5 || !("message_id" in update)) return [];
    const message = state.messages.get(update.message_id);
    const flags = "flags" in update ? update.flags : message && messageFlags(state, message);
    return message ? [[update.code, message.id, flags, message.peer_id]] : [];
  });
  const peers = [...new Set(messages.map(({ peer_id }) => peer_id))];
  return {
    history,
    messages: { count: messages.length, items: messages.map(message => messageObject(message, context)) },
    ...profilesOf([...peers, ...messages.map(({ from_id }) => from_id)], words(params, "fields"), context),
    conversations: peers.map(peer => conversationObject(account_id, peer, context)),
    from_pts: from,
    new_pts: events.at(-1)?.id ?? from,
    ...(missed.length > events.length ? { more: true } : {}),
    ...credentialsOf(params, account_id, context),
  };
};

function credentialsOf(params: Params, account_id: number, context: Context): object {
  return flag(params, "credentials") ? { credentials: serverOf(account_id, context) } : {};
}

/** Methods for the User Long Poll API. */
export const userLongPoll: Readonly<Record<string, Handler>> = {
  "messages.getLongPollServer": getServer,
  "messages.getLongPollHistory": getHistory,
};
