import { networkReason } from "../core/network-reason.ts";
import type { Settings } from "../core/settings.ts";
import { download } from "../core/transport.ts";
import { TransportError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { maskText, maskUrl } from "../secrets.ts";
import type { AnyEvent } from "./event.ts";

/** How long VK waits for an event, in seconds. Source: https://dev.vk.com/ru/api/bots-long-poll/getting-started */
export const wait = 25;

/** Time beyond it after which a server that says nothing is taken for dead, in seconds. */
const grace = 10;

/** Most characters of an answer; VK's are much shorter. */
const maxLength = 64 * 1024 ** 2;

/** Where a community's events are read. */
export interface Server {
  readonly server: string;
  readonly key: string;
  /** The number after the latest event. */
  readonly ts: string;
}

/** What the server answers. */
export type Answer =
  | { readonly ts: string; readonly updates: readonly AnyEvent[] }
  | { readonly failed: number; readonly ts?: string | number };

/**
 * Asks the server for events.
 *
 * @param server the server
 * @param ts where to read on
 * @param settings the settings; the timeouts are those of a poll
 * @throws {TransportError} if there is no answer in time, or it is not VK's
 */
export async function poll({ server, key }: Server, ts: string, settings: Settings): Promise<Answer> {
  const url = new URL(server);
  url.search = new URLSearchParams({ act: "a_check", key, ts, wait: `${wait}` }).toString();
  const longest = (wait + grace) * 1000;
  const timeouts = { ...settings.timeouts, response: longest, idle: longest };
  try {
    return toAnswer(await readText(await download(url.href, { ...settings, timeouts })));
  } catch (error) {
    settings.signal?.throwIfAborted();
    const { message, status } = error as Error & { status?: number }; // as download throws them
    // got's error has the URL with the key, so only its message becomes the cause.
    const reason = maskText(networkReason(message)).replaceAll(url.href, maskUrl(url.href));
    const problem = localize("{purpose}: no complete response ({url}: {reason})", {
      purpose: "long poll",
      url: maskUrl(url.href),
      reason,
    });
    throw new TransportError(problem, { sent: true, cause: new Error(reason), ...(status && { status }) });
  }
}

async function readText(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxLength) throw new Error(localize("the answer is too long"));
  }
  return Buffer.concat(chunks).toString();
}

function toAnswer(text: string): Answer {
  let answer: Partial<{ ts: string | number; updates: readonly AnyEvent[]; failed: number }> | null;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Error(localize("the answer is not JSON"));
  }
  if (typeof answer?.failed === "number")
    return { failed: answer.failed, ...(answer.ts !== undefined && { ts: answer.ts }) };
  if (answer?.ts === undefined || !Array.isArray(answer.updates)) {
    throw new Error(localize("the answer has no events"));
  }
  return { ts: `${answer.ts}`, updates: answer.updates };
}
