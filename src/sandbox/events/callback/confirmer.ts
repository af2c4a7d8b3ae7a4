import { randomBytes } from "node:crypto";
import { reportCrash } from "../../server/crash.ts";
import type { CallbackServer } from "../../state/model/index.ts";
import type { Store } from "../../state/store.ts";
import { confirmationCode } from "./confirmation-code.ts";
import { postEvent } from "./post.ts";
import { secretOf } from "./secret.ts";
import { backOff, type Timers } from "./timers.ts";

/** How often a server is asked: its owner has to get the code first. */
const maxAttempts = 5;

/** Asks new servers for the confirmation code of their community. */
export class Confirmer {
  readonly #store: Store;
  readonly #retryDelay: number;
  readonly #timers: Timers;
  readonly #stop: AbortSignal;
  /** Servers that are being asked. */
  readonly #asked = new Set<string>();

  constructor(store: Store, retryDelay: number, timers: Timers, stop: AbortSignal) {
    this.#store = store;
    this.#retryDelay = retryDelay;
    this.#timers = timers;
    this.#stop = stop;
  }

  /** Asks a server, unless it is being asked. */
  start({ group_id, id }: CallbackServer): void {
    const key = `${group_id}-${id}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    const end = () => this.#asked.delete(key);
    this.#ask(group_id, id, 0, end);
  }

  #ask(group_id: number, id: number, attempt: number, end: () => void): void {
    this.#askOnce(group_id, id, attempt)
      .then(isConfirmed => {
        if (this.#stop.aborted) return;
        if (!isConfirmed && attempt + 1 < maxAttempts)
          return this.#timers.later(backOff(this.#retryDelay, attempt), () =>
            this.#ask(group_id, id, attempt + 1, end),
          );
        end();
        this.#setStatus(group_id, id, isConfirmed ? "ok" : "failed");
      })
      .catch(reportCrash);
  }

  async #askOnce(group_id: number, id: number, attempt: number): Promise<boolean> {
    // The call that added the server ends first.
    await Promise.resolve();
    const { state } = this.#store;
    const server = state.callbackServers.get(group_id, id);
    if (!server) return false;
    const event_id = randomBytes(20).toString("hex");
    const event = { group_id, type: "confirmation", event_id, v: server.api_version, ...secretOf(server) };
    const answer = await postEvent(server.url, event, attempt, this.#stop);
    return "text" in answer && answer.text === confirmationCode(state, group_id);
  }

  #setStatus(group_id: number, id: number, status: CallbackServer["status"]): void {
    const { callbackServers } = this.#store.state;
    const server = callbackServers.get(group_id, id);
    if (server) this.#store.transaction(() => callbackServers.update(server, { status }));
  }
}
