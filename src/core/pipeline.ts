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
 * Returns the pipeline of a request. Requests with the same token and base URL share a pipeline, and so a rate limit.
 *
 * The rate limit is inside the retry, so every attempt waits for a slot. The challenge is outside, so the number of
 * retries starts again after a captcha is solved.
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
  // The transport is loaded by the first request, because many commands send none. Importing it per request would be slow.
  transportModule ??= import("./transport.ts");
  const { status, body } = await (await transportModule).post(request, settings);
  settings.onRequestEvent?.({
    event: "response",
    target: method,
    detail: maskValue(body, ...secretsIn(params)),
  });
  return decode(method, params, status, body);
};
