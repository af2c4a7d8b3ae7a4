import { randomBytes } from "node:crypto";
import { addDeliveries } from "../events/callback/deliveries.ts";
import { now } from "../state/clock.ts";
import { lastDropped, nextId } from "../state/ids.ts";
import type { Happening } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";

/** How many happenings of a community are kept. */
const maxHappenings = 10_000;

/**
 * Keeps what VK tells the bots of a community.
 *
 * @param group_id community ID, a positive number
 * @param type VK's name of the event, `wall_reply_new`
 * @param object VK's object of the event
 */
export function addHappening(
  state: State,
  group_id: number,
  type: string,
  object: Readonly<Record<string, unknown>>,
): Happening {
  const { happenings, longPolls } = state;
  dropOldest(state, group_id);
  const longPoll = longPolls.get(group_id);
  const happening = happenings.add({
    id: nextId(state, "happening"),
    group_id,
    event_id: randomBytes(20).toString("hex"),
    type,
    date: now(),
    object,
    ...(longPoll?.is_enabled && longPoll.events.includes(type) ? { polled: true } : {}),
  });
  addDeliveries(state, happening);
  return happening;
}

/** Makes room for one more. Who asks for what is no longer there has to be told. */
function dropOldest(state: State, group_id: number): void {
  const { happenings, lastIds } = state;
  const oldest = happenings.first("group", group_id);
  if (!oldest || happenings.count("group", group_id) < maxHappenings) return;
  happenings.remove(oldest);
  lastIds.put({ kind: lastDropped("happening", group_id), id: oldest.id });
}

/** Keeps what happened to an object of an owner, when the owner is a community: VK tells it of nothing else. */
export function addHappeningOf(
  state: State,
  owner_id: number,
  type: string,
  object: Readonly<Record<string, unknown>>,
): void {
  if (owner_id < 0) addHappening(state, -owner_id, type, object);
}
