/**
 * A local emulator of the VK API, for first steps and tests.
 *
 * @module sandbox
 */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { act } from "./act/index.ts";
import type { ActName, Acts } from "./act/types.ts";
import { type CustomerOrder, placeOrder } from "./actions/orders.ts";
import { CallbackSender } from "./events/callback/sender.ts";
import { type FaultChooser, type FaultRule, Faults } from "./faults.ts";
import { type SandboxApp, standardApps } from "./oauth/apps.ts";
import type { Lifetimes } from "./oauth/lifetimes.ts";
import { createApp } from "./server/app.ts";
import { resetSandbox } from "./server/control.ts";
import { publishAddress, unpublishAddress } from "./server/discovery.ts";
import { readFaultRule } from "./server/fault-rule.ts";
import { lockFolder } from "./server/lock.ts";
import { RateLimiter } from "./server/rate-limit.ts";
import { CallLog, type ReceivedCall } from "./server/received-calls.ts";
import type { Happening, User } from "./state/model/index.ts";
import { addUser } from "./state/people.ts";
import { Store } from "./state/store.ts";
import { Uploads } from "./uploads/index.ts";
import { viewerOf } from "./views/viewer.ts";

export type { ActName, Actor, Acts, CommentFields, LeadAnswer, LikeFields } from "./act/types.ts";
export type { CustomerOrder, OrderLine } from "./actions/orders.ts";
export type {
  BodyFault,
  DelayFault,
  DisconnectFault,
  ErrorFault,
  FailedFault,
  Fault,
  FaultChooser,
  FaultRule,
  RepeatFault,
} from "./faults.ts";
export { type SandboxApp, standardApps } from "./oauth/apps.ts";
export type { Lifetimes } from "./oauth/lifetimes.ts";
export { defaultFolder, findRunning } from "./server/discovery.ts";
export type { Params } from "./server/parameters.ts";
export type { ReceivedCall, ReceivedError } from "./server/received-calls.ts";
export type { City, Happening, User } from "./state/model/index.ts";

/** Options of a sandbox; all are optional. */
export interface SandboxOptions {
  /** Folder for the state, which a later sandbox can load (default: a temporary folder, removed on close). */
  readonly folder?: string;
  /** Port on 127.0.0.1; 0 for any free port (default: 0). */
  readonly port?: number;
  /** Tokens to accept; an empty list accepts any token (default: empty). */
  readonly tokens?: readonly string[];
  /** Calls per second for one token; 0 for no limit (default: as VK, 3 for user and service tokens, 20 for community tokens). */
  readonly rps?: number;
  /** Whether a parameter that the method does not have is refused; VK ignores it (default: false). */
  readonly strict?: boolean;
  /** Longest random delay of a call, in milliseconds (default: 0). */
  readonly latency?: number;
  /** Chooses a fault for each call, for example at random (default: only scripted faults are simulated). */
  readonly fault?: FaultChooser;
  /** Maximum size of a photo in bytes, as VK limits it (default: 50 MB). */
  readonly maxPhoto?: number;
  /** VK apps (default: 51694790 for VK OAuth and 51694791 for VK ID, both with the client secret `sandbox-secret`). */
  readonly apps?: readonly SandboxApp[];
  /** Lifetimes of tokens and codes (default: those of VK). */
  readonly lifetimes?: Lifetimes;
  /**
   * Delay before an event is sent again to a Callback API server that did not accept it, in milliseconds. It doubles with each
   * repetition (default: 1000; VK waits longer).
   */
  readonly retryDelay?: number;
  /** Whether commands with `--sandbox` can find this sandbox (default: false). */
  readonly discoverable?: boolean;
}

/** A running sandbox. */
export interface Sandbox {
  /** URL of the page that shows the community, `http://127.0.0.1:5199`. */
  readonly url: string;
  /** URL of the VK methods, for the setting `apiUrl`. */
  readonly apiUrl: string;
  /** URL of VK OAuth, for the setting `oauthUrl`. */
  readonly oauthUrl: string;
  /** URL of VK ID, for the setting `idUrl`. */
  readonly idUrl: string;
  /** The last 10,000 received calls, oldest first, without their tokens. */
  readonly calls: readonly ReceivedCall[];
  /** Number of calls that scripted faults will still apply to. */
  readonly pendingFaults: number;
  /** The scripted faults that will still apply to calls, in the order in which they are tried. */
  readonly faults: readonly FaultRule[];
  /**
   * Scripts a fault.
   *
   * @param rule the fault, and the calls that it applies to
   * @throws {TypeError} when the rule names a method that VK does not have, or a field is wrong
   */
  fail(rule: FaultRule): void;
  /** What happened in the communities, oldest first: VK's events, of what people did and of what methods changed. */
  readonly happenings: readonly Happening[];
  /**
   * Lets a user act: write a message, press a button, comment, like, vote, join, order, …
   *
   * @param event VK's name of the event, `message_new`
   * @param fields who acts, and what the act needs (default: user 100002 in community 218861756)
   * @returns the events that VK makes of it; empty for a vote in an anonymous poll
   * @throws {Error} when a field is wrong, or there is nothing that the act is about
   * @example
   * ```ts
   * import { startSandbox } from "oint/sandbox";
   *
   * const sandbox = await startSandbox();
   * const [happening] = sandbox.act("message_new", { text: "Hello", from_id: 100003 });
   * console.log(happening?.object); // {"message": {"text": "Hello", …}, "client_info": {…}}
   * await sandbox.close();
   * ```
   */
  act<N extends ActName>(event: N, fields?: Acts[N]): readonly Happening[];
  /**
   * Adds a user.
   *
   * @param user the fields that matter; the others are made up
   * @returns the user ID
   */
  addUser(user: Partial<Omit<User, "id">>): number;
  /**
   * Places an order as a customer.
   *
   * @param order the customer and the products
   * @returns the order ID
   */
  order(order: CustomerOrder): number;
  /** Removes all scripted faults. */
  clearFaults(): void;
  /** Removes everything that was stored, the received calls, and the faults: the sandbox is as a new one. */
  reset(): void;
  /** Stops the sandbox and saves its state. */
  close(): Promise<void>;
}

/** Source: https://dev.vk.com/ru/api/upload/wall-photo */
const vkMaxPhoto = 50 * 1024 * 1024;

/**
 * Starts a sandbox: a local emulator of the VK API on 127.0.0.1, with methods, upload servers and a page that shows the
 * community.
 *
 * @param options options (default: an empty sandbox on any free port, with the limits of VK)
 * @returns the running sandbox; close it when you no longer need it
 * @throws {Error} when the port is in use, or another process uses the folder
 * @example
 * ```ts
 * import { OPI_VK, withSettings } from "oint";
 * import { startSandbox } from "oint/sandbox";
 *
 * const sandbox = await startSandbox();
 * const auth = OPI_VK.getAuthParameters(1, 2, "any token");
 * await withSettings({ apiUrl: sandbox.apiUrl }, () => OPI_VK.createPost("Hello", [], false, "", auth));
 * console.log(sandbox.calls.at(-1)?.method); // wall.post
 * await sandbox.close();
 * ```
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    port = 0,
    tokens = [],
    rps,
    strict = false,
    latency = 0,
    maxPhoto = vkMaxPhoto,
    retryDelay = 1000,
    discoverable = false,
    apps = Object.values(standardApps),
    lifetimes = {},
  } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "oint-sandbox-"));
  const release = await lockFolder(folder);
  const store = new Store(folder);
  const faults = new Faults(options.fault);
  const calls = new CallLog();
  let url = "";
  const uploads = new Uploads(store, maxPhoto);
  const app = createApp({
    store,
    uploads,
    rateLimiter: new RateLimiter(rps),
    faults,
    tokens,
    calls,
    strict,
    latency,
    apps,
    lifetimes,
    origin: () => url,
  });
  const http = createAdaptorServer({ fetch: app.fetch });
  try {
    await new Promise<void>((resolve, reject) => {
      http.once("error", reject);
      http.listen(port, "127.0.0.1", resolve);
    });
  } catch (error) {
    await release();
    throw error;
  }
  const sender = new CallbackSender(store, faults, retryDelay);
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`; // a TCP server has this kind of address
  if (discoverable) publishAddress(folder, url);

  return {
    url,
    apiUrl: `${url}/method`,
    oauthUrl: `${url}/oauth`,
    idUrl: `${url}/id`,
    calls: calls.calls,
    get pendingFaults() {
      return faults.pending;
    },
    get faults() {
      return faults.rules;
    },
    fail: rule => faults.add(readFaultRule(rule)),
    get happenings() {
      return store.state.happenings.all();
    },
    act: (event, fields) => store.transaction(() => act(viewerOf(store.state, url), event, { ...fields })),
    addUser: user => store.transaction(() => addUser(store.state, user).id),
    order: order => store.transaction(() => placeOrder(viewerOf(store.state, url), order)),
    clearFaults: () => faults.clear(),
    reset: () => resetSandbox({ store, calls, faults }),
    async close() {
      if (discoverable) unpublishAddress(folder);
      sender.stop();
      if ("closeAllConnections" in http) http.closeAllConnections();
      await new Promise(resolve => http.close(resolve));
      store.close();
      await release();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
