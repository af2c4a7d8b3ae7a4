import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { acts } from "../act/fields.ts";
import { act } from "../act/index.ts";
import { ActError, isActName } from "../act/input.ts";
import { readPerson } from "../act/person.ts";
import { addUser } from "../state/people.ts";
import { viewerOf } from "../views/viewer.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";
import { backTo, isForm, readForm } from "./forms.ts";

/** People act: `POST /sandbox/act/<event>`, from programs as JSON and from the sandbox's page as a form. */
export function actRoutes({ store, origin }: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/act", c => c.json(acts));
  app.post("/act/:event", c =>
    respond(c, fields => {
      const event = c.req.param("event");
      if (!isActName(event)) throw new ActError(`there is no event ${event}; GET /sandbox/act lists them`);
      return { happenings: store.transaction(() => act(viewerOf(store.state, origin()), event, fields)) };
    }),
  );
  app.post("/people", c =>
    respond(c, fields => store.transaction(() => addUser(store.state, readPerson(fields)))),
  );
  app.get("/happenings", c => {
    const after = Number(c.req.query("after") ?? 0);
    return c.json(store.state.happenings.all().filter(({ id }) => id > after));
  });
  return app;
}

/** Does what a request asks for. A program gets the result or the error; a form leads back to its page. */
async function respond(c: HttpContext, work: (fields: Record<string, unknown>) => object): Promise<Response> {
  try {
    const result = work(isForm(c) ? withAnswers(await readForm(c)) : await readJson(c));
    return isForm(c) ? backTo(c) : c.json(result);
  } catch (error) {
    if (!(error instanceof ActError)) throw error;
    const { message, problem, field } = error;
    if (isForm(c)) return backTo(c, message);
    return c.json({ error: message, ...(field === undefined ? {} : { field, problem }) }, 400);
  }
}

async function readJson(c: HttpContext): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ActError("the body should be a JSON object");
  return { ...body };
}

/** Puts the answers of a lead form, which has a field `answer_KEY` for each question, into the field `answers`. */
function withAnswers(form: Record<string, unknown>): Record<string, unknown> {
  const isAnswer = ([name]: [string, unknown]) => name.startsWith("answer_") && name !== "answer_ids";
  const answers = Object.entries(form).filter(isAnswer);
  if (answers.length === 0) return form;
  const fields = Object.fromEntries(Object.entries(form).filter(entry => !isAnswer(entry)));
  const list = answers.map(([name, answer]) => ({ key: name.slice("answer_".length), answer }));
  return { ...fields, answers: list };
}
