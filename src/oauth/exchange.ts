import type { RetryPolicy } from "../api/methods.ts";
import { sleep } from "../core/abort.ts";
import { defaults } from "../core/defaults.ts";
import { parseObject } from "../core/encoding.ts";
import { idUrl, oauthUrl } from "../core/endpoints.ts";
import { retryDelay, shouldRetry } from "../core/middleware/retry.ts";
import type { Settings } from "../core/settings.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { unknownOutcome } from "../core/unknown-outcome.ts";
import { OAuthError, TransportError } from "../errors.ts";
import { maskParams, maskValue, secretsIn } from "../secrets.ts";
import { oauthHint } from "./hints.ts";

/** A request to one of VK's OAuth servers. */
export interface OAuthRequest {
  readonly server: "oauth" | "id";
  /** `access_token`, `oauth2/auth`, … */
  readonly path: string;
  /** Sent in the body, never in the URL; empty ones are omitted. */
  readonly params: Readonly<Record<string, string>>;
  /** Whether the request is safe to retry if its outcome is unknown. */
  readonly retry: RetryPolicy;
}

/**
 * Sends a request to one of VK's OAuth servers.
 *
 * @returns the response
 * @throws {OAuthError} if the server returned an error
 * @throws {TransportError} if there is no usable response; `outcomeUnknown` is `true` if the code may be used up
 */
export async function exchange(request: OAuthRequest): Promise<Record<string, unknown>> {
  const settings = currentSettings();
  const { signal, retries = defaults.retries, deadline = defaults.deadline, onRequestEvent } = settings;
  let end = Number.POSITIVE_INFINITY;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await send(request, settings);
    } catch (failure) {
      const decision = shouldRetry(failure, request.retry);
      if (decision === "outcome-unknown" && failure instanceof TransportError) throw codeMayBeSpent(failure);
      const wait = Math.round(retryDelay(attempt));
      end = Math.min(end, performance.now() + deadline);
      const isLastAttempt = attempt > retries || performance.now() + wait >= end;
      if (decision !== "retry" || isLastAttempt) throw failure;
      const reason = failure instanceof Error ? failure.message : String(failure);
      onRequestEvent?.({ event: "retry", target: request.path, detail: { attempt, wait, reason } });
      await sleep(wait, signal);
    }
  }
}

async function send(
  { server, path, params }: OAuthRequest,
  settings: Settings,
): Promise<Record<string, unknown>> {
  const { onRequestEvent, dryRun } = settings;
  const nonEmptyParams = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ""));
  onRequestEvent?.({ event: "request", target: path, detail: maskParams(nonEmptyParams) });
  if (dryRun) return {};
  const { post } = await import("../core/transport.ts");
  const { status, body } = await post(
    {
      url: `${server === "id" ? idUrl(settings) : oauthUrl(settings)}/${path}`,
      purpose: path,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(nonEmptyParams).toString(),
    },
    settings,
  );
  const response = parseObject(body);
  onRequestEvent?.({
    event: "response",
    target: path,
    detail: maskValue(response ?? body, ...secretsIn(params)),
  });
  if (typeof response?.error === "string") {
    const description = String(response.error_description ?? "");
    throw new OAuthError({
      request: path,
      error: response.error,
      description,
      status,
      hint: oauthHint(response.error, description),
    });
  }
  if (status !== 200 || !response) {
    const what = status === 200 ? "a response that is not VK's JSON" : `HTTP status ${status}`;
    throw new TransportError(`${path}: VK sent ${what}`, { status, sent: true, body: response ? "" : body });
  }
  return response;
}

function codeMayBeSpent(failure: TransportError): TransportError {
  return unknownOutcome(failure, "VK may have used up the code, which works once. Open a new link");
}
