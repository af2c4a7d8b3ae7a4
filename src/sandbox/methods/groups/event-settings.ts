import { invalid } from "../../failure.ts";
import { specOf } from "../../server/method-table.ts";
import type { Params } from "../../server/parameters.ts";
import type { EventSettings } from "../../state/model/index.ts";

/** Version of the API that a community's events have until it chooses one. */
const defaultVersion = "5.199";

/** Names of the events that a method switches on and off: each is a flag. */
function eventNames(method: string): string[] {
  const flags = [...specOf(method).parameters].filter(([, { type }]) => type === "boolean");
  return flags.map(([name]) => name).filter(name => name !== "enabled");
}

/** The settings of a community that did not choose any. */
export const noEvents: EventSettings = { api_version: defaultVersion, events: [] };

/** Changes settings by the parameters of groups.setCallbackSettings or groups.setLongPollSettings. */
export function changeEvents(params: Params, method: string, settings: EventSettings): EventSettings {
  const { api_version = settings.api_version } = params;
  if (!/^\d+\.\d+$/.test(api_version)) throw invalid("api_version is invalid");
  const events = eventNames(method).filter(name => {
    const flag = params[name];
    return flag ? flag === "1" : settings.events.includes(name);
  });
  return { api_version, events };
}

/** The settings, as VK returns them. */
export function eventSettingsObject({ api_version, events }: EventSettings): object {
  const names = eventNames("groups.setCallbackSettings");
  const flags = names.map(name => [name, events.includes(name) ? 1 : 0] as const);
  return { api_version, events: Object.fromEntries(flags) };
}
