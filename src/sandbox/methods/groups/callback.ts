import { noEvents } from "../../actions/long-poll.ts";
import { changeConfirmationCode, confirmationCode } from "../../events/callback/confirmation-code.ts";
import { removeServer } from "../../events/callback/deliveries.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import { nextId } from "../../state/ids.ts";
import type { CallbackServer } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";
import { ids } from "../names.ts";
import { managedGroup } from "./access.ts";
import { changeEvents, eventSettingsObject } from "./event-settings.ts";

/** Limits of VK. Source: https://dev.vk.com/ru/method/groups.addCallbackServer */
const limits = { servers: 10, title: 14, secretKey: 50 };
const method = "groups.setCallbackSettings";

function readServer({ url = "", title = "", secret_key = "" }: Params) {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw invalid("url is invalid");
  if ([...title].length > limits.title) throw invalid(`title: more than ${limits.title} characters`);
  if (secret_key.length > limits.secretKey)
    throw invalid(`secret_key: more than ${limits.secretKey} characters`);
  return { url, title, secret_key };
}

/** The server that a call names, or else the first one; or VK's error 104. */
function serverOf(params: Params, { callbackServers }: State, group: number): CallbackServer {
  const id = number(params, "server_id");
  const server = id ? callbackServers.get(group, id) : callbackServers.first("group", group);
  if (!server) throw new Failure(104);
  return server;
}

const addServer: Handler = (params, context) => {
  const { state } = context;
  const group_id = managedGroup(params, context);
  if (state.callbackServers.count("group", group_id) >= limits.servers) throw new Failure(2000);
  changeConfirmationCode(state, group_id);
  const { id } = state.callbackServers.add({
    id: nextId(state, `callbackServer${group_id}`),
    group_id,
    creator_id: Math.max(context.userId, 0),
    status: "wait",
    ...readServer(params),
    ...noEvents,
  });
  return { server_id: id };
};

const editServer: Handler = (params, context) => {
  const { state } = context;
  const group = managedGroup(params, context);
  const server = serverOf(params, state, group);
  changeConfirmationCode(state, group);
  state.callbackServers.update(server, { ...readServer(params), status: "wait" });
  return 1;
};

const deleteServer: Handler = (params, context) => {
  const { state } = context;
  removeServer(state, serverOf(params, state, managedGroup(params, context)));
  return 1;
};

function serverObject({ id, title, creator_id, url, secret_key, status }: CallbackServer): object {
  return { id, title, creator_id, url, secret_key, status };
}

const getServers: Handler = (params, context) => {
  const servers = context.state.callbackServers.by("group", managedGroup(params, context));
  const chosen = ids(params, "server_ids");
  const items = servers.filter(({ id }) => chosen.length === 0 || chosen.includes(id)).map(serverObject);
  return { count: items.length, items };
};

const getConfirmationCode: Handler = (params, context) => ({
  code: confirmationCode(context.state, managedGroup(params, context)),
});

const setSettings: Handler = (params, context) => {
  const { state } = context;
  const server = serverOf(params, state, managedGroup(params, context));
  // A server that could not be confirmed is asked again.
  const status = server.status === "ok" ? "ok" : "wait";
  state.callbackServers.update(server, { ...changeEvents(params, method, server), status });
  return 1;
};

const getSettings: Handler = (params, context) =>
  eventSettingsObject(serverOf(params, context.state, managedGroup(params, context)));

/** Methods for the Callback API. */
export const groupCallback: Readonly<Record<string, Handler>> = {
  "groups.addCallbackServer": addServer,
  "groups.editCallbackServer": editServer,
  "groups.deleteCallbackServer": deleteServer,
  "groups.getCallbackServers": getServers,
  "groups.getCallbackConfirmationCode": getConfirmationCode,
  [method]: setSettings,
  "groups.getCallbackSettings": getSettings,
};
