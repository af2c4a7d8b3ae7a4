import { randomBytes } from "node:crypto";
import { invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { flag } from "../../server/parameters.ts";
import { managedGroup } from "./access.ts";
import { changeEvents, eventSettingsObject, noEvents } from "./event-settings.ts";

const method = "groups.setLongPollSettings";

const setSettings: Handler = (params, context) => {
  const { longPolls } = context.state;
  const group_id = managedGroup(params, context);
  const existing = longPolls.get(group_id);
  longPolls.put({
    group_id,
    key: existing?.key ?? randomBytes(20).toString("hex"),
    is_enabled: params.enabled ? flag(params, "enabled") : (existing?.is_enabled ?? false),
    ...changeEvents(params, method, existing ?? noEvents),
  });
  return 1;
};

const getSettings: Handler = (params, context) => {
  const settings = context.state.longPolls.get(managedGroup(params, context));
  return { is_enabled: settings?.is_enabled ?? false, ...eventSettingsObject(settings ?? noEvents) };
};

const getServer: Handler = (params, context) => {
  const { state, origin } = context;
  const group_id = managedGroup(params, context);
  const longPoll = state.longPolls.get(group_id);
  if (!longPoll?.is_enabled) throw invalid("longpoll for this group is not enabled");
  const ts = String(state.happenings.last("group", group_id)?.id ?? 0);
  return { key: longPoll.key, server: `${origin}/longpoll/${group_id}`, ts };
};

/** Methods for the Bots Long Poll API. */
export const groupLongPoll: Readonly<Record<string, Handler>> = {
  [method]: setSettings,
  "groups.getLongPollSettings": getSettings,
  "groups.getLongPollServer": getServer,
};
