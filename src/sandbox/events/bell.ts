import { EventEmitter } from "node:events";
import type { Store } from "../state/store.ts";

/** Which queue a new object is in: `happenings-5` for the events of community 5. */
const queueNames: Readonly<Record<string, string>> = {
  happenings: "group_id",
  accountEvents: "account_id",
};

/** Wakes those who wait for events, when there are new ones. Who waits costs one listener and one timer. */
export class Bell {
  readonly #waiting = new EventEmitter().setMaxListeners(0);

  constructor({ changes }: Store) {
    changes.on("commit", records => {
      for (const [collection, object] of records) {
        const owner = queueNames[collection];
        if (owner && typeof object === "object")
          this.#waiting.emit(queueName(collection, object[owner as keyof typeof object]));
      }
    });
    changes.on("reset", () => {
      for (const queue of this.#waiting.eventNames()) this.#waiting.emit(queue);
    });
  }

  /** Waits until a queue may have something new, at most until the signal. */
  wait(queue: string, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        this.#waiting.off(queue, wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      if (signal.aborted) return resolve();
      this.#waiting.on(queue, wake);
      signal.addEventListener("abort", wake);
    });
  }
}

/** The name of a queue: of a collection, and of whose objects. */
export function queueName(collection: string, owner: number): string {
  return `${collection}-${owner}`;
}
