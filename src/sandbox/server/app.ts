import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context as HonoContext } from "hono";
import { Failure } from "../failure.ts";
import type { Fault, Faults } from "../faults.ts";
import type { Context } from "../handler.ts";
import { handlers } from "../methods/index.ts";
import type { SandboxApp } from "../oauth/apps.ts";
import { oauth, vkId } from "../oauth/servers.ts";
import { bearerOf, checkAccess, type Lifetimes } from "../oauth/tokens.ts";
import { placeOrder } from "../state/orders.ts";
import { now, type Store } from "../state/store.ts";
import { page } from "../views/community.ts";
import { execute } from "./execute.ts";
import { pictureRoute } from "./files.ts";
import { checkMethod, checkParameters, checkVersion, type Params } from "./parameters.ts";
import type { Rate } from "./rate-limit.ts";
import type { Uploads } from "./uploads.ts";

/** A call that the sandbox received. */
export interface ReceivedCall {
  /** The VK method. */
  readonly method: string;
  /** Its parameters, without the token. */
  readonly params: Params;
}

/** What the server is made of. */
export interface ServerDeps {
  readonly store: Store;
  readonly uploads: Uploads;
  readonly rate: Rate;
  readonly faults: Faults;
  /** Tokens that are good; empty: every token is. */
  readonly tokens: readonly string[];
  readonly calls: ReceivedCall[];
  /** Longest time that a call takes on its way, in milliseconds. */
  readonly latency: number;
  readonly apps: readonly SandboxApp[];
  readonly lifetimes: Lifetimes;
  readonly origin: () => string;
}

type HonoRequest = HonoContext<{ Bindings: HttpBindings }>;

const maxCalls = 10_000;

/** A timer that is longer would end at once; a delay of Infinity stands for no answer at all. */
const maxTimerMs = 2 ** 31 - 1;

/** The sandbox's HTTP server: VK's methods, its upload servers, and the page. */
export function server(parts: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const { store, faults, calls, uploads } = parts;
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.all("/method/:method", async c => {
    const method = c.req.param("method");
    const params = await readParams(c);
    if (parts.latency > 0) await sleep(Math.random() * parts.latency);
    const fault = faults.next(method);
    return withFault(c, fault, () => c.json(respond(parts, method, params, c.req.method, fault)));
  });

  app.post("/upload/:kind", c =>
    withFault(c, faults.next("upload"), async () => {
      const taken = await uploads.receive(c.req.query("token") ?? "", c.env.incoming);
      // VK serves this JSON as text/html.
      return c.html(JSON.stringify(taken));
    }),
  );

  app.get("/files/:name", c => pictureRoute(c, store.files));

  app.get("/", c => {
    const asked = Number(c.req.query("community"));
    if (asked > 0) {
      store.state.activity.push({ owner_id: -asked, what: "view", date: now() });
      store.changed();
    }
    return c.html(page(store.state, asked > 0 ? -asked : undefined, parts.origin()));
  });

  for (const path of ["/oauth/*", "/id/*"]) {
    app.use(path, (c, next) =>
      withFault(c, faults.next(c.req.path.replace(/^\/\w+\//, "")), async () => {
        await next();
        return c.res;
      }),
    );
  }
  app.route("/oauth", oauth(parts));
  app.route("/id", vkId(parts));

  app.onError((error, c) => {
    // A client that hangs up in the middle of an upload is no mistake of the sandbox.
    if (!c.env.incoming.destroyed) process.stderr.write(`sandbox: ${error.stack}\n`);
    return c.text("Internal server error", 500);
  });

  app.get("/sandbox/calls", c => c.json(calls));
  app.post("/sandbox/faults", async c => {
    faults.add(await c.req.json());
    return c.json({ pending: faults.pending });
  });
  app.post("/sandbox/orders", async c => {
    const id = placeOrder(store.state, await c.req.json());
    store.changed();
    return c.json({ id });
  });
  return app;
}

async function withFault(
  c: HonoRequest,
  fault: Fault | undefined,
  work: () => Response | Promise<Response>,
): Promise<Response> {
  if (!fault || "error" in fault) return work();
  if ("body" in fault) return new Response(fault.body, { status: fault.status ?? 200 });
  if ("delay" in fault) {
    await sleep(Math.min(fault.delay, maxTimerMs), undefined, { ref: false });
    return work();
  }
  if (fault.cut === "after") await work();
  c.env.incoming.socket.destroy();
  return new Response(null);
}

/** Parameters come in the query, in a form, and the token in a header as well. VK does not read JSON bodies. */
async function readParams(c: HonoRequest): Promise<Params> {
  const type = c.req.header("content-type") ?? "";
  const isForm =
    type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data");
  const form = isForm ? await c.req.parseBody() : {};
  const bearer = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  const fields = Object.entries(form).map(([name, value]) => [name, String(value)] as const);
  return { ...(bearer ? { access_token: bearer } : {}), ...c.req.query(), ...Object.fromEntries(fields) };
}

function respond(
  parts: ServerDeps,
  method: string,
  params: Params,
  httpMethod: string,
  fault?: Fault,
): object {
  const { access_token: token, ...rest } = params;
  parts.calls.push({ method, params: rest });
  if (parts.calls.length > maxCalls) parts.calls.shift();
  try {
    if (httpMethod !== "GET" && httpMethod !== "POST") throw new Failure(9999);
    checkMethod(method);
    checkVersion(params);
    const bearer = bearerOf(parts.store.state, parts.tokens, token);
    parts.rate.check(token ?? "");
    if (fault && "error" in fault) throw new Failure(fault.error, fault.detail, fault.extra);
    const { store, uploads } = parts;
    checkAccess(method, bearer);
    const userId = bearer.user_id;
    const context: Context = { state: store.state, uploads, bearer, userId, origin: parts.origin() };
    if (method === "execute")
      return execute(params, (name, given) => executeCall(parts, name, given, context));
    return { response: runMethod(parts, method, params, context) };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return errorBody(failure, method, rest);
  }
}

function runMethod({ store }: ServerDeps, method: string, params: Params, context: Context): unknown {
  checkMethod(method);
  checkParameters(method, params);
  const handler = handlers[method];
  if (!handler) throw new Failure(33, "the sandbox does not play this method yet");
  const response = handler(params, context);
  store.changed();
  return response;
}

/** A call inside execute: it has faults of its own, and is among the calls that were received. */
function executeCall(parts: ServerDeps, method: string, params: Params, context: Context): unknown {
  parts.calls.push({ method, params });
  const fault = parts.faults.next(method);
  if (fault && "error" in fault) throw new Failure(fault.error, fault.detail, fault.extra);
  checkMethod(method);
  checkAccess(method, context.bearer);
  return runMethod(parts, method, params, context);
}

function errorBody(failure: Failure, method: string, { v = "5.69", ...params }: Params): object {
  const echoed = { method, oauth: "1", v, ...params };
  const request_params = Object.entries(echoed).map(([key, value]) => ({ key, value }));
  return {
    error: { error_code: failure.code, error_msg: failure.message, ...failure.extra, request_params },
  };
}
