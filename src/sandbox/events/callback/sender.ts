import type { Faults } from "../../faults.ts";
import { reportCrash } from "../../server/crash.ts";
import type { LogRecord } from "../../state/journal.ts";
import type { CallbackServer, Delivery } from "../../state/model/index.ts";
import type { Store } from "../../state/store.ts";
import { eventObject } from "../event-object.ts";
import { Confirmer } from "./confirmer.ts";
import { removeServer } from "./deliveries.ts";
import { sendWithFault } from "./fault.ts";
import { Line } from "./line.ts";
import { type Answer, postEvent } from "./post.ts";
import { secretOf } from "./secret.ts";
import { backOff, Timers } from "./timers.ts";

/** VK repeats an event, and pauses a server that fails again and again; it does not document how often. */
const limits = { retries: 10, failuresBeforePause: 5 };

/** What is known of a server while the sandbox runs. */
interface Connection {
  readonly line: Line;
  /** Failures since the last event that was accepted. */
  failures: number;
}

/**
 * Delivers events to the servers of the Callback API. What has to be delivered is in the state, so nothing is lost when the
 * sandbox ends.
 */
export class CallbackSender {
  readonly #store: Store;
  readonly #faults: Faults;
  readonly #retryDelay: number;
  readonly #confirmer: Confirmer;
  readonly #connections = new Map<string, Connection>();
  readonly #timers = new Timers();
  readonly #stop = new AbortController();

  /** @param retryDelay delay before the first repetition, in milliseconds */
  constructor(store: Store, faults: Faults, retryDelay: number) {
    this.#store = store;
    this.#faults = faults;
    this.#retryDelay = retryDelay;
    this.#confirmer = new Confirmer(store, retryDelay, this.#timers, this.#stop.signal);
    store.changes.on("commit", records => this.#take(records));
    store.changes.on("reset", () => this.#connections.clear());
    for (const server of store.state.callbackServers.all()) this.#onServer(server);
    for (const delivery of store.state.deliveries.all()) this.#schedule(delivery);
  }

  /** Ends all deliveries. What was not accepted is delivered when a sandbox has the state again. */
  stop(): void {
    this.#stop.abort();
    this.#timers.clear();
  }

  #take(records: readonly LogRecord[]): void {
    for (const [collection, object] of records) {
      if (typeof object === "string") continue;
      if (collection === "callbackServers") this.#onServer(object as CallbackServer); // the collection has no others
      if (collection === "deliveries" && (object as Delivery).attempts === 0)
        this.#schedule(object as Delivery);
    }
  }

  /** A server that has to be confirmed gets no events until then. */
  #onServer(server: CallbackServer): void {
    const { line } = this.#connectionOf(server.group_id, server.id);
    if (server.status === "ok") line.resume();
    else line.pause();
    if (server.status === "wait") this.#confirmer.start(server);
  }

  #connectionOf(group_id: number, server_id: number): Connection {
    const key = `${group_id}-${server_id}`;
    const existing = this.#connections.get(key);
    if (existing) return existing;
    const line = new Line(happening => this.#deliver(group_id, server_id, happening).catch(reportCrash));
    const connection = { line, failures: 0 };
    this.#connections.set(key, connection);
    return connection;
  }

  #schedule({ group_id, server_id, happening_id, due }: Delivery): void {
    const add = () => this.#connectionOf(group_id, server_id).line.add(happening_id);
    const delay = due - Date.now();
    if (delay <= 0) add();
    else this.#timers.later(delay, add);
  }

  async #deliver(group_id: number, server_id: number, happening_id: number): Promise<void> {
    const { callbackServers, deliveries } = this.#store.state;
    const find = () => deliveries.get(group_id, server_id, happening_id);
    const { signal } = this.#stop;
    const first = find();
    const server = callbackServers.get(group_id, server_id);
    if (!first || !server || signal.aborted) return;
    const event = { ...eventObject(first.happening, server.api_version), ...secretOf(server) };
    const send = () => postEvent(server.url, event, first.attempts, signal);
    const answer = await sendWithFault(this.#faults.next("callback"), send, signal);
    // A reset of the sandbox, or the removal of the server, leaves nothing to do.
    if (find() === first && !signal.aborted) this.#settle(server, first, answer);
  }

  #settle(server: CallbackServer, delivery: Delivery, answer: Answer): void {
    const connection = this.#connectionOf(server.group_id, server.id);
    if (!("text" in answer)) this.#fail(connection, delivery, answer.problem, answer.retryAfter);
    else if (answer.text === "remove") this.#store.transaction(() => removeServer(this.#store.state, server));
    else if (answer.text === "ok") {
      connection.failures = 0;
      this.#drop(delivery);
    } else this.#fail(connection, delivery, `answered ${JSON.stringify(answer.text.slice(0, 100))}`);
  }

  #drop(delivery: Delivery): void {
    this.#store.transaction(() => this.#store.state.deliveries.remove(delivery));
  }

  /** Delivers an event again later, or gives it up. A server that fails again and again gets a pause. */
  #fail(connection: Connection, delivery: Delivery, problem: string, retryAfter?: number): void {
    const { attempts } = delivery;
    if (attempts >= limits.retries) this.#drop(delivery);
    else {
      const due = Date.now() + (retryAfter ?? backOff(this.#retryDelay, attempts));
      const changes = { attempts: attempts + 1, due, problem };
      this.#schedule(this.#store.transaction(() => this.#store.state.deliveries.update(delivery, changes)));
    }
    connection.failures++;
    const excess = connection.failures - limits.failuresBeforePause;
    if (excess < 0 || connection.line.isPaused) return;
    connection.line.pause();
    this.#timers.later(backOff(this.#retryDelay, excess), () => this.#resume(delivery));
  }

  /** Ends the pause of a server, unless it has to be confirmed again. */
  #resume({ group_id, server_id }: Delivery): void {
    const server = this.#store.state.callbackServers.get(group_id, server_id);
    if (server?.status === "ok") this.#connectionOf(group_id, server_id).line.resume();
  }
}
