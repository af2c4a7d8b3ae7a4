import { Failure } from "../failure.ts";
import type { Fault } from "../faults.ts";
import type { Context } from "../handler.ts";
import { handlers } from "../methods/index.ts";
import { checkAccess } from "../oauth/access.ts";
import { findBearer } from "../oauth/bearer.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";
import { execute } from "./execute.ts";
import { checkMethod, checkParameters, checkVersion, type Params } from "./parameters.ts";
import { recordCall } from "./received-calls.ts";

/** A request to a VK method. */
export interface MethodRequest {
  readonly method: string;
  readonly params: Params;
  /** HTTP method, `GET` or `POST`. */
  readonly httpMethod: string;
  /** The fault of this call, if any. */
  readonly fault: Fault | undefined;
}

/** Reads parameters from the query and the form, and the token from the header too. VK ignores JSON bodies. */
export async function readParams(c: HttpContext): Promise<Params> {
  const type = c.req.header("content-type") ?? "";
  const isForm =
    type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data");
  const form = isForm ? await c.req.parseBody() : {};
  const bearer = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  const fields = Object.entries(form).map(([name, value]) => [name, String(value)] as const);
  return { ...(bearer ? { access_token: bearer } : {}), ...c.req.query(), ...Object.fromEntries(fields) };
}

/** Executes a call and returns the body of VK's response: a result, or an error. */
export function callMethod(deps: ServerDeps, { method, params, httpMethod, fault }: MethodRequest): object {
  const { access_token: token, ...publicParams } = params;
  const { store, uploads } = deps;
  recordCall(deps.calls, method, publicParams);
  try {
    if (httpMethod !== "GET" && httpMethod !== "POST") throw new Failure(9999);
    checkMethod(method);
    checkVersion(params);
    const bearer = findBearer(store.state, deps.tokens, token);
    deps.rateLimiter.check(token ?? "");
    throwErrorFault(fault);
    checkAccess(method, bearer);
    const context: Context = {
      state: store.state,
      uploads,
      bearer,
      userId: bearer.user_id,
      origin: deps.origin(),
    };
    if (method === "execute")
      return execute(params, (name, callParams) => executeCall(deps, name, callParams, context));
    return { response: runHandler(deps, method, params, context) };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return errorBody(failure, method, publicParams);
  }
}

function throwErrorFault(fault: Fault | undefined): void {
  if (fault && "error" in fault) throw new Failure(fault.error, fault.detail, fault.extra);
}

function runHandler({ store }: ServerDeps, method: string, params: Params, context: Context): unknown {
  checkMethod(method);
  checkParameters(method, params);
  const handler = handlers[method];
  if (!handler) throw new Failure(33, "the sandbox does not implement this method yet");
  return store.transaction(() => handler(params, context));
}

/** Runs a call inside `execute`. It is recorded as a received call, and it can have its own fault. */
function executeCall(deps: ServerDeps, method: string, params: Params, context: Context): unknown {
  recordCall(deps.calls, method, params);
  throwErrorFault(deps.faults.next(method));
  checkMethod(method);
  checkAccess(method, context.bearer);
  return runHandler(deps, method, params, context);
}

function errorBody(failure: Failure, method: string, { v = "5.69", ...params }: Params): object {
  const echoed = { method, oauth: "1", v, ...params };
  const request_params = Object.entries(echoed).map(([key, value]) => ({ key, value }));
  return {
    error: { error_code: failure.code, error_msg: failure.message, ...failure.extra, request_params },
  };
}
