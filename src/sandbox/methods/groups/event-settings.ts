import { eventNames } from "../../actions/long-poll.ts";
import { invalid } from "../../failure.ts";
import type { Params } from "../../server/parameters.ts";
import type { EventSettings } from "../../state/model/index.ts";

/** Changes settings by the parameters of groups.setCallbackSettings or groups.setLongPollSettings. */
export function changeEvents(params: Params, method: string, settings: EventSettings): EventSettings {
  const { api_version = settings.api_version } = params;
  if (!/^\d+\.\d+$/.test(api_version)) throw invalid("api_version is invalid");
  const flags = eventNames(method).filter(name => params[name]);
  const kept = settings.events.filter(name => !flags.includes(name));
  return { api_version, events: [...kept, ...flags.filter(name => params[name] === "1")] };
}

/** The settings, as VK returns them. */
export function eventSettingsObject({ api_version, events }: EventSettings): object {
  const names = eventNames("groups.setCallbackSettings");
  const flags = names.map(name => [name, events.includes(name) ? 1 : 0] as const);
  return { api_version, events: Object.fromEntries(flags) };
}
