import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Settings, withSettings } from "../../src/index.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/index.ts";

/** The token of the tests; nothing that is printed may hold it. */
export const token = "vk1.a.test-token-NEVER-SHOWN";

/** Authorization structure of the tests. */
export const auth = {
  access_token: token,
  owner_id: "-218861756",
  app_id: "51694790",
  group_id: "218861756",
} as const;

/** A sandbox for the tests of a file, and the library turned to it. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  /** Runs calls of the library against the sandbox, without a limit and without long waits. */
  readonly call: <T>(work: () => T, settings?: Settings) => T;
  /** Parameters of the last call of a method. */
  readonly last: (method: string) => Readonly<Record<string, string>>;
}

export function useSandbox(options: SandboxOptions = {}): TestSandbox {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ rps: 0, ...options });
  });
  afterEach(() => {
    const pending = sandbox.pendingFaults;
    sandbox.clearFaults();
    expect(pending, "scripted faults that did not happen").toBe(0);
  });
  afterAll(() => sandbox.close());
  return {
    get sandbox() {
      return sandbox;
    },
    call: (work, settings = {}) => withSettings({ apiUrl: sandbox.apiUrl, rps: 10_000, ...settings }, work),
    last(method) {
      const call = sandbox.calls.findLast(each => each.method === method);
      if (!call) throw new Error(`${method} was not called`);
      return call.params;
    },
  };
}
