import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { placeOrder } from "../actions/orders.ts";
import { viewerOf } from "../views/viewer.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";
import { readFaultRule } from "./fault-rule.ts";

const defaultLimit = 100;
const maxLimit = 10_000;

/** The sandbox's own endpoints, which VK does not have: received calls, faults, orders, reset. */
export function controlRoutes(deps: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const { store, faults, calls, origin } = deps;
  const app = new Hono<{ Bindings: HttpBindings }>();

  // Pages of other sites, which the developer has open in the browser, cannot change anything here.
  app.use(async (c, next) => {
    const origin = c.req.header("origin");
    if (origin === undefined || new URL(origin, "null://").host === c.req.header("host")) return next();
    return refuse(c, "this page belongs to another site", 403);
  });

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

  app.post("/reset", c => {
    resetSandbox(deps);
    return c.json({ reset: true });
  });

  app.post("/orders", async c => {
    const order = await c.req.json();
    return c.json({ id: store.transaction(() => placeOrder(viewerOf(store.state, origin()), order)) });
  });
  return app;
}

function refuse(c: HttpContext, error: string, status: 400 | 403 = 400): Response {
  return c.json({ error }, status);
}

/** Makes the sandbox as a new one. */
export function resetSandbox({ store, faults, calls }: Pick<ServerDeps, "store" | "faults" | "calls">): void {
  store.reset();
  faults.clear();
  calls.clear();
}
