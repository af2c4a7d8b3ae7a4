import { mkdirSync } from "node:fs";
import type { Auth } from "../../core/auth.ts";
import { ArgumentError, OintError } from "../../errors.ts";
import {
  defaultFolder,
  findRunning,
  type Sandbox,
  type SandboxApp,
  type SandboxOptions,
  standardApps,
  startSandbox,
} from "../../sandbox/index.ts";
import { parseOptions } from "../framework/parse.ts";
import { exitCodes } from "../framework/report-error.ts";
import { languageOf } from "../i18n/messages.ts";
import { type CommonOption, commonOptions, single } from "../options/common.ts";
import { print } from "../print.ts";

/** A sandbox that a command can call. */
export interface SandboxConnection {
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
export async function connectSandbox(): Promise<SandboxConnection> {
  const folder = defaultFolder();
  mkdirSync(folder, { recursive: true });
  const running = await findRunning(folder);
  if (running) return { ...addresses(running), auth, apps: standardApps, close: async () => {} };
  const { url, close } = await start({ folder });
  return { ...addresses(url), auth, apps: standardApps, close };
}

function addresses(url: string) {
  return { apiUrl: `${url}/method`, oauthUrl: `${url}/oauth`, idUrl: `${url}/id` };
}

/** Port of the sandbox when none is named: the version of VK's API. */
const defaultPort = 5199;

/** The options of `oint sandbox`. */
export const sandboxOptions: readonly CommonOption[] = [
  ...commonOptions.filter(({ name }) => ["help", "lang"].includes(name)),
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
    const { sandboxHelp } = await import("../framework/help.ts");
    print(`${await sandboxHelp(sandboxOptions, languageOf(args))}\n`);
    return exitCodes.fine;
  }
  const options = parseOptions(args, sandboxOptions, "oint sandbox");
  const port = wholeNumber("port", single(options, "port"), defaultPort, 65_535);
  const rps = wholeNumber("rps", single(options, "rps"), 3, 1_000_000);
  const folder = single(options, "folder") ?? defaultFolder();
  const tokens = options.get("token") ?? [];
  const sandbox = await start({ folder, port, rps, tokens, discoverable: true });
  print(`${sandbox.url}\n`);
  process.stderr.write(
    `The sandbox shows its community at ${sandbox.url}; its methods are at ${sandbox.apiUrl}.\n`,
  );
  process.stderr.write("Commands with --sandbox find it. Ctrl-C stops it.\n");
  await new Promise(resolve => signal.addEventListener("abort", resolve, { once: true }));
  await sandbox.close();
  return exitCodes.fine;
}

async function start(options: SandboxOptions): Promise<Sandbox> {
  return startSandbox(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE" || error.code === "EACCES") {
      throw new ArgumentError(
        "port",
        `${options.port} cannot be used (${error.code}); name another one, or 0 for any free one`,
      );
    }
    throw new OintError(error.message, { cause: error });
  });
}

function wholeNumber(name: string, value: string | undefined, fallback: number, max: number): number {
  if (value === undefined) return fallback;
  if (!/^\d+$/.test(value) || Number(value) > max) {
    throw new ArgumentError(name, `got "${value}", expected a whole number up to ${max}`);
  }
  return Number(value);
}
