import type { RetryPolicy } from "../api/policy.ts";
import { onAbort, sleep } from "../core/abort.ts";
import { defaults } from "../core/defaults.ts";
import { parseObject } from "../core/encoding.ts";
import { idUrl, oauthUrl } from "../core/endpoints.ts";
import { type RetryDecision, retryDelay, shouldRetry } from "../core/middleware/retry.ts";
import type { Settings } from "../core/settings.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { unknownOutcome } from "../core/unknown-outcome.ts";
import { OAuthError, TransportError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { maskParams, maskText, maskValue, secretsIn } from "../secrets.ts";
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
  /** How long to wait for the response after an abort, in milliseconds. The response may contain a token that is issued once. */
  readonly abortDelay?: number;
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
      return await exchangeOnce(request, settings);
    } catch (failure) {
      const decision = retryDecision(failure, request.retry);
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

/** Errors of a server that did not process the request. Source: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 */
const unprocessedErrors = ["temporarily_unavailable", "slow_down"];

/** Whether a later request can succeed: the server was overloaded, or it had an internal error. */
export function isTemporary({ error, status = 0 }: OAuthError): boolean {
  return isUnprocessed({ error, status }) || error === "server_error" || status >= 500;
}

function isUnprocessed({ error, status }: Pick<OAuthError, "error" | "status">): boolean {
  return unprocessedErrors.includes(error) || status === 429;
}

function retryDecision(failure: unknown, policy: RetryPolicy): RetryDecision {
  if (!(failure instanceof OAuthError)) return shouldRetry(failure, policy);
  const canRetry = isUnprocessed(failure) || (isTemporary(failure) && policy !== "non-idempotent");
  return canRetry ? "retry" : "fail";
}

async function exchangeOnce(request: OAuthRequest, settings: Settings): Promise<Record<string, unknown>> {
  const { path } = request;
  const { onRequestEvent, dryRun } = settings;
  const params = Object.fromEntries(Object.entries(request.params).filter(([, value]) => value !== ""));
  onRequestEvent?.({ event: "request", target: path, detail: maskParams(params) });
  if (dryRun) return {};
  const { status, body } = await send(request, new URLSearchParams(params).toString(), settings);
  const secrets = secretsIn(params);
  const response = parseObject(body);
  onRequestEvent?.({ event: "response", target: path, detail: maskValue(response ?? body, ...secrets) });
  if (typeof response?.error === "string") {
    const { error } = response;
    const description = maskText(String(response.error_description ?? ""), ...secrets);
    throw new OAuthError({ request: path, error, description, status, hint: oauthHint(error, description) });
  }
  if (status !== 200 || !response || response.error !== undefined || !hasToken(path, response)) {
    const maskedBody = response ? "" : maskText(body, ...secrets);
    const problem = problemWith(path, status, response !== undefined);
    throw new TransportError(problem, { status, sent: true, body: maskedBody });
  }
  return response;
}

/** What is wrong with a response that is neither an error nor tokens. */
function problemWith(request: string, status: number, isObject: boolean): string {
  if (status !== 200) return localize("{request}: VK sent HTTP status {status}", { request, status });
  return isObject
    ? localize("{request}: VK sent a response without a token", { request })
    : localize("{request}: VK sent a response that is not VK's JSON", { request });
}

/** Whether a response contains a token, or community tokens, if the request is for tokens. */
function hasToken(path: string, { access_token, groups }: Record<string, unknown>): boolean {
  if (path !== "access_token" && path !== "oauth2/auth") return true;
  return (typeof access_token === "string" && access_token !== "") || Array.isArray(groups);
}

async function send({ server, path, abortDelay = 0 }: OAuthRequest, body: string, settings: Settings) {
  const { post } = await import("../core/transport.ts");
  const url = `${server === "id" ? idUrl(settings) : oauthUrl(settings)}/${path}`;
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const { signal, release } = delaySignal(settings.signal, abortDelay);
  try {
    return await post({ url, purpose: path, headers, body }, { ...settings, signal });
  } finally {
    release();
  }
}

/** Returns a signal that is aborted some time after another one. */
function delaySignal(signal: AbortSignal | undefined, ms: number) {
  if (!signal || ms === 0) return { signal, release: () => {} };
  const delayed = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const unsubscribe = onAbort(signal, () => {
    timer = setTimeout(() => delayed.abort(signal.reason), ms);
  });
  const release = () => {
    unsubscribe();
    clearTimeout(timer);
  };
  return { signal: delayed.signal, release };
}

function codeMayBeSpent(failure: TransportError): TransportError {
  return unknownOutcome(failure, localize("VK may have used up the code, which works once. Open a new link"));
}
