import { maskParams, maskValue, secretsIn } from "../secrets.ts";
import { decode } from "./encoding.ts";
import { batchMiddleware } from "./middleware/batch.ts";
import { challengeMiddleware } from "./middleware/challenge.ts";
import { rateLimitMiddleware } from "./middleware/rate-limit.ts";
import { retryMiddleware } from "./middleware/retry.ts";
import type { Next, PreparedRequest } from "./request.ts";

const pipelines = new Map<string, Next>();
const maxPipelines = 1000;

/**
 * The pipeline of a request: those with the same token and base URL share it, and with it what VK allows the token.
 *
 * The rate limit is inside the retry, so every attempt waits for a slot. The challenge is outside, so a solved captcha
 * gets attempts of its own.
 */
export function pipelineFor({ apiUrl, params }: PreparedRequest): Next {
  const key = `${apiUrl} ${params.access_token}`;
  const pipeline =
    pipelines.get(key) ??
    challengeMiddleware(retryMiddleware(batchMiddleware(rateLimitMiddleware())(sendRequest)));
  pipelines.delete(key);
  pipelines.set(key, pipeline);
  const oldest = pipelines.keys().next();
  if (pipelines.size > maxPipelines && !oldest.done) pipelines.delete(oldest.value);
  return pipeline;
}

let transportModule: Promise<typeof import("./transport.ts")> | undefined;

const sendRequest: Next = async ({ method, params, apiUrl, settings }) => {
  settings.onRequestEvent?.({ event: "request", target: method, detail: maskParams(params) });
  const request = {
    url: `${apiUrl}/${method}`,
    purpose: method,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(params).toString(),
  };
  // Commands that call nothing do not load what makes connections; and an import is too dear to repeat for each call.
  transportModule ??= import("./transport.ts");
  const { status, body } = await (await transportModule).post(request, settings);
  settings.onRequestEvent?.({
    event: "response",
    target: method,
    detail: maskValue(body, ...secretsIn(params)),
  });
  return decode(method, params, status, body);
};
