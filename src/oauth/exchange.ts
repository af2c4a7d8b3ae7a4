import { OAuthError, TransportError } from "../errors.ts";
import { maskParams, maskText, maskValue, secretsIn } from "../secrets.ts";
import { onAbort, sleep } from "../vk/abort.ts";
import type { RepeatClass } from "../vk/methods.ts";
import { backOff, type Decision, decide, defaultDeadline, defaultRetries } from "../vk/retry.ts";
import { currentSettings, idUrl, oauthUrl, type Settings } from "../vk/settings.ts";
import { parseObject } from "../vk/wire.ts";
import { oauthHint } from "./hints.ts";

/** A request to one of VK's OAuth servers. */
export interface Exchange {
  readonly server: "oauth" | "id";
  /** `access_token`, `oauth2/auth`, … */
  readonly path: string;
  /** Sent in the body, never in the address; empty ones are left out. */
  readonly params: Readonly<Record<string, string>>;
  /** Whether it can be sent again when its outcome is not known. */
  readonly repeat: RepeatClass;
  /** How long its answer is still waited for once the work is stopped, in milliseconds: it may be had only once. */
  readonly lastWait?: number;
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
  const { signal, retries = defaultRetries, deadline = defaultDeadline, onTraffic } = settings;
  let end = Number.POSITIVE_INFINITY;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await ask(request, settings);
    } catch (failure) {
      const decision = decideOn(failure, request.repeat);
      if (decision === "unknown" && failure instanceof TransportError) throw usedUp(failure);
      const wait = Math.round(backOff(attempt));
      end = Math.min(end, performance.now() + deadline);
      if (decision !== "repeat" || attempt > retries || performance.now() + wait >= end) throw failure;
      const reason = failure instanceof Error ? failure.message : String(failure);
      onTraffic?.({ event: "retry", target: request.path, detail: { attempt, wait, reason } });
      await sleep(wait, signal);
    }
  }
}

/** Errors by which a server says that it did not look at the request. Source: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 */
const unseen = ["temporarily_unavailable", "slow_down"];

/** Whether a server may answer otherwise in a while: it had no time, or it failed inside. */
export function isTemporary({ error, status = 0 }: OAuthError): boolean {
  return isUnseen({ error, status }) || error === "server_error" || status >= 500;
}

function isUnseen({ error, status }: Pick<OAuthError, "error" | "status">): boolean {
  return unseen.includes(error) || status === 429;
}

function decideOn(failure: unknown, repeat: RepeatClass): Decision {
  if (!(failure instanceof OAuthError)) return decide(failure, repeat);
  return isUnseen(failure) || (isTemporary(failure) && repeat !== "once") ? "repeat" : "give up";
}

async function ask(request: Exchange, settings: Settings): Promise<Record<string, unknown>> {
  const { path } = request;
  const { onTraffic, dryRun } = settings;
  const params = Object.fromEntries(Object.entries(request.params).filter(([, value]) => value !== ""));
  onTraffic?.({ event: "request", target: path, detail: maskParams(params) });
  if (dryRun) return {};
  const { status, body } = await send(request, new URLSearchParams(params).toString(), settings);
  const secrets = secretsIn(params);
  const answer = parseObject(body);
  onTraffic?.({ event: "answer", target: path, detail: maskValue(answer ?? body, ...secrets) });
  if (typeof answer?.error === "string") {
    const { error } = answer;
    const description = maskText(String(answer.error_description ?? ""), ...secrets);
    throw new OAuthError(path, { error, description, status }, oauthHint(error, description));
  }
  if (status !== 200 || !answer || answer.error !== undefined || !hasToken(path, answer)) {
    const wrong = answer ? "an answer without what was asked for" : "an answer that is not VK's JSON";
    const what = status === 200 ? wrong : `HTTP status ${status}`;
    const shown = answer ? "" : maskText(body, ...secrets);
    throw new TransportError(`${path}: VK sent ${what}`, { status, sent: true, body: shown });
  }
  return answer;
}

/** What gives tokens gives one, or one for each community. */
function hasToken(path: string, { access_token, groups }: Record<string, unknown>): boolean {
  if (path !== "access_token" && path !== "oauth2/auth") return true;
  return (typeof access_token === "string" && access_token !== "") || Array.isArray(groups);
}

async function send({ server, path, lastWait = 0 }: Exchange, body: string, settings: Settings) {
  const { post } = await import("../vk/transport.ts");
  const url = `${server === "id" ? idUrl(settings) : oauthUrl(settings)}/${path}`;
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const { signal, release } = delayed(settings.signal, lastWait);
  try {
    return await post({ url, purpose: path, headers, body }, { ...settings, signal });
  } finally {
    release();
  }
}

/** A signal that follows another one some time later. */
function delayed(signal: AbortSignal | undefined, ms: number) {
  if (!signal || ms === 0) return { signal, release: () => {} };
  const follower = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const takeBack = onAbort(signal, () => {
    timer = setTimeout(() => follower.abort(signal.reason), ms);
  });
  const release = () => {
    takeBack();
    clearTimeout(timer);
  };
  return { signal: follower.signal, release };
}

function usedUp({ message, status, body, cause }: TransportError): TransportError {
  const advice = "VK may have used the code up, which works once: open a new link";
  return new TransportError(
    `${message}. ${advice}`,
    { sent: true, cause, body, ...(status === undefined ? {} : { status }) },
    true,
  );
}
