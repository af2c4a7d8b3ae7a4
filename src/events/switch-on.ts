import type { Auth } from "../core/auth.ts";
import { callMethod } from "../core/call-method.ts";
import { defaults } from "../core/defaults.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "../validation/format.ts";
import { didYouMean, suggest } from "../validation/suggest.ts";
import { report } from "./report.ts";

/** The event that is switched on when none is asked for and none is on. */
const usual = "message_new";

interface Settings {
  readonly is_enabled?: boolean;
  readonly api_version?: string;
  readonly events?: Readonly<Record<string, 0 | 1>>;
}

/**
 * Switches Long Poll and events on at VK, if they are off.
 *
 * @param events names of the events. Empty: those that are on
 * @throws {ArgumentError} if VK has no such event
 */
export async function switchOn(auth: Auth, group_id: number, events: readonly string[]): Promise<void> {
  const { response } = await callMethod("groups.getLongPollSettings", { group_id }, auth);
  const settings = response as Settings; // of which the typings do not know each flag
  const flags = settings.events ?? {};
  for (const name of events) checkName(name, Object.keys(flags));
  const isAnyOn = Object.values(flags).includes(1);
  const asked = events.length === 0 && !isAnyOn ? [usual] : events;
  const off = asked.filter(name => flags[name] !== 1);
  const { apiVersion } = defaults;
  if (settings.is_enabled && settings.api_version === apiVersion && off.length === 0) return;
  const on = Object.fromEntries(off.map(name => [name, 1]));
  const params = { group_id, enabled: 1, api_version: apiVersion, ...on };
  // VK may have events that its schema does not know.
  await callMethod("groups.setLongPollSettings", params, auth, { unchecked: true });
  const what = ["Long Poll", apiVersion, ...off].join(", ");
  report("notice", localize("switched on at VK for community {group_id}: {what}", { group_id, what }));
}

function checkName(name: string, known: readonly string[]): void {
  if (known.length === 0 || known.includes(name)) return;
  const closest = didYouMean(suggest(name, known));
  const value = formatValue(name);
  throw new ArgumentError("events", localize("VK has no event {value}{closest}", { value, closest }));
}
