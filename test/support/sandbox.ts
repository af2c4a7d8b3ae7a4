import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type RequestEventListener, type Settings, withSettings } from "../../src/index.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/index.ts";

/** The token of the tests. No output may contain it. */
export const token = "vk1.a.test-token-NEVER-SHOWN";

/** Credentials of the tests. */
export const auth = {
  access_token: token,
  owner_id: "-218861756",
  app_id: "51694790",
  group_id: "218861756",
} as const;

/** A sandbox for the tests of a file, and the library configured for it. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  /** Calls the library with the sandbox's URL and without a rate limit. */
  readonly call: <T>(work: () => T, settings?: Settings) => T;
  /** Returns the parameters of the last call of a method. */
  readonly last: (method: string) => Readonly<Record<string, string>>;
}

/** Checks that no request event, which `--debug` prints, contains the token. */
function checkEvents({ onRequestEvent }: Settings): RequestEventListener {
  return event => {
    expect(inspect(event, { depth: null })).not.toContain("NEVER-SHOWN");
    onRequestEvent?.(event);
  };
}

/** Checks that no error contains the token in any of its properties. */
function checkErrors<T>(result: T): T {
  if (!(result instanceof Promise)) return result;
  return result.catch((error: unknown) => {
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("NEVER-SHOWN");
    expect(JSON.stringify(error) ?? "").not.toContain("NEVER-SHOWN");
    throw error;
  }) as T; // still a promise of the same type
}

/** Makes a function that calls the library with a sandbox's URL and without a rate limit. */
export function configuredFor(sandbox: () => Sandbox): TestSandbox["call"] {
  return (work, settings = {}) =>
    withSettings(
      { apiUrl: sandbox().apiUrl, rps: 10_000, ...settings, onRequestEvent: checkEvents(settings) },
      () => checkErrors(work()),
    );
}

export function useSandbox(options: SandboxOptions = {}): TestSandbox {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ rps: 0, strict: true, ...options });
  });
  afterEach(() => {
    const pending = sandbox.pendingFaults;
    sandbox.clearFaults();
    expect(pending, "scripted faults that were not simulated").toBe(0);
  });
  afterAll(() => sandbox.close());
  return {
    get sandbox() {
      return sandbox;
    },
    call: configuredFor(() => sandbox),
    last(method) {
      const call = sandbox.calls.findLast(item => item.method === method);
      if (!call) throw new Error(`${method} was not called`);
      return call.params;
    },
  };
}
