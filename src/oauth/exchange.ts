import type { RetryPolicy } from "../api/policy.ts";
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
export interface Exchange {
  readonly server: "oauth" | "id";
  /** `access_token`, `oauth2/auth`, … */
  readonly path: string;
  /** Sent in the body, never in the address; empty ones are left out. */
  readonly params: Readonly<Record<string, string>>;
  /** Whether it can be sent again when its outcome is not known. */
  readonly repeat: RetryPolicy;
}

/**
 * Asks one of VK's OAuth servers.
 *
 * @returns its answer
 * @throws {OAuthError} when it answered an error
 * @throws {TransportError} when there is no usable answer; its `outcomeUnknown` tells when a code may have been used up
 */
export async function exchange(request: Exchange): Promise<Record<string, unknown>> {
  const settings = currentSettings();
  const { signal, retries = defaults.retries, deadline = defaults.deadline, onRequestEvent } = settings;
  let end = Number.POSITIVE_INFINITY;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await ask(request, settings);
    } catch (failure) {
      const decision = shouldRetry(failure, request.repeat);
      if (decision === "unknown" && failure instanceof TransportError) throw codeMayBeSpent(failure);
      const wait = Math.round(retryDelay(attempt));
      end = Math.min(end, performance.now() + deadline);
      if (decision !== "repeat" || attempt > retries || performance.now() + wait >= end) throw failure;
      const reason = failure instanceof Error ? failure.message : String(failure);
      onRequestEvent?.({ event: "retry", target: request.path, detail: { attempt, wait, reason } });
      await sleep(wait, signal);
    }
  }
}

async function ask({ server, path, params }: Exchange, settings: Settings): Promise<Record<string, unknown>> {
  const { onRequestEvent, dryRun } = settings;
  const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ""));
  onRequestEvent?.({ event: "request", target: path, detail: maskParams(given) });
  if (dryRun) return {};
  const { post } = await import("../core/transport.ts");
  const { status, body } = await post(
    {
      url: `${server === "id" ? idUrl(settings) : oauthUrl(settings)}/${path}`,
      purpose: path,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(given).toString(),
    },
    settings,
  );
  const answer = parseObject(body);
  onRequestEvent?.({
    event: "response",
    target: path,
    detail: maskValue(answer ?? body, ...secretsIn(params)),
  });
  if (typeof answer?.error === "string") {
    const description = String(answer.error_description ?? "");
    throw new OAuthError({
      request: path,
      error: answer.error,
      description,
      status,
      hint: oauthHint(answer.error, description),
    });
  }
  if (status !== 200 || !answer) {
    const what = status === 200 ? "an answer that is not VK's JSON" : `HTTP status ${status}`;
    throw new TransportError(`${path}: VK sent ${what}`, { status, sent: true, body: answer ? "" : body });
  }
  return answer;
}

function codeMayBeSpent(failure: TransportError): TransportError {
  return unknownOutcome(failure, "VK may have used up the code, which works once. Open a new link");
}
