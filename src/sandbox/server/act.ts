import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { acts } from "../act/fields.ts";
import { act } from "../act/index.ts";
import { ActError, isActName } from "../act/input.ts";
import { viewerOf } from "../views/viewer.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";

/** People act: `POST /sandbox/act/<event>`, from programs as JSON and from the sandbox's page as a form. */
export function actRoutes({ store, origin }: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/act", c => c.json(acts));
  app.post("/act/:event", async c => {
    const event = c.req.param("event");
    if (!isActName(event))
      return c.json({ error: `there is no event ${event}; GET /sandbox/act lists them` }, 404);
    const isForm = isFormRequest(c);
    try {
      const fields = isForm ? await c.req.parseBody() : await readJson(c);
      const happenings = store.transaction(() => act(viewerOf(store.state, origin()), event, fields));
      return isForm ? c.redirect(backTo(c), 303) : c.json({ happenings });
    } catch (error) {
      if (!(error instanceof ActError)) throw error;
      const { message, problem, field } = error;
      return c.json({ error: message, ...(field === undefined ? {} : { field, problem }) }, 400);
    }
  });
  app.get("/happenings", c => {
    const after = Number(c.req.query("after") ?? 0);
    return c.json(store.state.happenings.all().filter(({ id }) => id > after));
  });
  return app;
}

function isFormRequest(c: HttpContext): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(
    c.req.header("content-type") ?? "",
  );
}

async function readJson(c: HttpContext): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ActError("the body should be a JSON object");
  return { ...body };
}

/** The page that a form was on. */
function backTo(c: HttpContext): string {
  const referer = c.req.header("referer");
  return referer && URL.canParse(referer) ? referer : "/";
}
