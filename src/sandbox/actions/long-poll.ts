import { randomBytes } from "node:crypto";
import { specOf } from "../server/method-table.ts";
import type { EventSettings, LongPoll } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";

/** Version of the API that a community's events have until it chooses one. */
const defaultVersion = "5.199";

/** The settings of a community that did not choose any. */
export const noEvents: EventSettings = { api_version: defaultVersion, events: [] };

/** Names of the events that a method switches on and off: each is a flag. */
export function eventNames(method: string): string[] {
  const flags = [...specOf(method).parameters].filter(([, { type }]) => type === "boolean");
  return flags.map(([name]) => name).filter(name => name !== "enabled");
}

/** Changes what the Bots Long Poll of a community is like. */
export function changeLongPoll(
  { longPolls }: State,
  group_id: number,
  changes: Partial<EventSettings & Pick<LongPoll, "is_enabled">>,
): LongPoll {
  const existing = longPolls.get(group_id);
  const key = existing?.key ?? randomBytes(20).toString("hex");
  return longPolls.put({ is_enabled: false, ...noEvents, ...existing, ...changes, group_id, key });
}

/** The owner of a community switches Bots Long Poll on, with all events, as on VK's site. */
export function switchOnLongPoll(state: State, group_id: number): LongPoll {
  const events = eventNames("groups.setCallbackSettings");
  return changeLongPoll(state, group_id, { is_enabled: true, events });
}
