import { changeProfiles, type Profile } from "../../../../config/profiles.ts";
import { type Settings, withSettings } from "../../../../core/settings.ts";
import { ArgumentError } from "../../../../errors.ts";
import { positiveId } from "../../../../validation/values.ts";
import { type ParsedOptions, parseOptions } from "../../../framework/parse.ts";
import { exitCodes, renderResult, renderTraffic } from "../../../framework/report-error.ts";
import { languageOf } from "../../../i18n/messages.ts";
import { canPrompt, printStatus, prompt } from "../../../io/prompts.ts";
import { type CommonOption, connectionOptions, single, toSettings } from "../../../options/common.ts";
import { print } from "../../../print.ts";
import type { SandboxConnection } from "../../sandbox.ts";
import { describeToken } from "../whoami.ts";
import {
  authFor,
  type IssuedToken,
  type LoginMethod,
  loginMethodSummaries,
  loginMethods,
  obtainToken,
} from "./methods.ts";

/** The options of `oint vk login`. */
export const loginOptions: readonly CommonOption[] = [
  { name: "kind", short: "k", value: "yes", description: `way to the token: ${loginMethods.join(", ")}` },
  { name: "app", short: "a", value: "yes", description: "number of the VK application" },
  {
    name: "secret",
    value: "yes",
    description:
      "protected key of the application; better in OINT_VK_APP_SECRET, where no list of processes shows it",
  },
  {
    name: "redirect",
    short: "r",
    value: "yes",
    description: "redirect address from the application's settings",
  },
  { name: "scope", short: "s", value: "yes", description: "rights, by name with commas" },
  { name: "group", short: "g", value: "yes", description: "number of the community to work on" },
  { name: "profile", short: "p", value: "yes", description: "name to store the token under; else default" },
  {
    name: "answer",
    value: "yes",
    description: "the address to which VK sent the browser, where it is known (with --state, --verifier)",
  },
  { name: "state", value: "yes", description: "the state of the link; else a random one" },
  { name: "verifier", value: "yes", description: "VK ID's code_verifier; else a random one" },
  {
    name: "token",
    short: "t",
    value: "yes",
    description: "the token, for --kind token; - for standard input",
  },
  { name: "no-browser", value: "no", description: "print the link, open no browser" },
];

const allOptions = [...loginOptions, ...connectionOptions.filter(({ name }) => name !== "profile")];

/** Runs `oint vk login`: from nothing to a stored token that works. */
export async function runLogin(args: readonly string[], signal: AbortSignal): Promise<number> {
  if (args.includes("--help")) {
    const { loginHelp } = await import("../../../framework/help.ts");
    print(`${await loginHelp(allOptions, loginMethodSummaries, languageOf(args))}\n`);
    return exitCodes.fine;
  }
  const options = parseOptions(args, allOptions, "oint vk login");
  const sandbox = options.has("sandbox")
    ? await (await import("../../sandbox.ts")).connectSandbox()
    : undefined;
  const settings: Settings = {
    ...toSettings(options),
    ...(sandbox ? { apiUrl: sandbox.apiUrl, oauthUrl: sandbox.oauthUrl, idUrl: sandbox.idUrl } : {}),
    ...(options.has("debug")
      ? { onRequestEvent: traffic => void process.stderr.write(renderTraffic(traffic)) }
      : {}),
    signal,
  };
  try {
    const stored = await withSettings(settings, () => login(options, sandbox, signal));
    print(renderResult(stored));
    return exitCodes.fine;
  } finally {
    await sandbox?.close();
  }
}

async function login(
  options: ParsedOptions,
  sandbox: SandboxConnection | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  const name = single(options, "profile") || "default";
  // Codes are good once: what could fail afterwards is tried before.
  await changeProfiles(all => all);
  const way = await chooseMethod(options);
  const community = way === "service" ? "" : await chooseCommunity(way, options, sandbox);
  const won = await obtainToken(way, { given: options, sandbox, community, signal });
  const stored: unknown[] = [];
  for (const item of won) {
    // Several communities have a profile each.
    const own = won.length > 1 ? `${name}-${item.auth.group_id}` : name;
    stored.push(await checkAndStore(own, item, sandbox !== undefined));
  }
  return stored.length > 1 ? stored : stored[0];
}

async function chooseMethod(options: ParsedOptions): Promise<LoginMethod> {
  if (canPrompt() && !options.has("kind")) {
    printStatus("Which token do you want?");
    for (const way of loginMethods) printStatus(`  ${way.padEnd(10)} ${loginMethodSummaries[way]}`);
  }
  const chosen = await prompt({ option: "kind", text: "Kind of token:", fallback: "vkid" }, options);
  const way = loginMethods.find(loginMethod => loginMethod === chosen);
  if (!way) throw new ArgumentError("kind", `got "${chosen}", expected ${loginMethods.join(", ")}`);
  return way;
}

/** The community to work on, or for a community's token the communities; empty: none. */
async function chooseCommunity(
  way: LoginMethod,
  options: ParsedOptions,
  sandbox: SandboxConnection | undefined,
): Promise<string> {
  const text = "Number of the community to work on, as it stands in its address vk.com/club… (empty: none):";
  const answer = await prompt({ option: "group", text, fallback: sandbox?.auth.group_id ?? "" }, options);
  if (answer === "" && way !== "community") return "";
  const numbers = answer.split(",").map(part => positiveId("group", part));
  if (numbers.length > 1 && way !== "community") {
    throw new ArgumentError(
      "group",
      `got "${answer}", expected one number; only --kind community takes several`,
    );
  }
  return numbers.join(",");
}

/** Asks VK whose the token is before it is stored: what is stored works. */
async function checkAndStore(name: string, won: IssuedToken, inSandbox: boolean): Promise<object> {
  const { auth, scope: granted, expires } = won;
  const checked = await describeToken(auth, granted, expires);
  const kind = won.kind === "user" ? checked.kind : won.kind;
  const isOwn = checked.kind === "community" && auth.group_id === undefined;
  const profile: Profile = {
    ...won,
    kind,
    auth: isOwn ? authFor(String(checked.id), String(auth.app_id ?? ""), auth.access_token) : auth,
    owner: checked.name,
    ...(inSandbox ? { sandbox: true } : {}),
  };
  await changeProfiles(({ profiles }) => ({ current: name, profiles: { ...profiles, [name]: profile } }));
  const missing = Object.entries(checked.missing ?? {}).map(
    ([right, names]) => `${right} (${names.join(", ")})`,
  );
  printStatus(`This is the ${checked.kind} token of ${checked.name}. It is stored as the profile ${name}.`);
  if (missing.length > 0) printStatus(`It lacks rights that some functions need: ${missing.join("; ")}.`);
  return { profile: name, ...checked };
}
