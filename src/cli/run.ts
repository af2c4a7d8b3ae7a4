import { findProfile } from "../config/profiles.ts";
import { ArgumentError, OintError } from "../errors.ts";
import { maskText } from "../secrets.ts";
import { nearest } from "../vk/nearest.ts";
import type { Settings, Traffic } from "../vk/settings.ts";
import { coerce, readParams, whole } from "./coerce.ts";
import { commonFlags, connectionFlags, givenAnswers, single } from "./flags.ts";
import { findFunction, functionNamed, type ManifestFunction } from "./manifest.ts";
import { type Given, type OptionForm, parseOptions } from "./options.ts";
import { type Output, print, standardOutput } from "./print.ts";
import { exitCodes, renderError, renderNotice, renderResult, renderTraffic } from "./render.ts";
import { within } from "./surroundings.ts";
import { areas, type Lang, languageOf } from "./words.ts";

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
    // Who interrupts a command knows it; but not what was done before.
    if (signal.aborted && !(error instanceof OintError && error.done.length > 0))
      return exitCodes.interrupted;
    const { stdout, stderr, code } = renderError(error);
    print(stdout);
    process.stderr.write(maskText(stderr));
    return signal.aborted ? exitCodes.interrupted : code;
  }
}

async function dispatch([area = "help", ...rest]: readonly string[], signal: AbortSignal): Promise<number> {
  switch (area) {
    case "vk":
      return vk(rest, signal);
    case "sandbox": {
      const { runSandbox } = await import("./sandbox.ts");
      return runSandbox(rest, signal);
    }
    case "docs": {
      const { runDocs } = await import("./docs.ts");
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
      const near = findFunction(area) ? `vk ${area}` : nearest(area, areas);
      throw new ArgumentError(
        "",
        `there is no command "${area}"${near ? `; did you mean oint ${near}?` : "; see oint --help"}`,
      );
    }
  }
}

async function version(): Promise<string> {
  const { default: json } = await import("../../package.json", { with: { type: "json" } });
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
      const { runLogin } = await import("./login.ts");
      return runLogin(args, signal);
    }
    case "profile": {
      const { runProfile } = await import("./profile.ts");
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
  const given = parseOptions(args, formsOf(command), `oint vk ${command.name}`);
  const path = single(given, "out");
  const output = path === undefined ? standardOutput : await place(path, command, signal);
  try {
    await output.write(renderResult(await perform(command, given, signal)));
    return exitCodes.fine;
  } catch (error) {
    output.abandon();
    throw error;
  }
}

/** What these functions give may hold a token. */
const secretRegions = ["Authorization", "Tokens"];

async function place(path: string, { region }: ManifestFunction, signal: AbortSignal): Promise<Output> {
  const { openOutput } = await import("./out.ts");
  return openOutput(path, secretRegions.includes(region), signal);
}

/** A function that has all it needs is run; what else would its bare name be for? */
function needsOptions({ options }: ManifestFunction): boolean {
  const hasAuth = () => Boolean(process.env.OINT_VK_AUTH || findProfile(process.env.OINT_VK_PROFILE ?? ""));
  return options.some(({ type, required }) => required && (type !== "auth" || !hasAuth()));
}

const whoamiForms: readonly OptionForm[] = [{ name: "auth", short: "l", value: "yes" }, ...connectionFlags];

/** Tells whose the token is, and what it may do. */
async function whoami(args: readonly string[], signal: AbortSignal): Promise<number> {
  if (args.includes("--help")) {
    const { whoamiHelp } = await import("./help.ts");
    print(`${await whoamiHelp(languageOf(args))}\n`);
    return exitCodes.fine;
  }
  const given = parseOptions(args, whoamiForms, "oint vk whoami");
  const { account, stored } = await import("./whoami.ts");
  const result = await within(given, { signal, onTraffic: showing(given) }, true, async authOf => {
    const auth = await authOf(await whole(single(given, "auth")));
    if (!auth)
      throw new ArgumentError("auth", "is missing: which token? Set OINT_VK_AUTH, or log in: oint vk login");
    const { scope, expires } = stored(auth);
    return account(auth, scope, expires);
  });
  print(renderResult(result));
  return exitCodes.fine;
}

function formsOf(command: ManifestFunction): OptionForm[] {
  const own = command.options.map(
    ({ name, short, type }): OptionForm => ({ name, short, value: type === "flag" ? "maybe" : "yes" }),
  );
  return [...own, ...commonFlags];
}

/** What only a person at a terminal can do or wants to see, and what one has done already. */
async function onTerminal(given: Given): Promise<{ readonly settings: Settings; readonly stop: () => void }> {
  const known = givenAnswers(given);
  if (!process.stderr.isTTY) return { settings: { onChallenge: known }, stop: () => {} };
  const { askPerson, makeBar } = await import("./terminal.ts");
  const { onProgress, stop } = makeBar();
  const ask = process.stdin.isTTY ? askPerson : undefined;
  return {
    settings: { onProgress, onChallenge: async error => (await known?.(error)) ?? ask?.(error) },
    stop,
  };
}

/** Shows notices, and with `--debug` everything else. */
function showing(given: Given): (traffic: Traffic) => void {
  return traffic => {
    if (given.has("debug")) process.stderr.write(renderTraffic(traffic));
    else if (traffic.event === "notice") process.stderr.write(renderNotice(traffic));
  };
}

async function perform(command: ManifestFunction, given: Given, signal: AbortSignal): Promise<unknown> {
  const rehearsed: object[] = [];
  const dryRun = given.has("test");
  const showTraffic = showing(given);
  const onTraffic = (traffic: Traffic) => {
    if (dryRun) rehearsed.push({ [traffic.event]: traffic.target, parameters: traffic.detail });
    showTraffic(traffic);
  };
  const terminal = await onTerminal(given);
  const settings = {
    params: readParams(command, given.get("param") ?? []),
    signal,
    dryRun,
    onTraffic,
    ...terminal.settings,
  };
  const takesAuth = command.options.some(({ type }) => type === "auth");
  const result = await within(given, settings, takesAuth, async authOf => {
    const args = await coerce(command, given, authOf);
    const operations: Readonly<Record<string, unknown>> = await import("../OPI_VK/index.ts");
    const operation = operations[command.name] as (...args: unknown[]) => unknown; // the manifest is made of these functions
    return operation(...args);
  }).finally(terminal.stop);
  return dryRun && rehearsed.length > 0 ? rehearsed : result;
}
