import { type Auth, communityOf } from "../core/auth.ts";
import { currentSettings, withCurrentSettings, withSettings } from "../core/settings-scope.ts";
import { OintError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { AnyEvent, EventName } from "./event.ts";
import { Inbox } from "./inbox.ts";
import { type Gap, Receiver } from "./receive.ts";
import { report } from "./report.ts";
import { defaultStatePath } from "./state-path.ts";
import { switchOn } from "./switch-on.ts";
import { isCropped, withWholeMessage } from "./whole-message.ts";

/** What to listen to, and how. */
export interface ListenOptions<N extends string = EventName> {
  /** VK's names of the events. Empty: all that the community has switched on; `message_new` if there is none. */
  readonly events?: readonly N[] | undefined;
  /** File with what came and what is done. Empty: one for the community, in the user's state folder. */
  readonly state?: string | undefined;
  /** Whether Long Poll and the events are switched on at VK where they are off. Empty: yes. */
  readonly setup?: boolean | undefined;
  /** Ends after this many events. Empty: never. */
  readonly count?: number | undefined;
  /** Ends when nothing came for so long, in milliseconds. Empty: never. */
  readonly idle?: number | undefined;
  /** Ends the listening: what was handed out can still be done. Empty: the signal of the settings. */
  readonly signal?: AbortSignal | undefined;
  /** Told of events that VK does not have any more. Empty: they are reported as a notice only. */
  readonly onGap?: GapListener | undefined;
}

/**
 * Is told of a gap.
 *
 * @param gap what is missing
 */
export type GapListener = (gap: Gap) => void;

/** The events of a community: from the disk what is not done, then from VK. */
export class Source {
  readonly #auth: Auth;
  readonly #group: number;
  readonly #options: ListenOptions<string>;
  readonly #path: string;
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  /** Signals of whoever listens. */
  readonly #outside: readonly AbortSignal[];
  /** Does work with the settings that were in effect when the listening began. */
  readonly #run: <T>(work: () => Promise<T>) => Promise<T>;
  #inbox: Inbox | undefined;

  constructor(auth: Auth, options: ListenOptions<string>) {
    const settings = currentSettings();
    this.#auth = auth;
    this.#group = communityOf(auth);
    this.#options = options;
    this.#path = options.state ?? defaultStatePath(this.#group, settings);
    this.#outside = [options.signal, settings.signal].filter(signal => signal !== undefined);
    this.#signal = AbortSignal.any([this.#stop.signal, ...this.#outside]);
    const within = withCurrentSettings((work: () => Promise<unknown>) =>
      withSettings({ signal: this.#signal }, work),
    );
    this.#run = work => within(work) as ReturnType<typeof work>; // what the work returns
  }

  /** Whether whoever listens has ended it. */
  get isStopped(): boolean {
    return this.#outside.some(({ aborted }) => aborted);
  }

  /** Hands the events out, until the listening ends. */
  async *events(): AsyncGenerator<AnyEvent, void, undefined> {
    const { count = Number.POSITIVE_INFINITY } = this.#options;
    let taken = 0;
    if (count <= 0) return;
    for await (const event of this.#all()) {
      yield event;
      if (++taken >= count) return;
    }
  }

  /** Acknowledges an event. */
  async done({ event_id }: AnyEvent): Promise<void> {
    await this.#inbox?.done(event_id);
  }

  /** Ends the listening. */
  stop(): void {
    this.#stop.abort();
  }

  /** Gives the file back; nothing can be acknowledged any more. */
  async close(): Promise<void> {
    this.stop();
    await this.#inbox?.close();
    this.#inbox = undefined;
  }

  async *#all(): AsyncGenerator<AnyEvent, void, undefined> {
    this.#inbox = await Inbox.open(this.#path, this.#group);
    for (const event of this.#inbox.undone) {
      if (this.#signal.aborted) return;
      yield event;
    }
    const { onGap = () => {} } = this.#options;
    const receiver = new Receiver(this.#auth, this.#group, this.#inbox.ts, this.#signal, onGap);
    try {
      await this.#begin(receiver, this.#inbox);
      for (;;) {
        for (const event of await this.#nextEvents(receiver, this.#inbox)) {
          if (this.#signal.aborted) return;
          yield event;
        }
      }
    } catch (error) {
      if (!this.#signal.aborted) throw error;
    }
  }

  /** Makes sure that what happens from now on is an event for this file. */
  async #begin(receiver: Receiver, inbox: Inbox): Promise<void> {
    const { setup = true, events = [] } = this.#options;
    if (setup) await this.#run(() => receiver.insist(() => switchOn(this.#auth, this.#group, events)));
    if (inbox.ts === undefined) await inbox.receive((await this.#run(() => receiver.next())).ts, []);
  }

  /** The events that come next, on the disk already. */
  async #nextEvents(receiver: Receiver, inbox: Inbox): Promise<readonly AnyEvent[]> {
    const { idle } = this.#options;
    const timer = idle === undefined ? undefined : setTimeout(() => this.stop(), idle);
    try {
      for (;;) {
        const { ts, events } = await this.#run(() => receiver.next());
        const asked = events
          .map((event, i) => identified(event, ts, i))
          .filter(event => this.#isAsked(event));
        const whole = await this.#run(() => Promise.all(asked.map(event => this.#whole(event, receiver))));
        const fresh = await inbox.receive(ts, whole);
        if (fresh.length > 0) return fresh;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #isAsked({ type }: AnyEvent): boolean {
    const { events = [] } = this.#options;
    return events.length === 0 || events.includes(type);
  }

  /** The event with its whole message, if VK gives it. */
  async #whole(event: AnyEvent, receiver: Receiver): Promise<AnyEvent> {
    if (!isCropped(event)) return event;
    try {
      return await receiver.insist(() => withWholeMessage(this.#auth, event));
    } catch (error) {
      if (!(error instanceof OintError)) throw error;
      const reason = error.message;
      report(
        "notice",
        localize("a message is handed out cropped, because VK does not give the whole one ({reason})", {
          reason,
        }),
      );
      return event;
    }
  }
}

/** An event with an ID: what VK sends without one cannot be told from a repetition. */
function identified(event: AnyEvent, ts: string, i: number): AnyEvent {
  return event.event_id ? event : { ...event, event_id: `${ts}-${i}` };
}
