import { lastDropped } from "../state/ids.ts";
import type { Happening } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { queueName } from "./bell.ts";
import { eventObject } from "./event-object.ts";
import type { Queue } from "./queue.ts";

/** The events of a community for its bots: those that were switched on when they happened. */
export function groupQueue({ happenings, longPolls, lastIds }: State, group_id: number): Queue {
  const longPoll = longPolls.get(group_id);
  const update = (happening: Happening) => ({
    id: happening.id,
    update: eventObject(happening, longPoll?.api_version ?? ""),
  });
  return {
    name: queueName("happenings", group_id),
    key: longPoll && (longPoll.is_enabled ? longPoll.key : ""),
    last: lastIds.get("happening")?.id ?? 0,
    dropped: lastIds.get(lastDropped("happening", group_id))?.id ?? 0,
    after: ts => happenings.newest("polled", ({ id }) => id > ts, group_id).map(update),
    before: (ts, count) =>
      happenings
        .by("polled", group_id)
        .filter(({ id }) => id <= ts)
        .slice(-count)
        .map(update),
  };
}
