import { mkdirSync } from "node:fs";
import { unlessAborted } from "../../core/abort.ts";
import type { Auth } from "../../core/auth.ts";
import { ArgumentError, ConfigError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import {
  defaultFolder,
  findRunning,
  type Sandbox,
  type SandboxApp,
  type SandboxOptions,
  standardApps,
  startSandbox,
} from "../../sandbox/index.ts";
import { sandboxAuth } from "./sandbox-auth.ts";

/** A sandbox that a command can call. */
export interface SandboxConnection {
  readonly apiUrl: string;
  readonly oauthUrl: string;
  readonly idUrl: string;
  /** Credentials for those who brought none. */
  readonly auth: Auth & { readonly group_id: string };
  /** Its apps, for VK OAuth and for VK ID. */
  readonly apps: { readonly oauth: SandboxApp; readonly vkid: SandboxApp };
  readonly close: () => Promise<void>;
}

/** Connects to the sandbox that runs, or else starts one that lives as long as the command. */
export async function connectSandbox(signal: AbortSignal | undefined): Promise<SandboxConnection> {
  const folder = defaultFolder();
  mkdirSync(folder, { recursive: true });
  const running = await findRunning(folder);
  if (running) return { ...urlsOf(running), auth: sandboxAuth, apps: standardApps, close: async () => {} };
  try {
    const { url, close } = await openSandbox({ folder }, signal);
    return { ...urlsOf(url), auth: sandboxAuth, apps: standardApps, close };
  } catch (error) {
    // One that runs until it is stopped may have started in the meantime.
    const started = await findRunning(folder);
    if (!started) throw error;
    return { ...urlsOf(started), auth: sandboxAuth, apps: standardApps, close: async () => {} };
  }
}

function urlsOf(url: string) {
  return { apiUrl: `${url}/method`, oauthUrl: `${url}/oauth`, idUrl: `${url}/id` };
}

/**
 * Starts a sandbox; while another command has its folder, this one waits.
 *
 * @throws {ArgumentError} when its port cannot be used
 * @throws {ConfigError} when its folder cannot be used
 */
export async function openSandbox(
  options: SandboxOptions,
  signal: AbortSignal | undefined,
): Promise<Sandbox> {
  return unlessAborted(signal, startSandbox(options)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE" || error.code === "EACCES") {
      throw new ArgumentError(
        "port",
        localize("{port} cannot be used ({code}); name another one, or 0 for any free one", {
          port: `${options.port}`,
          code: error.code,
        }),
      );
    }
    throw new ConfigError(error.message, { cause: error });
  });
}
