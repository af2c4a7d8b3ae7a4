import type { CallbackServer, Happening } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";

/** Keeps for whom an event is: for the confirmed servers of the community that switched it on. */
export function addDeliveries(state: State, happening: Happening): void {
  const { id: happening_id, group_id, type } = happening;
  for (const { id: server_id, status, events } of state.callbackServers.by("group", group_id))
    if (status === "ok" && events.includes(type))
      state.deliveries.add({ group_id, server_id, happening_id, happening, attempts: 0, due: 0 });
}

/** Removes a server, with what was not delivered to it. */
export function removeServer(state: State, server: CallbackServer): void {
  state.callbackServers.remove(server);
  for (const delivery of state.deliveries.by("server", server.group_id, server.id))
    state.deliveries.remove(delivery);
}
