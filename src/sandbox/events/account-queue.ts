import { accountEventKind } from "../actions/account-events.ts";
import { lastDropped } from "../state/ids.ts";
import type { AccountEvent } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { accountRow, type RowFormat } from "./account-row.ts";
import { queueName } from "./bell.ts";
import type { Queue } from "./queue.ts";

/** The events of an account for its User Long Poll. */
export function accountQueue(state: State, account_id: number, format: RowFormat): Queue {
  const { accountEvents, lastIds, userLongPolls } = state;
  const row = ({ id, update }: AccountEvent) => ({
    id,
    update: accountRow(state, update, format),
  });
  return {
    name: queueName("accountEvents", account_id),
    key: userLongPolls.get(account_id)?.key,
    last: lastIds.get(accountEventKind(account_id))?.id ?? 0,
    dropped: lastIds.get(lastDropped("accountEvent", account_id))?.id ?? 0,
    after: ts => accountEvents.newest("account", ({ id }) => id > ts, account_id).map(row),
    before: (ts, count) =>
      accountEvents
        .by("account", account_id)
        .filter(({ id }) => id <= ts)
        .slice(-count)
        .map(row),
  };
}
