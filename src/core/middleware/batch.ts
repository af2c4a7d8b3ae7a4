import { isDeepStrictEqual } from "node:util";
import { TransportError, VkApiError, type VkErrorBody } from "../../errors.ts";
import { onAbort } from "../abort.ts";
import { hint } from "../hints.ts";
import { type Middleware, type Next, type PreparedRequest, sharedParams } from "../request.ts";
import { challengeMiddleware } from "./challenge.ts";

/** VK's limit of calls in one execute. Source: https://dev.vk.com/ru/method/execute */
const maxCalls = 25;

/** What belongs to the request and not to a call in it. */
const requestLevelParams = ["access_token", ...sharedParams];

/**
 * Methods that save an upload do not work inside execute; and execute does not hold itself. What answers a challenge is
 * for the one call that was challenged.
 */
function isBatchable({ method, settings, answersChallenge }: PreparedRequest): boolean {
  return settings.batch === true && !answersChallenge && method !== "execute" && !/\.save/.test(method);
}

/** A call that waits for others to go with, and then for its part of their answer. */
interface PendingCall {
  readonly call: PreparedRequest;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Sends calls that are made at the same time together, where the settings ask for it. */
export function batchMiddleware(): Middleware {
  return next => {
    let groups: PendingCall[][] = [];
    // A challenge of the request itself is put to the person once, not once for each call in it.
    const execute = challengeMiddleware(next);
    const flush = () => {
      const all = groups;
      groups = [];
      for (const group of all) void sendBatch(next, execute, group);
    };
    return call => {
      if (!isBatchable(call)) return next(call);
      return new Promise((resolve, reject) => {
        if (groups.length === 0) setImmediate(flush);
        const group = groups.find(item => item.length < maxCalls && goTogether(item[0]?.call, call));
        const waiting = { call, resolve, reject };
        if (group) group.push(waiting);
        else groups.push([waiting]);
      });
    };
  };
}

/** One request carries calls that would be sent in the same way: with equal settings and equal parameters of the request. */
function goTogether(one: PreparedRequest | undefined, other: PreparedRequest): boolean {
  if (!one || one.rps !== other.rps || one.apiUrl !== other.apiUrl) return false;
  if (requestLevelParams.some(name => one.params[name] !== other.params[name])) return false;
  return one.settings === other.settings || isDeepStrictEqual(ownWay(one), ownWay(other));
}

/** The settings that say how a request is made. Each call keeps a signal of its own, and its parameters are encoded already. */
function ownWay({ settings: { signal, params, ...others } }: PreparedRequest): object {
  return others;
}

async function sendBatch(next: Next, execute: Next, group: readonly PendingCall[]): Promise<void> {
  const waiting = group.filter(({ call, reject }) => {
    const { signal } = call.settings;
    if (signal?.aborted) reject(signal.reason);
    return !signal?.aborted;
  });
  const [first, ...others] = waiting;
  if (!first) return;
  if (others.length === 0) return void next(first.call).then(first.resolve, first.reject);
  const { signal, release } = abortedByAll(waiting);
  const shared = Object.entries(first.call.params).filter(([name]) => requestLevelParams.includes(name));
  const code = `return [${waiting.map(({ call }) => toVkScript(call)).join(",")}];`;
  const params = { ...Object.fromEntries(shared), code };
  try {
    const settings = { ...first.call.settings, signal };
    settleBatch(waiting, await execute({ ...first.call, method: "execute", params, settings }));
  } catch (error) {
    // What befell the request befell every call in it; each decides for itself whether it can be repeated.
    for (const { reject } of waiting) reject(error);
  } finally {
    release();
  }
}

/** Each call that is aborted ends at once; the request itself is cancelled when nobody waits for it any more. */
function abortedByAll(waiting: readonly PendingCall[]): { signal: AbortSignal; release: () => void } {
  const request = new AbortController();
  let left = waiting.length;
  const takeBacks = waiting.map(({ call: { settings }, reject }) =>
    onAbort(settings.signal, () => {
      reject(settings.signal?.reason);
      left--;
      if (left === 0) request.abort(settings.signal?.reason);
    }),
  );
  return { signal: request.signal, release: () => takeBacks.forEach(takeBack => void takeBack()) };
}

/** A call in VKScript, `API.likes.add({"item_id":"1"})`. */
function toVkScript({ method, params }: PreparedRequest): string {
  const own = Object.entries(params).filter(([name]) => !requestLevelParams.includes(name));
  // These two end a line in a script, and JSON leaves them as they are.
  const literal = JSON.stringify(Object.fromEntries(own))
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return `API.${method}(${literal})`;
}

/** What execute answers; what comes may be anything else. */
interface ExecuteResponse {
  readonly response?: unknown;
  readonly execute_errors?: unknown;
}

type ExecuteError = VkErrorBody & { readonly method?: string };

/**
 * Gives each call what is surely its own. VK puts `false` in the place of a call that failed, and the errors, each with
 * its method, into a list of their own, in the order of the calls. What cannot be paired has an unknown outcome.
 */
function settleBatch(waiting: readonly PendingCall[], answer: unknown): void {
  const { response, execute_errors } = answer as ExecuteResponse; // an answer of VK is an object
  const values: readonly unknown[] =
    Array.isArray(response) && response.length === waiting.length ? response : [];
  const failed = waiting.filter((_, i) => values[i] === false);
  const errors = Array.isArray(execute_errors) ? (execute_errors as readonly ExecuteError[]) : []; // VK's error objects
  const errorOf = pairErrors(
    failed,
    errors.filter(({ method }) => method !== "execute"),
  );
  waiting.forEach((item, i) => {
    const { call, resolve, reject } = item;
    const error = errorOf.get(item);
    const value = values[i];
    if (error) reject(new VkApiError(call.method, call.params, error, hint(call.method, error)));
    else if (value !== undefined && value !== false) resolve({ response: value });
    else {
      const what = "VK's answer to execute does not tell what became of this call";
      reject(
        new TransportError(`${call.method}: ${what}`, {
          status: 200,
          body: JSON.stringify(answer),
          sent: true,
        }),
      );
    }
  });
}

/** The error of each call that failed, where it is sure which one it is. */
function pairErrors(
  failed: readonly PendingCall[],
  errors: readonly ExecuteError[],
): ReadonlyMap<PendingCall, ExecuteError> {
  const inOrder =
    failed.length === errors.length &&
    errors.every(({ method }, i) => method === undefined || method === failed[i]?.call.method);
  if (inOrder) return new Map(failed.map((item, i) => [item, errors[i] as ExecuteError])); // as many errors as calls
  // An error without a method may be anybody's.
  if (errors.some(({ method }) => method === undefined)) return new Map();
  return new Map(
    failed.flatMap(candidate => {
      const { method } = candidate.call;
      const own = errors.filter(error => error.method === method);
      const rivals = failed.filter(({ call }) => call.method === method);
      const [error] = own;
      const isSure = own.length === rivals.length && own.every(other => isDeepStrictEqual(other, error));
      return error && isSure ? [[candidate, error] as const] : [];
    }),
  );
}
