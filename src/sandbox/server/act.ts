import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { acts } from "../act/fields.ts";
import { act } from "../act/index.ts";
import { ActError, isActName } from "../act/input.ts";
import { readPerson } from "../act/person.ts";
import { addUser } from "../state/people.ts";
import { viewerOf } from "../views/viewer.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";
import { backTo, isFromPage, readForm } from "./forms.ts";

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
    const result = work(await readFields(c));
    return isFromPage(c) ? backTo(c) : c.json(result);
  } catch (error) {
    if (!(error instanceof ActError)) throw error;
    const { message, problem, field } = error;
    if (isFromPage(c)) return backTo(c, message);
    return c.json({ error: message, ...(field === undefined ? {} : { field, problem }) }, 400);
  }
}

/** Reads the fields of a form, or of a JSON object, which curl sends as a form too. */
async function readFields(c: HttpContext): Promise<Record<string, unknown>> {
  if (isFromPage(c)) return withAnswers(await readForm(c));
  const body = parseJson(await c.req.text());
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ActError("the body should be a JSON object");
  return { ...body };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
