import { findProfile } from "../../config/profiles.ts";
import type { RequestEvent, Settings } from "../../core/settings.ts";
import { ArgumentError } from "../../errors.ts";
import { readParams, readStdinIfDash, toArguments } from "../../invoke/arguments.ts";
import { findFunction, functionNamed, type ManifestFunction } from "../../invoke/manifest.ts";
import { suggest } from "../../validation/suggest.ts";
import { withCommandContext } from "../context.ts";
import { type Lang, languageOf, topLevelCommands } from "../i18n/messages.ts";
import { commonOptions, connectionOptions, givenAnswers, single } from "../options/common.ts";
import { type Output, print, standardOutput } from "../print.ts";
import { type OptionSpec, type ParsedOptions, parseOptions } from "./parse.ts";
import { exitCodes, renderError, renderNotice, renderResult, renderTraffic } from "./report-error.ts";

/**
 * Runs a command line.
 *
 * @param argv the words after `oint`
 * @param signal stops the command when it is aborted
 * @returns the exit code
 */
export async function run(argv: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    return await dispatch(argv, signal);
  } catch (error) {
    if (signal.aborted) return exitCodes.interrupted;
    const { stdout, stderr, code } = renderError(error);
    print(stdout);
    process.stderr.write(stderr);
    return code;
  }
}

async function dispatch([area = "help", ...rest]: readonly string[], signal: AbortSignal): Promise<number> {
  switch (area) {
    case "vk":
      return vk(rest, signal);
    case "sandbox": {
      const { runSandbox } = await import("../commands/sandbox.ts");
      return runSandbox(rest, signal);
    }
    case "docs": {
      const { runDocs } = await import("../commands/docs.ts");
      return runDocs(rest);
    }
    case "completion": {
      const { runCompletion } = await import("./completion.ts");
      return runCompletion(rest);
    }
    case "help":
    case "--help":
    case "-h":
      return help(rest, languageOf(rest));
    case "version":
    case "--version":
    case "-v":
      print(`${await version()}\n`);
      return exitCodes.fine;
    case "--lang":
      return help([], languageOf([area, ...rest]));
    default: {
      const near = findFunction(area) ? `vk ${area}` : suggest(area, topLevelCommands);
      throw new ArgumentError(
        "",
        `there is no command "${area}"${near ? `; did you mean oint ${near}?` : "; see oint --help"}`,
      );
    }
  }
}

async function version(): Promise<string> {
  const { default: json } = await import("../../../package.json", { with: { type: "json" } });
  return json.version;
}

async function help([area, name]: readonly string[], lang: Lang): Promise<number> {
  const { functionHelp, mainHelp, regionsHelp } = await import("./help.ts");
  const command = area !== "vk" || name === undefined ? undefined : functionNamed(name);
  const general = area === "vk" ? regionsHelp : mainHelp;
  const text = command ? await functionHelp(command, lang) : await general(lang);
  print(`${text}\n`);
  return exitCodes.fine;
}

async function vk([name, ...args]: readonly string[], signal: AbortSignal): Promise<number> {
  switch (name) {
    case undefined:
    case "--help":
    case "--lang":
      return help(["vk"], languageOf([name ?? "", ...args]));
    case "login": {
      const { runLogin } = await import("../commands/vk/login/command.ts");
      return runLogin(args, signal);
    }
    case "profile": {
      const { runProfile } = await import("../commands/vk/profile.ts");
      return runProfile(args);
    }
    case "whoami":
      return whoami(args, signal);
    default:
      return callFunction(name, args, signal);
  }
}

async function callFunction(name: string, args: readonly string[], signal: AbortSignal): Promise<number> {
  const command = functionNamed(name);
  if (args.includes("--help") || (args.length === 0 && needsOptions(command)))
    return help(["vk", name], languageOf(args));
  const options = parseOptions(args, specsOf(command), `oint vk ${command.name}`);
  const path = single(options, "out");
  const output = path === undefined ? standardOutput : await place(path, command, signal);
  try {
    await output.write(renderResult(await callLibrary(command, options, signal)));
    return exitCodes.fine;
  } catch (error) {
    output.abandon();
    throw error;
  }
}

/** What these functions give may hold a token. */
const secretCategories = ["Authorization", "Tokens"];

async function place(path: string, { category }: ManifestFunction, signal: AbortSignal): Promise<Output> {
  const { openOutput } = await import("../io/output.ts");
  return openOutput(path, secretCategories.includes(category), signal);
}

/** A function that has all it needs is run; what else would its bare name be for? */
function needsOptions({ options }: ManifestFunction): boolean {
  const hasAuth = () => Boolean(process.env.OINT_VK_AUTH || findProfile(process.env.OINT_VK_PROFILE ?? ""));
  return options.some(({ type, required }) => required && (type !== "auth" || !hasAuth()));
}

const whoamiOptions: readonly OptionSpec[] = [
  { name: "auth", short: "l", value: "yes" },
  ...connectionOptions,
];

/** Tells whose the token is, and what it may do. */
async function whoami(args: readonly string[], signal: AbortSignal): Promise<number> {
  if (args.includes("--help")) {
    const { whoamiHelp } = await import("./help.ts");
    print(`${await whoamiHelp(languageOf(args))}\n`);
    return exitCodes.fine;
  }
  const options = parseOptions(args, whoamiOptions, "oint vk whoami");
  const { describeToken: account, findStoredToken: stored } = await import("../commands/vk/whoami.ts");
  const result = await withCommandContext(
    options,
    { signal, onRequestEvent: showing(options) },
    true,
    async authOf => {
      const auth = await authOf(await readStdinIfDash(single(options, "auth")));
      if (!auth)
        throw new ArgumentError(
          "auth",
          "is missing: which token? Set OINT_VK_AUTH, or log in: oint vk login",
        );
      const { scope, expires } = stored(auth);
      return account(auth, scope, expires);
    },
  );
  print(renderResult(result));
  return exitCodes.fine;
}

function specsOf(command: ManifestFunction): OptionSpec[] {
  const own = command.options.map(
    ({ name, short, type }): OptionSpec => ({ name, short, value: type === "flag" ? "maybe" : "yes" }),
  );
  return [...own, ...commonOptions];
}

/** What only a person at a terminal can do or wants to see, and what one has done already. */
async function terminalSettings(
  options: ParsedOptions,
): Promise<{ readonly settings: Settings; readonly stop: () => void }> {
  const known = givenAnswers(options);
  if (!process.stderr.isTTY) return { settings: { onChallenge: known }, stop: () => {} };
  const { promptForChallenge: askPerson, makeBar } = await import("../io/terminal.ts");
  const { onProgress, stop } = makeBar();
  const ask = process.stdin.isTTY ? askPerson : undefined;
  return {
    settings: { onProgress, onChallenge: async error => (await known?.(error)) ?? ask?.(error) },
    stop,
  };
}

/** Shows notices, and with `--debug` everything else. */
function showing(options: ParsedOptions): (traffic: RequestEvent) => void {
  return traffic => {
    if (options.has("debug")) process.stderr.write(renderTraffic(traffic));
    else if (traffic.event === "notice") process.stderr.write(renderNotice(traffic));
  };
}

async function callLibrary(
  command: ManifestFunction,
  parsed: ParsedOptions,
  signal: AbortSignal,
): Promise<unknown> {
  const rehearsed: object[] = [];
  const dryRun = parsed.has("test");
  const showTraffic = showing(parsed);
  const onRequestEvent = (traffic: RequestEvent) => {
    if (dryRun) rehearsed.push({ [traffic.event]: traffic.target, parameters: traffic.detail });
    showTraffic(traffic);
  };
  const terminal = await terminalSettings(parsed);
  const settings = {
    params: readParams(command, parsed.get("param") ?? []),
    signal,
    dryRun,
    onRequestEvent,
    ...terminal.settings,
  };
  const takesAuth = command.options.some(({ type }) => type === "auth");
  const result = await withCommandContext(parsed, settings, takesAuth, async authOf => {
    const args = await toArguments(command, parsed, authOf);
    const operations: Readonly<Record<string, unknown>> = await import("../../OPI_VK/index.ts");
    const operation = operations[command.name] as (...args: unknown[]) => unknown; // the manifest is made of these functions
    return operation(...args);
  }).finally(terminal.stop);
  return dryRun && rehearsed.length > 0 ? rehearsed : result;
}
