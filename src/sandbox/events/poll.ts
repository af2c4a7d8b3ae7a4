import type { FailedFault, PollFault } from "../faults.ts";
import type { Bell } from "./bell.ts";
import type { Queue, QueuedEvent } from "./queue.ts";

/** Longest time that VK waits for an event, and the time it waits when nothing is asked for, in seconds. Source: https://dev.vk.com/ru/api/bots-long-poll/getting-started */
const waits = { longest: 90, usual: 25 };

/** Versions of the protocol, for a client that asks for another one. */
export const versions = { min_version: 0, max_version: 19 };

/** What a client asks for. */
export interface PollRequest {
  readonly key: string | undefined;
  /** Number of the last event that it has. */
  readonly ts: string | undefined;
  /** How long it wants to wait, in seconds. */
  readonly wait: string | undefined;
}

/** VK's response: the events, or why there are none. */
export type PollResponse =
  | { readonly ts: number; readonly updates: readonly unknown[] }
  | { readonly failed: 1; readonly ts: number }
  | { readonly failed: 2 | 3 }
  | ({ readonly failed: 4 } & typeof versions);

/**
 * Answers a poll, at once when there are events, or else when one comes or the time is over.
 *
 * @param find finds the queue, which a reset of the sandbox empties
 * @param gone aborted when the client does not wait any more
 */
export async function answerPoll(
  find: () => Queue,
  request: PollRequest,
  bell: Bell,
  gone: AbortSignal,
  fault?: PollFault,
): Promise<PollResponse> {
  if (fault && "failed" in fault) return scriptedFailure(fault, find(), request);
  const over = new AbortController();
  const finish = () => over.abort();
  const timer = setTimeout(finish, secondsOf(request.wait) * 1000).unref();
  gone.addEventListener("abort", finish);
  try {
    for (;;) {
      const queue = find();
      const response = look(queue, request, fault?.repeat ?? 0);
      if ("failed" in response || response.updates.length > 0 || over.signal.aborted) return response;
      await bell.wait(queue.name, over.signal);
    }
  } finally {
    clearTimeout(timer);
    gone.removeEventListener("abort", finish);
  }
}

/** What can be answered now. */
function look(queue: Queue, { key, ts }: PollRequest, repeated: number): PollResponse {
  const asked = numberOf(ts);
  if (queue.key === undefined) return { failed: 3 };
  if (key !== queue.key) return { failed: 2 };
  if (asked === undefined) return { failed: 1, ts: queue.last };
  // A greater number is of a time before the sandbox was reset.
  if (asked > queue.last) return { failed: 3 };
  if (asked < queue.dropped) return { failed: 1, ts: queue.dropped };
  const events: readonly QueuedEvent[] = [
    ...(repeated > 0 ? queue.before(asked, repeated) : []),
    ...queue.after(asked),
  ];
  const newest = Math.max(asked, events.at(-1)?.id ?? 0);
  return { ts: newest, updates: events.map(({ update }) => update) };
}

/** A failure that a test scripted. Nothing is lost by it: the client can go on from where it is. */
function scriptedFailure({ failed }: FailedFault, queue: Queue, { ts }: PollRequest): PollResponse {
  if (failed === 4) return { failed, ...versions };
  if (failed !== 1) return { failed };
  return { failed: 1, ts: Math.max(Math.min(numberOf(ts) ?? queue.last, queue.last), queue.dropped) };
}

function numberOf(ts: string | undefined): number | undefined {
  return ts !== undefined && /^\d+$/.test(ts) ? Number(ts) : undefined;
}

function secondsOf(wait: string | undefined): number {
  return Math.min(numberOf(wait) ?? waits.usual, waits.longest);
}
