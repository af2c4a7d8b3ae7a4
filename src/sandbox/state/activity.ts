import { now } from "./clock.ts";
import type { Activity } from "./model/index.ts";
import type { State } from "./schema.ts";

const secondsPerDay = 24 * 3600;

/** The start of a day (UTC), in Unix seconds. */
export function dayOf(time: number): number {
  return time - (time % secondsPerDay);
}

/** Counts an event in the statistics of an owner. */
export function countActivity({ activity }: State, owner_id: number, kind: Activity["kind"]): void {
  const day = dayOf(now());
  const count = (activity.get(owner_id, day, kind)?.count ?? 0) + 1;
  activity.put({ owner_id, day, kind, count });
}
