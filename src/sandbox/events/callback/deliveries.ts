import type { CallbackServer, Delivery, Happening } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";

/** Keeps for whom an event is: for the confirmed servers of the community that switched it on. */
export function addDeliveries(state: State, { id: happening_id, group_id, type }: Happening): void {
  for (const { id: server_id, status, events } of state.callbackServers.by("group", group_id))
    if (status === "ok" && events.includes(type))
      state.deliveries.add({ group_id, server_id, happening_id, attempts: 0, due: 0 });
}

/** Removes a server, with what was not delivered to it. */
export function removeServer(state: State, server: CallbackServer): void {
  state.callbackServers.remove(server);
  for (const delivery of deliveriesTo(state, server)) state.deliveries.remove(delivery);
}

/** What a server did not accept yet, oldest first. */
export function deliveriesTo(
  { deliveries }: State,
  { group_id, id }: Pick<CallbackServer, "group_id" | "id">,
): readonly Delivery[] {
  return deliveries.by("server", group_id, id);
}
