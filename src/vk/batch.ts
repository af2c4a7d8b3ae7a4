import { isDeepStrictEqual } from "node:util";
import { TransportError, VkApiError, type VkErrorBody } from "../errors.ts";
import { onAbort } from "./abort.ts";
import { type Call, commonNames, type Send, type Step } from "./call.ts";
import { captcha } from "./captcha.ts";
import { hint } from "./hints.ts";

/** VK's limit of calls in one execute. Source: https://dev.vk.com/ru/method/execute */
const mostCalls = 25;

/** What belongs to the request and not to a call in it. */
const outer = ["access_token", ...commonNames];

/**
 * Methods that save an upload do not work inside execute; and execute does not hold itself. What answers a challenge is
 * for the one call that was challenged.
 */
function canBeBatched({ method, settings, answersChallenge }: Call): boolean {
  return settings.batch === true && !answersChallenge && method !== "execute" && !/\.save/.test(method);
}

/** A call that waits for others to go with, and then for its part of their answer. */
interface Waiting {
  readonly call: Call;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Sends calls that are made at the same time together, where the settings ask for it. */
export function batch(): Step {
  return next => {
    let groups: Waiting[][] = [];
    // A challenge of the request itself is put to the person once, not once for each call in it.
    const execute = captcha(next);
    const flush = () => {
      const all = groups;
      groups = [];
      for (const group of all) void sendTogether(next, execute, group);
    };
    return call => {
      if (!canBeBatched(call)) return next(call);
      return new Promise((resolve, reject) => {
        if (groups.length === 0) setImmediate(flush);
        const group = groups.find(each => each.length < mostCalls && goTogether(each[0]?.call, call));
        const waiting = { call, resolve, reject };
        if (group) group.push(waiting);
        else groups.push([waiting]);
      });
    };
  };
}

/** One request carries calls that would be sent in the same way: with equal settings and equal parameters of the request. */
function goTogether(one: Call | undefined, other: Call): boolean {
  if (!one || one.rps !== other.rps || one.apiUrl !== other.apiUrl) return false;
  if (outer.some(name => one.params[name] !== other.params[name])) return false;
  return one.settings === other.settings || isDeepStrictEqual(ownWay(one), ownWay(other));
}

/** The settings that say how a request is made. Each call keeps a signal of its own, and its parameters are encoded already. */
function ownWay({ settings: { signal, params, ...others } }: Call): object {
  return others;
}

async function sendTogether(next: Send, execute: Send, group: readonly Waiting[]): Promise<void> {
  const waiting = group.filter(({ call, reject }) => {
    const { signal } = call.settings;
    if (signal?.aborted) reject(signal.reason);
    return !signal?.aborted;
  });
  const [first, ...others] = waiting;
  if (!first) return;
  if (others.length === 0) return void next(first.call).then(first.resolve, first.reject);
  const { signal, release } = abortedByAll(waiting);
  const shared = Object.entries(first.call.params).filter(([name]) => outer.includes(name));
  const code = `return [${waiting.map(({ call }) => inScript(call)).join(",")}];`;
  const params = { ...Object.fromEntries(shared), code };
  try {
    const settings = { ...first.call.settings, signal };
    settle(waiting, await execute({ ...first.call, method: "execute", params, settings }));
  } catch (error) {
    // What befell the request befell every call in it; each decides for itself whether it can be repeated.
    for (const { reject } of waiting) reject(error);
  } finally {
    release();
  }
}

/** Each call that is aborted ends at once; the request itself is cancelled when nobody waits for it any more. */
function abortedByAll(waiting: readonly Waiting[]): { signal: AbortSignal; release: () => void } {
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
function inScript({ method, params }: Call): string {
  const own = Object.entries(params).filter(([name]) => !outer.includes(name));
  // These two end a line in a script, and JSON leaves them as they are.
  const literal = JSON.stringify(Object.fromEntries(own))
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return `API.${method}(${literal})`;
}

/** What execute answers; what comes may be anything else. */
interface ExecuteAnswer {
  readonly response?: unknown;
  readonly execute_errors?: unknown;
}

type ExecuteError = VkErrorBody & { readonly method?: string };

/**
 * Gives each call what is surely its own. VK puts `false` in the place of a call that failed, and the errors, each with
 * its method, into a list of their own, in the order of the calls. What cannot be paired has an unknown outcome.
 */
function settle(waiting: readonly Waiting[], answer: unknown): void {
  const { response, execute_errors } = answer as ExecuteAnswer; // an answer of VK is an object
  const values: readonly unknown[] =
    Array.isArray(response) && response.length === waiting.length ? response : [];
  const failed = waiting.filter((_, i) => values[i] === false);
  const errors = Array.isArray(execute_errors) ? (execute_errors as readonly ExecuteError[]) : []; // VK's error objects
  const errorOf = pairErrors(
    failed,
    errors.filter(({ method }) => method !== "execute"),
  );
  waiting.forEach((each, i) => {
    const { call, resolve, reject } = each;
    const error = errorOf.get(each);
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
  failed: readonly Waiting[],
  errors: readonly ExecuteError[],
): ReadonlyMap<Waiting, ExecuteError> {
  const inOrder =
    failed.length === errors.length &&
    errors.every(({ method }, i) => method === undefined || method === failed[i]?.call.method);
  if (inOrder) return new Map(failed.map((each, i) => [each, errors[i] as ExecuteError])); // as many errors as calls
  // An error without a method may be anybody's.
  if (errors.some(({ method }) => method === undefined)) return new Map();
  return new Map(
    failed.flatMap(each => {
      const { method } = each.call;
      const own = errors.filter(error => error.method === method);
      const rivals = failed.filter(({ call }) => call.method === method);
      const [error] = own;
      const isSure = own.length === rivals.length && own.every(other => isDeepStrictEqual(other, error));
      return error && isSure ? [[each, error] as const] : [];
    }),
  );
}
