import { onAbort } from "../../../core/abort.ts";
import { ArgumentError } from "../../../errors.ts";
import { localize } from "../../../i18n/localize.ts";
import { single } from "../../../invoke/values.ts";
import { defaultFolder } from "../../../sandbox/index.ts";
import type { Command, CommandContext } from "../../framework/command.ts";
import { openSandbox } from "../../io/sandbox.ts";
import { folderOption } from "./folder-option.ts";

/** Port of the sandbox when none is named: the version of VK's API. */
const defaultPort = 5199;
/** Delay before an event is sent again, in milliseconds. */
const defaultRetryDelay = 1000;

export const command: Command = {
  name: "run",
  summary: "Run the sandbox; oint sandbox alone does so",
  options: [
    {
      name: "port",
      short: "p",
      takesValue: "always",
      description: "Port on 127.0.0.1; 0 for any free one",
      default: defaultPort,
    },
    folderOption,
    {
      name: "token",
      secret: true,
      short: "t",
      takesValue: "always",
      description: "Token to accept; repeatable; by default any token",
    },
    {
      name: "rps",
      takesValue: "always",
      description:
        "Requests per second for one token; 0 for no limit; by default as VK: 3, and 20 for a community token",
    },
    {
      name: "strict",
      takesValue: "never",
      description: "Refuse a parameter that the method does not have; VK ignores it",
    },
    {
      name: "retry-delay",
      takesValue: "always",
      description:
        "Delay in milliseconds before an event is sent again to a Callback API server; doubles each time; VK waits longer",
      default: defaultRetryDelay,
    },
  ],
  examples: ["oint sandbox", "oint sandbox --port 0 --rps 0"],
  run: runSandbox,
};

/** Runs the sandbox until it is stopped. */
async function runSandbox({ options, io, signal }: CommandContext): Promise<undefined> {
  const port = wholeNumber("port", single(options, "port"), 65_535) ?? defaultPort;
  const rps = wholeNumber("rps", single(options, "rps"), 1_000_000);
  const retryDelay =
    wholeNumber("retry-delay", single(options, "retry-delay"), 3_600_000) ?? defaultRetryDelay;
  const folder = single(options, "folder") ?? defaultFolder();
  const tokens = options.get("token") ?? [];
  const strict = options.has("strict");
  const limit = rps === undefined ? {} : { rps };
  const sandbox = await openSandbox(
    { folder, port, tokens, strict, retryDelay, discoverable: true, ...limit },
    signal,
  );
  // The address is the result, and it is needed while the sandbox runs.
  io.print(`${sandbox.url}\n`);
  const { url, apiUrl } = sandbox;
  const shown = localize("The sandbox shows its community at {url}; its methods are at {apiUrl}.", {
    url,
    apiUrl,
  });
  io.status(`${shown}\n${localize("Commands with --sandbox find it. Ctrl-C stops it.")}\n`);
  if (!signal.aborted) await new Promise<void>(resolve => void onAbort(signal, resolve));
  await sandbox.close();
}

function wholeNumber(name: string, value: string | undefined, max: number): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value) || Number(value) > max) {
    throw new ArgumentError(
      name,
      localize('got "{value}", expected a whole number up to {max}', { value, max }),
    );
  }
  return Number(value);
}
