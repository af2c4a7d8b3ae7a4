import { changeLongPoll, noEvents } from "../../actions/long-poll.ts";
import { invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { flag } from "../../server/parameters.ts";
import { managedGroup } from "./access.ts";
import { changeEvents, eventSettingsObject } from "./event-settings.ts";

const method = "groups.setLongPollSettings";

const setSettings: Handler = (params, context) => {
  const { longPolls } = context.state;
  const group_id = managedGroup(params, context);
  changeLongPoll(context.state, group_id, {
    ...changeEvents(params, method, longPolls.get(group_id) ?? noEvents),
    ...(params.enabled ? { is_enabled: flag(params, "enabled") } : {}),
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
