/**
 * A small VK that runs on this machine, for first steps and for tests.
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
import type { Lifetimes } from "./oauth/tokens.ts";
import { type ReceivedCall, server } from "./server/app.ts";
import { publishAddress, unpublishAddress } from "./server/discovery.ts";
import { lockFolder } from "./server/lock.ts";
import { Rate } from "./server/rate-limit.ts";
import { Uploads } from "./server/uploads.ts";
import { type CustomerOrder, placeOrder } from "./state/orders.ts";
import { Store } from "./state/store.ts";

export type {
  BodyFault,
  CutFault,
  DelayFault,
  ErrorFault,
  Fault,
  FaultChooser,
  FaultRule,
} from "./faults.ts";
export { type SandboxApp, standardApps } from "./oauth/apps.ts";
export type { Lifetimes } from "./oauth/tokens.ts";
export type { ReceivedCall } from "./server/app.ts";
export { defaultFolder, findRunning } from "./server/discovery.ts";
export type { Params } from "./server/parameters.ts";
export type { CustomerOrder, OrderLine } from "./state/orders.ts";

/** How a sandbox runs. Everything is optional. */
export interface SandboxOptions {
  /** Folder for its state, which a later sandbox finds again. Empty: a new one, removed at the end. */
  readonly folder?: string;
  /** Port on the loopback address. Empty or 0: any free one. */
  readonly port?: number;
  /** Tokens that are good. Empty: every token is. */
  readonly tokens?: readonly string[];
  /** Calls a second for one token. Empty: 3, as VK has it; 0: no limit. */
  readonly rps?: number;
  /** Longest time that a call takes on its way, in milliseconds; each takes another part of it. Empty: 0. */
  readonly latency?: number;
  /** Chooses faults at random, or by a plan of its own. Empty: only the scripted ones happen. */
  readonly fault?: FaultChooser;
  /** Largest photo, in bytes. Empty: 50 MB, as VK has it. */
  readonly maxPhoto?: number;
  /** The VK applications that there are. Empty: 51694790 for the older flows and 51694791 for VK ID, both with the secret `sandbox-secret`. */
  readonly apps?: readonly SandboxApp[];
  /** How long tokens and codes last. Empty: as long as VK's. */
  readonly lifetimes?: Lifetimes;
  /** Whether commands with `--sandbox` shall find it. Empty: no. */
  readonly discoverable?: boolean;
}

/** A running sandbox. */
export interface Sandbox {
  /** Its page, `http://127.0.0.1:5199`. */
  readonly url: string;
  /** Its methods: what goes into the setting `apiUrl`. */
  readonly apiUrl: string;
  /** Its pages for the older flows: what goes into the setting `oauthUrl`. */
  readonly oauthUrl: string;
  /** Its VK ID: what goes into the setting `idUrl`. */
  readonly idUrl: string;
  /** The calls that it received, oldest first, without their tokens; the last 10,000. */
  readonly calls: readonly ReceivedCall[];
  /** How many scripted faults have not happened yet. */
  readonly pendingFaults: number;
  /**
   * Scripts a fault.
   *
   * @param rule what goes wrong, and when
   */
  fail(rule: FaultRule): void;
  /**
   * Plays a customer who orders products.
   *
   * @param order who orders what
   * @returns the number of the order
   */
  order(order: CustomerOrder): number;
  /** Forgets the scripted faults. */
  clearFaults(): void;
  /** Stops it; its state is written. */
  close(): Promise<void>;
}

/** VK's limits. Sources: https://dev.vk.com/ru/api/api-requests, https://dev.vk.com/ru/api/upload/wall-photo */
const vkRps = 3;
const vkLargestPhoto = 50 * 1024 * 1024;

/**
 * Starts a sandbox: a small VK on the loopback address, with methods, upload servers and a page that shows the community.
 *
 * @param options how it runs; empty: a fresh one on any port, with VK's limits
 * @returns the running sandbox; close it when it is no longer needed
 * @throws {Error} when the port is taken, or another process uses the folder
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
    maxPhoto = vkLargestPhoto,
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
  const uploads = new Uploads(store.files, maxPhoto);
  const app = server({
    store,
    uploads,
    rate: new Rate(rps),
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
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`; // it listens on a port
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
    order(order) {
      const id = placeOrder(store.state, order);
      store.changed();
      return id;
    },
    clearFaults: () => faults.clear(),
    async close() {
      if (discoverable) unpublishAddress(folder);
      if ("closeAllConnections" in http) http.closeAllConnections();
      await new Promise(resolve => http.close(resolve));
      store.flush();
      await release();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
