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
import { type FaultChooser, type FaultRule, Faults } from "./faults.ts";
import { type SandboxApp, standardApps } from "./oauth/apps.ts";
import type { Lifetimes } from "./oauth/lifetimes.ts";
import { createApp } from "./server/app.ts";
import { publishAddress, unpublishAddress } from "./server/discovery.ts";
import { lockFolder } from "./server/lock.ts";
import { RateLimiter } from "./server/rate-limit.ts";
import type { ReceivedCall } from "./server/received-calls.ts";
import { Uploads } from "./server/uploads.ts";
import { type CustomerOrder, placeOrder } from "./state/orders.ts";
import { Store } from "./state/store.ts";

export type {
  BodyFault,
  DelayFault,
  DisconnectFault,
  ErrorFault,
  Fault,
  FaultChooser,
  FaultRule,
} from "./faults.ts";
export { type SandboxApp, standardApps } from "./oauth/apps.ts";
export type { Lifetimes } from "./oauth/lifetimes.ts";
export { defaultFolder, findRunning } from "./server/discovery.ts";
export type { Params } from "./server/parameters.ts";
export type { ReceivedCall } from "./server/received-calls.ts";
export type { CustomerOrder, OrderLine } from "./state/orders.ts";

/** Options of a sandbox; all are optional. */
export interface SandboxOptions {
  /** Folder for the state, which a later sandbox can load (default: a temporary folder, removed on close). */
  readonly folder?: string;
  /** Port on 127.0.0.1; 0 for any free port (default: 0). */
  readonly port?: number;
  /** Tokens to accept; an empty list accepts any token (default: empty). */
  readonly tokens?: readonly string[];
  /** Calls per second for one token, as VK limits them; 0 for no limit (default: 3). */
  readonly rps?: number;
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
  /** Number of scripted faults that were not simulated yet. */
  readonly pendingFaults: number;
  /**
   * Scripts a fault.
   *
   * @param rule the fault, and the calls that it applies to
   */
  fail(rule: FaultRule): void;
  /**
   * Places an order as a customer.
   *
   * @param order the customer and the products
   * @returns the order ID
   */
  order(order: CustomerOrder): number;
  /** Removes all scripted faults. */
  clearFaults(): void;
  /** Stops the sandbox and saves its state. */
  close(): Promise<void>;
}

/** Limits of VK. Sources: https://dev.vk.com/ru/api/api-requests, https://dev.vk.com/ru/api/upload/wall-photo */
const vkRps = 3;
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
    rps = vkRps,
    latency = 0,
    maxPhoto = vkMaxPhoto,
    discoverable = false,
    apps = Object.values(standardApps),
    lifetimes = {},
  } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "oint-sandbox-"));
  const release = await lockFolder(folder);
  const store = new Store(folder);
  const faults = new Faults(options.fault);
  const calls: ReceivedCall[] = [];
  let url = "";
  const uploads = new Uploads(store, maxPhoto);
  const app = createApp({
    store,
    uploads,
    rateLimiter: new RateLimiter(rps),
    faults,
    tokens,
    calls,
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
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`; // a TCP server has this kind of address
  if (discoverable) publishAddress(folder, url);

  return {
    url,
    apiUrl: `${url}/method`,
    oauthUrl: `${url}/oauth`,
    idUrl: `${url}/id`,
    calls,
    get pendingFaults() {
      return faults.pending;
    },
    fail: rule => faults.add(rule),
    order: order => store.transaction(() => placeOrder(store.state, order)),
    clearFaults: () => faults.clear(),
    async close() {
      if (discoverable) unpublishAddress(folder);
      if ("closeAllConnections" in http) http.closeAllConnections();
      await new Promise(resolve => http.close(resolve));
      store.close();
      await release();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
