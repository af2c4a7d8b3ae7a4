import { isDeepStrictEqual } from "node:util";
import { TransportError, VkApiError } from "../../errors.ts";
import { unlessAborted } from "../abort.ts";
import { becameOf, inScript, outerNames } from "../execute.ts";
import { answerNames, type Middleware, type PreparedRequest } from "../request.ts";

/** VK's limit of calls in one execute. Source: https://dev.vk.com/ru/method/execute */
const maxCalls = 25;

/** A script that broke off, and one that took too long: what each call in it did is not known, nor which was to blame. */
const brokenOff = [13, 36];

/** How a call that waits is given its answer. */
interface PendingCall {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that go in one request: an abort takes a call out, and the request is stopped when none is left. */
interface Group {
  readonly first: PreparedRequest;
  readonly request: object;
  readonly waiting: Map<PreparedRequest, PendingCall>;
  readonly stop: AbortController;
}

/**
 * Sends calls that are made at the same time together, where the settings ask for it.
 *
 * @param place the step in which a request waits until it may be sent
 */
export function batchMiddleware(place: Middleware): Middleware {
  return next => {
    const alone = place(next);
    /** Calls that could not be told apart from others. Their parameters are the same object in every attempt. */
    const apart = new WeakSet<PreparedRequest["params"]>();
    let open: Group[] = [];

    function groupFor(call: PreparedRequest): Group {
      const request = requestOf(call);
      const known = open.findLast(group => takes(group, call, request));
      if (known) return known;
      if (open.length === 0) setImmediate(flush);
      const group = {
        first: call,
        request,
        waiting: new Map<PreparedRequest, PendingCall>(),
        stop: new AbortController(),
      };
      open.push(group);
      return group;
    }

    function flush(): void {
      const groups = open;
      open = [];
      for (const group of groups) void sendBatch(group);
    }

    async function sendBatch({ first, waiting, stop }: Group): Promise<void> {
      if (waiting.size === 0) return;
      const settings = { ...first.settings, signal: stop.signal };
      // The script is written when the request has its place: who was aborted until then is not in it.
      const send = place(async () => {
        const calls = [...waiting.keys()];
        const [only] = calls;
        if (only && calls.length === 1) return tell(only, await next({ ...only, settings }));
        const params = { ...outerOf(first), code: inScript(calls) };
        const outcomes = becameOf(calls, await next({ ...first, method: "execute", params, settings }));
        for (const [i, call] of calls.entries()) tell(call, outcomes[i]);
      });
      try {
        await send({ ...first, settings });
      } catch (error) {
        // What befell the request befell every call in it; each decides for itself whether it can be repeated.
        for (const [call, { reject }] of waiting) {
          if (isBrokenOff(error)) apart.add(call.params);
          reject(error);
        }
      }

      function tell(call: PreparedRequest, outcome: unknown): void {
        if (outcome instanceof TransportError) apart.add(call.params);
        if (outcome instanceof Error) waiting.get(call)?.reject(outcome);
        else waiting.get(call)?.resolve(outcome);
      }
    }

    return async call => {
      if (!isBatchable(call) || apart.has(call.params)) return alone(call);
      const { waiting, stop } = groupFor(call);
      const answer = new Promise((resolve, reject) => {
        waiting.set(call, { resolve, reject });
      });
      try {
        return await unlessAborted(call.settings.signal, answer);
      } finally {
        waiting.delete(call);
        if (waiting.size === 0) stop.abort();
      }
    };
  };
}

function isBatchable({ policy, settings, params, challenge }: PreparedRequest): boolean {
  if (settings.batch !== true || !policy.batchable) return false;
  // A person's answer is for one request. Only calls that were challenged as one request carry it together.
  return challenge !== undefined || !answerNames.some(name => name in params);
}

/** What belongs to the request and not to a call in it, the challenge aside. */
function requestOf(call: PreparedRequest): object {
  // A call keeps its own signal, and its further parameters are among its own already.
  const { signal, params, ...settings } = call.settings;
  return { outer: outerOf(call), rps: call.rps, settings };
}

function outerOf({ params }: PreparedRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => outerNames.includes(name)));
}

function takes({ first, request, waiting, stop }: Group, call: PreparedRequest, its: object): boolean {
  if (waiting.size >= maxCalls || stop.signal.aborted || first.challenge !== call.challenge) return false;
  return isDeepStrictEqual(request, its);
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof VkApiError && error.method === "execute" && brokenOff.includes(error.errorCode);
}
