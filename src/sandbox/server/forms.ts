import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { resetSandbox } from "./control.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";
import { readFaultRule } from "./fault-rule.ts";

/** The forms of the sandbox's page that are not acts of people: faults, a reset. Each leads back to the page. */
export function formRoutes(deps: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.post("/fault", async c => {
    try {
      deps.faults.add(readFaultRule(faultOf(await readForm(c))));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return backTo(c, error.message);
    }
    return backTo(c);
  });
  app.post("/clear-faults", c => {
    deps.faults.clear();
    return backTo(c);
  });
  app.post("/reset", c => {
    resetSandbox(deps);
    return backTo(c);
  });
  return app;
}

/** Whether a request comes from a form of the page: a browser asks for a page then, a program does not. */
export function isFromPage(c: HttpContext): boolean {
  return (c.req.header("accept") ?? "").includes("text/html");
}

/** Reads a form; fields that are repeated have a list, and empty ones are left out. */
export async function readForm(c: HttpContext): Promise<Record<string, unknown>> {
  const body = await c.req.parseBody({ all: true });
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ""));
}

/** Leads back to the page that the form was on, and says why it was refused. */
export function backTo(c: HttpContext, problem = ""): Response {
  const referer = c.req.header("referer") ?? "";
  const page = new URL(URL.canParse(referer) ? referer : "/", new URL(c.req.url).origin);
  page.searchParams.delete("problem");
  if (problem) page.searchParams.set("problem", problem);
  return c.redirect(page.pathname + page.search, 303);
}

/** The rule of a fault, as its form describes it. */
function faultOf({ on, kind, value, times, after }: Record<string, unknown>): unknown {
  const number = value === undefined ? undefined : Number(value);
  const faults: Readonly<Record<string, object>> = {
    error: { error: number },
    status: { body: "", status: number },
    before: { disconnect: "before" },
    after: { disconnect: "after" },
    delay: { delay: number },
  };
  return {
    on,
    fault: faults[String(kind)],
    ...(times === undefined ? {} : { times: Number(times) }),
    ...(after === undefined ? {} : { after: Number(after) }),
  };
}
