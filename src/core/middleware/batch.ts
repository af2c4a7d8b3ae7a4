import { isDeepStrictEqual } from "node:util";
import { TransportError, VkApiError } from "../../errors.ts";
import { unlessAborted } from "../abort.ts";
import { requestLevelParams, settleBatch, toVkScript } from "../execute.ts";
import { challengeParams, type Middleware, type PreparedRequest } from "../request.ts";
import { withSettings } from "../settings-scope.ts";

/** VK's limit of calls per `execute`. Source: https://dev.vk.com/ru/method/execute */
const maxCalls = 25;

/** The script was interrupted (13) or took too long (36): the outcome of each call in it, and which call caused it, are unknown. */
const interruptedScriptCodes = [13, 36];

/** The promise of a call that waits for its result. */
interface PendingCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that are sent in one request. An abort removes a call; the request is aborted when no call is left. */
interface Batch {
  readonly first: PreparedRequest;
  readonly request: object;
  readonly pending: Map<PreparedRequest, PendingCall>;
  readonly abort: AbortController;
}

/**
 * Sends calls that are made at the same time in one request, if the settings say so.
 *
 * @param rateLimit the middleware in which a request waits for its slot
 */
export function batchMiddleware(rateLimit: Middleware): Middleware {
  return next => {
    const sendSingle = rateLimit(next);
    /** Calls whose result was not certain in a batch; they are retried alone. Every attempt of a call has the same parameter object. */
    const unbatched = new WeakSet<PreparedRequest["params"]>();
    let openBatches: Batch[] = [];

    function batchFor(call: PreparedRequest): Batch {
      const request = requestLevelPart(call);
      const open = openBatches.findLast(batch => accepts(batch, call, request));
      if (open) return open;
      if (openBatches.length === 0) setImmediate(flush);
      const batch = {
        first: call,
        request,
        pending: new Map<PreparedRequest, PendingCall>(),
        abort: new AbortController(),
      };
      openBatches.push(batch);
      return batch;
    }

    function flush(): void {
      const batches = openBatches;
      openBatches = [];
      // The first call of all batches set the timer, and its settings are in effect here.
      for (const batch of batches) void withSettings(batch.first.settings, () => sendBatch(batch));
    }

    async function sendBatch({ first, pending, abort }: Batch): Promise<void> {
      if (pending.size === 0) return;
      const settings = { ...first.settings, signal: abort.signal };
      // The script is written once the request has a slot, so that it omits calls that were aborted while waiting.
      const send = rateLimit(async () => {
        const calls = [...pending.keys()];
        const [only] = calls;
        if (only && calls.length === 1) return settleCall(only, await next({ ...only, settings }));
        const params = { ...paramsOfRequest(first), code: toVkScript(calls) };
        const results = settleBatch(calls, await next({ ...first, method: "execute", params, settings }));
        for (const [i, call] of calls.entries()) settleCall(call, results[i]);
      });
      try {
        await send({ ...first, settings });
      } catch (error) {
        // A failed request is a failure of every call in it; each call has its own retry policy.
        for (const [call, { reject }] of pending) {
          if (isInterruptedScript(error)) unbatched.add(call.params);
          reject(error);
        }
      }

      function settleCall(call: PreparedRequest, result: unknown): void {
        if (result instanceof TransportError) unbatched.add(call.params);
        if (result instanceof Error) pending.get(call)?.reject(result);
        else pending.get(call)?.resolve(result);
      }
    }

    return async call => {
      if (!isBatchable(call) || unbatched.has(call.params)) return sendSingle(call);
      const { pending, abort } = batchFor(call);
      const result = new Promise((resolve, reject) => {
        pending.set(call, { resolve, reject });
      });
      try {
        return await unlessAborted(call.settings.signal, result);
      } finally {
        pending.delete(call);
        if (pending.size === 0) abort.abort();
      }
    };
  };
}

function isBatchable({ policy, settings, params, challenge }: PreparedRequest): boolean {
  if (settings.batch !== true || !policy.batchable) return false;
  // A challenge response is valid for one request. Only calls that were challenged as one request share it.
  return challenge !== undefined || !challengeParams.some(name => name in params);
}

/** The parts of a call that apply to the whole request, except the challenge. Calls in a batch have these in common. */
function requestLevelPart(call: PreparedRequest): object {
  // Each call has its own signal, and the parameters of the settings are already among those of the call.
  const { signal, params, ...settings } = call.settings;
  return { params: paramsOfRequest(call), rps: call.rps, settings };
}

function paramsOfRequest({ params }: PreparedRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => requestLevelParams.includes(name)));
}

function accepts(batch: Batch, call: PreparedRequest, request: object): boolean {
  if (batch.pending.size >= maxCalls || batch.abort.signal.aborted) return false;
  return batch.first.challenge === call.challenge && isDeepStrictEqual(batch.request, request);
}

function isInterruptedScript(error: unknown): boolean {
  return (
    error instanceof VkApiError &&
    error.method === "execute" &&
    interruptedScriptCodes.includes(error.errorCode)
  );
}
