import { mkdirSync } from "node:fs";
import { ArgumentError, OintError } from "../errors.ts";
import {
  defaultFolder,
  findRunning,
  type Sandbox,
  type SandboxApp,
  type SandboxOptions,
  standardApps,
  startSandbox,
} from "../sandbox/index.ts";
import { onAbort, unlessAborted } from "../vk/abort.ts";
import type { Auth } from "../vk/auth.ts";
import { type CommonFlag, commonFlags, single } from "./flags.ts";
import { parseOptions } from "./options.ts";
import { print } from "./print.ts";
import { exitCodes } from "./render.ts";
import { languageOf } from "./words.ts";

/** A sandbox that a command can call. */
export interface Reached {
  readonly apiUrl: string;
  readonly oauthUrl: string;
  readonly idUrl: string;
  /** Authorization structure for those who brought none. */
  readonly auth: Auth & { readonly group_id: string };
  /** Its applications, for the older flows and for VK ID. */
  readonly apps: { readonly old: SandboxApp; readonly vkid: SandboxApp };
  readonly close: () => Promise<void>;
}

/** The community that a command without authorization works on. */
const auth = { access_token: "sandbox", group_id: "218861756", owner_id: "-218861756", app_id: "51694790" };

/** The sandbox that runs, or else one that lives as long as the command. */
export async function reachSandbox(signal: AbortSignal | undefined): Promise<Reached> {
  const folder = defaultFolder();
  mkdirSync(folder, { recursive: true });
  const running = await findRunning(folder);
  if (running) return { ...addresses(running), auth, apps: standardApps, close: async () => {} };
  const { url, close } = await start({ folder }, signal);
  return { ...addresses(url), auth, apps: standardApps, close };
}

function addresses(url: string) {
  return { apiUrl: `${url}/method`, oauthUrl: `${url}/oauth`, idUrl: `${url}/id` };
}

/** Port of the sandbox when none is named: the version of VK's API. */
const defaultPort = 5199;

/** The options of `oint sandbox`. */
export const sandboxFlags: readonly CommonFlag[] = [
  ...commonFlags.filter(({ name }) => ["help", "lang"].includes(name)),
  {
    name: "port",
    short: "p",
    value: "yes",
    description: `port on 127.0.0.1; 0 for any free one; else ${defaultPort}`,
  },
  {
    name: "folder",
    short: "f",
    value: "yes",
    description: "folder for its state; else one in your state folder",
  },
  {
    name: "token",
    short: "t",
    value: "yes",
    description: "a token that is good; may be repeated; without it every token is",
  },
  { name: "rps", value: "yes", description: "calls a second for one token; 0 for no limit; else 3" },
];

/** Runs the sandbox until it is stopped. */
export async function runSandbox(args: readonly string[], signal: AbortSignal): Promise<number> {
  if (args.includes("--help")) {
    const { sandboxHelp } = await import("./help.ts");
    print(`${await sandboxHelp(sandboxFlags, languageOf(args))}\n`);
    return exitCodes.fine;
  }
  const given = parseOptions(args, sandboxFlags, "oint sandbox");
  const port = wholeNumber("port", single(given, "port"), defaultPort, 65_535);
  const rps = wholeNumber("rps", single(given, "rps"), 3, 1_000_000);
  const folder = single(given, "folder") ?? defaultFolder();
  const tokens = given.get("token") ?? [];
  const sandbox = await start({ folder, port, rps, tokens, announced: true }, signal);
  print(`${sandbox.url}\n`);
  process.stderr.write(
    `The sandbox shows its community at ${sandbox.url}; its methods are at ${sandbox.apiUrl}.\n`,
  );
  process.stderr.write("Commands with --sandbox find it. Ctrl-C stops it.\n");
  if (!signal.aborted) await new Promise<void>(resolve => void onAbort(signal, resolve));
  await sandbox.close();
  return exitCodes.fine;
}

/** Starts it; while another command has its folder, this one waits. */
async function start(options: SandboxOptions, signal: AbortSignal | undefined): Promise<Sandbox> {
  return unlessAborted(signal, startSandbox(options)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE" || error.code === "EACCES") {
      throw new ArgumentError(
        "port",
        `${options.port} cannot be used (${error.code}); name another one, or 0 for any free one`,
      );
    }
    throw new OintError(error.message, { cause: error });
  });
}

function wholeNumber(name: string, value: string | undefined, fallback: number, most: number): number {
  if (value === undefined) return fallback;
  if (!/^\d+$/.test(value) || Number(value) > most) {
    throw new ArgumentError(name, `got "${value}", expected a whole number up to ${most}`);
  }
  return Number(value);
}
