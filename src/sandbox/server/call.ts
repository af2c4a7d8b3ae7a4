import { Failure, invalid } from "../failure.ts";
import type { Fault } from "../faults.ts";
import type { Context } from "../handler.ts";
import { handlers } from "../methods/index.ts";
import { checkAccess } from "../oauth/access.ts";
import { findBearer } from "../oauth/bearer.ts";
import { challengeFields } from "./challenges.ts";
import { reportCrash } from "./crash.ts";
import type { ServerDeps } from "./deps.ts";
import { specOf } from "./method-table.ts";
import { checkVersion, type Params, readParameters, scriptArgs, unknownParameters } from "./parameters.ts";
import type { RecordedCall } from "./received-calls.ts";

/** A request to a VK method. */
export interface MethodRequest {
  readonly method: string;
  readonly params: Params;
  /** HTTP method, `GET` or `POST`. */
  readonly httpMethod: string;
  /** The fault of this call, if any. */
  readonly fault: Fault | undefined;
}

/** Executes a call and returns the JSON of VK's response: a result, or an error. */
export async function callMethod(
  deps: ServerDeps,
  { method, params, httpMethod, fault }: MethodRequest,
): Promise<string> {
  const { access_token: token, ...publicParams } = params;
  const call = deps.calls.record(method, publicParams);
  try {
    if (httpMethod !== "GET" && httpMethod !== "POST") throw new Failure(9999);
    specOf(method);
    checkVersion(params);
    const context = createContext(deps, token, params.v);
    throwErrorFault(deps, fault);
    if (method === "execute") return await execute(deps, call, context);
    return `{"response":${run(deps, call, context)}}`;
  } catch (error) {
    const failure = recordFailure(call, error);
    return JSON.stringify(errorBody(failure, method, publicParams));
  }
}

/** Finds out who calls, and counts the call. */
function createContext(deps: ServerDeps, token: string | undefined, version = ""): Context {
  const { store, uploads } = deps;
  const bearer = findBearer(store.state, deps.tokens, token);
  deps.rateLimiter.check(token ?? "", bearer.kind);
  // A community token acts as the community.
  const userId = bearer.kind === "community" ? -(bearer.group_id ?? 0) : bearer.user_id;
  return { state: store.state, uploads, bearer, userId, origin: deps.origin(), version };
}

function throwErrorFault({ origin }: ServerDeps, fault: Fault | undefined): void {
  if (!fault || !("error" in fault)) return;
  throw new Failure(fault.error, fault.detail, fault.extra ?? challengeFields(fault, origin()));
}

/** Runs a method and returns the JSON of its response. */
function run(deps: ServerDeps, call: RecordedCall, context: Context): string {
  const { method, params } = call;
  call.ignored = unknownParameters(method, params);
  const handler = handlers[method];
  if (!handler) throw new Failure(33, "the sandbox does not implement this method yet");
  checkAccess(method, context.bearer);
  // VK ignores a parameter that the method does not have, and the caller does not notice the mistake.
  const [ignored] = call.ignored;
  if (deps.strict && ignored !== undefined) throw invalid(`${ignored} is not a parameter of ${method}`);
  const known = readParameters(method, params);
  const json = JSON.stringify(deps.store.transaction(() => handler(known, context)));
  call.keepResponse(json);
  return json;
}

/** Runs a script and returns the body of the response. */
async function execute(deps: ServerDeps, call: RecordedCall, context: Context): Promise<string> {
  checkAccess(call.method, context.bearer);
  const { code = "" } = readParameters(call.method, call.params);
  // Most programs never use it.
  const { runScript } = await import("../vkscript/index.ts");
  const runCall = (method: string, params: Params) => runInside(deps, context, method, params);
  const { response, execute_errors } = runScript(code, scriptArgs(call.params), runCall);
  const json = JSON.stringify(response);
  call.keepResponse(json);
  return execute_errors
    ? `{"response":${json},"execute_errors":${JSON.stringify(execute_errors)}}`
    : `{"response":${json}}`;
}

/** Runs a call of a script. It is recorded as a received call, and it can have its own fault. */
function runInside(deps: ServerDeps, context: Context, method: string, params: Params): unknown {
  const call = deps.calls.record(method, params);
  try {
    specOf(method);
    throwErrorFault(deps, deps.faults.next(method));
    return JSON.parse(run(deps, call, { ...context, version: params.v ?? context.version }));
  } catch (error) {
    throw recordFailure(call, error);
  }
}

/** Records why a call failed. A crash of the sandbox is VK's error 10 for its caller. */
function recordFailure(call: RecordedCall, error: unknown): Failure {
  if (!(error instanceof Failure)) reportCrash(error);
  const failure = error instanceof Failure ? error : new Failure(10);
  call.error = { error_code: failure.code, error_msg: failure.message };
  return failure;
}

function errorBody(failure: Failure, method: string, { v = "5.69", ...params }: Params): object {
  const echoed = { method, oauth: "1", v, ...params };
  const request_params = Object.entries(echoed).map(([key, value]) => ({ key, value }));
  return {
    error: { error_code: failure.code, error_msg: failure.message, ...failure.extra, request_params },
  };
}
