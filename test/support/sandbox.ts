import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type RequestEventListener, type Settings, withSettings } from "../../src/index.ts";
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

/** Everything that the suite has the library tell goes through here: what is sent and received, as `--debug` prints it, … */
function watched({ onRequestEvent }: Settings): RequestEventListener {
  return traffic => {
    expect(inspect(traffic, { depth: null })).not.toContain("NEVER-SHOWN");
    onRequestEvent?.(traffic);
  };
}

/** … and every error, with all that hangs on it. */
function withoutSecrets<T>(result: T): T {
  if (!(result instanceof Promise)) return result;
  return result.catch((error: unknown) => {
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("NEVER-SHOWN");
    expect(JSON.stringify(error) ?? "").not.toContain("NEVER-SHOWN");
    throw error;
  }) as T; // a promise of the same
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
    call: (work, settings = {}) =>
      withSettings(
        { apiUrl: sandbox.apiUrl, rps: 10_000, ...settings, onRequestEvent: watched(settings) },
        () => withoutSecrets(work()),
      ),
    last(method) {
      const call = sandbox.calls.findLast(item => item.method === method);
      if (!call) throw new Error(`${method} was not called`);
      return call.params;
    },
  };
}
