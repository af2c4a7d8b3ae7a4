import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { switchOnLongPoll } from "../actions/long-poll.ts";
import { sandboxGroupId } from "../state/people.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";
import { backTo, isFromPage, readForm } from "./forms.ts";

/** What the owner of a community does on VK's site, and what waits for servers of the Callback API. */
export function eventControlRoutes({ store }: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const { state } = store;
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.get("/deliveries", c =>
    c.json(
      state.deliveries.all().map(({ group_id, server_id, happening, attempts, due, problem }) => {
        const { type, event_id } = happening;
        return { group_id, server_id, type, event_id, attempts, due, problem };
      }),
    ),
  );

  app.post("/long-poll", async c => {
    const group = await readGroup(c);
    if (!Number.isSafeInteger(group) || group < 1)
      return c.json({ error: `group_id: got ${group}, expected a community ID` }, 400);
    const longPoll = store.transaction(() => switchOnLongPoll(state, group));
    if (isFromPage(c)) return backTo(c);
    const { group_id, is_enabled, api_version, events } = longPoll;
    return c.json({ group_id, is_enabled, api_version, events });
  });
  return app;
}

/** The community that a form, or a JSON object, names. */
async function readGroup(c: HttpContext): Promise<number> {
  const fields = isFromPage(c) ? await readForm(c) : await c.req.json().catch(() => ({}));
  return Number(fields.group_id ?? sandboxGroupId);
}
