import { lastDropped, nextId } from "../state/ids.ts";
import type { AccountUpdate } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";

/** How many events of an account are kept. */
const maxEvents = 10_000;
/** The counter of the events of an account. */
export const accountEventKind = (account_id: number) => `accountEvent${account_id}`;

/** Keeps what changed for an account, when a client asked for its User Long Poll. */
export function tellAccount(state: State, account_id: number, update: AccountUpdate): void {
  const { accountEvents, userLongPolls, lastIds } = state;
  if (!userLongPolls.get(account_id)) return;
  const oldest = accountEvents.first("account", account_id);
  if (oldest && accountEvents.count("account", account_id) >= maxEvents) {
    accountEvents.remove(oldest);
    lastIds.put({ kind: lastDropped("accountEvent", account_id), id: oldest.id });
  }
  accountEvents.add({ account_id, id: nextId(state, accountEventKind(account_id)), update });
}
