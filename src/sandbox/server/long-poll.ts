import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { Bell } from "../events/bell.ts";
import { groupQueue } from "../events/group-queue.ts";
import { answerPoll } from "../events/poll.ts";
import { isPollFault } from "../faults.ts";
import type { ServerDeps } from "./deps.ts";
import { injectFault } from "./inject-fault.ts";

/** The server of Bots Long Poll. */
export function longPollRoutes({ store, faults }: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const { state } = store;
  const bell = new Bell(store);
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.on(["GET", "POST"], "/longpoll/:group{\\d+}", c => {
    const fault = faults.next("longpoll");
    return injectFault(c, fault, async () => {
      const { key, ts, wait } = c.req.query();
      const find = () => groupQueue(state, Number(c.req.param("group")));
      const scripted = fault && isPollFault(fault) ? fault : undefined;
      const response = await answerPoll(find, { key, ts, wait }, bell, c.req.raw.signal, scripted);
      // VK's number is a text here, and a number where it says that the history is too old.
      return c.json("updates" in response ? { ...response, ts: String(response.ts) } : response);
    });
  });
  return app;
}
