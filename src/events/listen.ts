import type { Auth } from "../core/auth.ts";
import type { AnyEvent, EventName, EventOf, Incoming } from "./event.ts";
import { Lanes } from "./lanes.ts";
import { peerOf } from "./peer.ts";
import { type ListenOptions, Source } from "./source.ts";

/** How events are handled. */
export interface HandleOptions<N extends string = EventName> extends ListenOptions<N> {
  /** How many events of different peers are handled at the same time. Empty: 10. */
  readonly concurrency?: number | undefined;
}

/** Events that are taken from VK before those before them are done. */
const mostWaiting = 1000;

/**
 * Listens to the events of a community by Bots Long Poll, until it is stopped. What came and what is done stands in a file, so
 * that each event comes once: one that was handed out and not acknowledged comes again after a restart. The turn of the loop
 * acknowledges the event when it ends; `break` and an error do not. Whatever passes by itself is waited out.
 *
 * @param auth credentials of the community: a community token with the `manage` scope, and `messages` for messages
 * @param options what to listen to
 * @returns the events, in VK's order; one process at a time listens with a file
 * @throws {ArgumentError} if the credentials name no community, or VK has no such event
 * @throws {ConfigError} if another process uses the file, or it cannot be written
 * @throws {VkApiError} if VK refuses for a reason that does not pass by itself
 * @example
 * ```ts
 * import { callMethod } from "oint";
 * import { listen } from "oint/events";
 *
 * // Without `idle` it listens until it is stopped.
 * const options = { events: ["message_new"], state: "events.jsonl", idle: 500 } as const;
 * for await (const event of listen(auth, options)) {
 *   const { id, peer_id, text } = event.object.message;
 *   await callMethod("messages.send", { peer_id, message: `You said: ${text}`, random_id: id }, auth);
 * }
 * ```
 * @see https://dev.vk.com/ru/api/bots-long-poll/getting-started
 */
export function listen<const N extends string = EventName>(
  auth: Auth,
  options: ListenOptions<N> = {},
): AsyncGenerator<Incoming<N>, void, undefined> {
  return eachInTurn(new Source(auth, options)) as AsyncGenerator<Incoming<N>, void, undefined>; // VK sends what was asked for
}

async function* eachInTurn(
  source: Source,
): AsyncGenerator<AnyEvent & { done: () => Promise<void> }, void, undefined> {
  try {
    for await (const event of source.events()) {
      const done = () => source.done(event);
      yield { ...event, done };
      await done();
    }
  } finally {
    await source.close();
  }
}

/**
 * Handles the events of a community: those of one peer in their order, those of different peers side by side. An event is
 * acknowledged when its handler ends.
 *
 * @param auth credentials of the community, as for {@link listen}
 * @param handle handles an event; if it throws, the listening ends with its error, and the event comes again
 * @param options what to listen to, and how much at a time
 * @returns when the listening has ended and all that was begun is done
 * @throws {ArgumentError} as {@link listen} does
 * @example
 * ```ts
 * import { handleEvents } from "oint/events";
 *
 * const options = { events: ["group_join"], state: "events.jsonl", idle: 500 } as const;
 * await handleEvents(auth, ({ object }) => console.log(object.user_id), options);
 * ```
 */
export async function handleEvents<const N extends string = EventName>(
  auth: Auth,
  handle: (event: EventOf<N>) => unknown,
  options: HandleOptions<N> = {},
): Promise<void> {
  const source = new Source(auth, options);
  const lanes = new Lanes(options.concurrency ?? 10, mostWaiting);
  try {
    for await (const event of source.events()) {
      lanes.add(peerOf(event), async () => {
        try {
          await handle(event as EventOf<N>); // VK sends what was asked for
          await source.done(event);
        } catch (error) {
          source.stop();
          throw error;
        }
      });
      await lanes.room();
    }
    if (!source.isStopped) await lanes.idle();
  } finally {
    await lanes.stop();
    await source.close();
  }
}
