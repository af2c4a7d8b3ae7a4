import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { accountQueue } from "../events/account-queue.ts";
import { Bell } from "../events/bell.ts";
import { groupQueue } from "../events/group-queue.ts";
import { answerPoll, type PollResponse, versions } from "../events/poll.ts";
import type { Queue } from "../events/queue.ts";
import { isPollFault } from "../faults.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";
import { injectFault } from "./inject-fault.ts";

/** The option of User Long Poll with which a response has `pts`. */
const ptsMode = 32;

/** The servers of Bots Long Poll and of User Long Poll. */
export function longPollRoutes({ store, faults }: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const { state } = store;
  const bell = new Bell(store);
  const app = new Hono<{ Bindings: HttpBindings }>();

  const respond = (c: HttpContext, find: () => Queue, show: (response: PollResponse) => object) => {
    const fault = faults.next("longpoll");
    return injectFault(c, fault, async () => {
      const { key, ts, wait } = c.req.query();
      const scripted = fault && isPollFault(fault) ? fault : undefined;
      return c.json(show(await answerPoll(find, { key, ts, wait }, bell, c.req.raw.signal, scripted)));
    });
  };

  app.on(["GET", "POST"], "/longpoll/:group{\\d+}", c =>
    respond(
      c,
      () => groupQueue(state, Number(c.req.param("group"))),
      // VK's number is a text here, and a number where it says that the history is too old.
      response => ("updates" in response ? { ...response, ts: String(response.ts) } : response),
    ),
  );

  app.on(["GET", "POST"], "/im/:account{-?\\d+}", c => {
    const version = Number(c.req.query("version") ?? 0);
    const mode = Number(c.req.query("mode") ?? 0);
    const isKnown = version >= versions.min_version && version <= versions.max_version;
    if (!isKnown) return c.json({ failed: 4, ...versions });
    return respond(
      c,
      () => accountQueue(state, Number(c.req.param("account")), { version, mode }),
      response => (mode & ptsMode && "updates" in response ? { ...response, pts: response.ts } : response),
    );
  });
  return app;
}
