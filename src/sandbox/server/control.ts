import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { placeOrder } from "../state/orders.ts";
import type { ServerDeps } from "./deps.ts";

/** The sandbox's own endpoints, which VK does not have: received calls, faults, orders. */
export function controlRoutes({ store, faults, calls }: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/calls", c => c.json(calls));
  app.post("/faults", async c => {
    faults.add(await c.req.json());
    return c.json({ pending: faults.pending });
  });
  app.post("/orders", async c => {
    const order = await c.req.json();
    return c.json({ id: store.transaction(() => placeOrder(store.state, order)) });
  });
  return app;
}
