import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { placeOrder } from "../state/orders.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";
import { readFaultRule } from "./fault-rule.ts";

const defaultLimit = 100;
const maxLimit = 10_000;

/** The sandbox's own endpoints, which VK does not have: received calls, faults, orders. */
export function controlRoutes({ store, faults, calls }: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.get("/calls", c => {
    const { method, limit = String(defaultLimit) } = c.req.query();
    if (!/^\d+$/.test(limit) || Number(limit) < 1 || Number(limit) > maxLimit)
      return refuse(c, `limit: got "${limit}", expected a whole number from 1 to ${maxLimit}`);
    const selected = method ? calls.calls.filter(call => call.method === method) : calls.calls;
    return c.json(selected.slice(-Number(limit)));
  });

  const shown = () => ({ pending: faults.pending, faults: faults.rules });
  app.get("/faults", c => c.json(shown()));
  app.post("/faults", async c => {
    try {
      faults.add(readFaultRule(JSON.parse(await c.req.text())));
    } catch (error) {
      if (error instanceof SyntaxError) return refuse(c, "the body is not valid JSON");
      if (error instanceof TypeError) return refuse(c, error.message);
      throw error;
    }
    return c.json(shown());
  });
  app.delete("/faults", c => {
    faults.clear();
    return c.json(shown());
  });

  app.post("/orders", async c => {
    const id = placeOrder(store.state, await c.req.json());
    store.changed();
    return c.json({ id });
  });
  return app;
}

function refuse(c: HttpContext, error: string): Response {
  return c.json({ error }, 400);
}
