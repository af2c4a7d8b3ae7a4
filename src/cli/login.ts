import { changeProfiles, type Profile } from "../config/profiles.ts";
import { ArgumentError } from "../errors.ts";
import { maskText } from "../secrets.ts";
import { type Settings, withSettings } from "../vk/settings.ts";
import { positiveId } from "../vk/values.ts";
import { answerTo, isAnswerable, tell } from "./ask.ts";
import { type CommonFlag, connectionFlags, settingsOf, single } from "./flags.ts";
import { type Given, parseOptions } from "./options.ts";
import { print } from "./print.ts";
import { exitCodes, renderResult, renderTraffic } from "./render.ts";
import type { Reached } from "./sandbox.ts";
import { structure, type Way, type Won, ways, waysInWords, win } from "./ways.ts";
import { account } from "./whoami.ts";
import { languageOf } from "./words.ts";

/** The options of `oint vk login`. */
export const loginFlags: readonly CommonFlag[] = [
  { name: "kind", short: "k", value: "yes", description: `way to the token: ${ways.join(", ")}` },
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

const allFlags = [...loginFlags, ...connectionFlags.filter(({ name }) => name !== "profile")];

/** Runs `oint vk login`: from nothing to a stored token that works. */
export async function runLogin(args: readonly string[], signal: AbortSignal): Promise<number> {
  if (args.includes("--help")) {
    const { loginHelp } = await import("./help.ts");
    print(`${await loginHelp(allFlags, waysInWords, languageOf(args))}\n`);
    return exitCodes.fine;
  }
  const given = parseOptions(args, allFlags, "oint vk login");
  const sandbox = given.has("sandbox")
    ? await (await import("./sandbox.ts")).reachSandbox(signal)
    : undefined;
  const settings: Settings = {
    ...settingsOf(given),
    ...(sandbox ? { apiUrl: sandbox.apiUrl, oauthUrl: sandbox.oauthUrl, idUrl: sandbox.idUrl } : {}),
    ...(given.has("debug")
      ? { onTraffic: traffic => void process.stderr.write(renderTraffic(traffic)) }
      : {}),
    signal,
  };
  try {
    const stored = await withSettings(settings, () => login(given, sandbox, signal));
    print(renderResult(stored));
    return exitCodes.fine;
  } finally {
    await sandbox?.close();
  }
}

async function login(given: Given, sandbox: Reached | undefined, signal: AbortSignal): Promise<unknown> {
  const name = profileName(single(given, "profile") || "default");
  // Codes are good once: what could fail afterwards is tried before.
  await changeProfiles(all => all);
  const way = await chooseWay(given);
  const community = way === "service" ? "" : await chooseCommunity(way, given, sandbox);
  const won = await win(way, { given, sandbox, community, signal });
  const stored: unknown[] = [];
  for (const each of won) {
    // Several communities have a profile each.
    const own = won.length > 1 ? `${name}-${each.auth.group_id}` : name;
    stored.push(await checkAndStore(own, each, sandbox !== undefined));
  }
  return stored.length > 1 ? stored : stored[0];
}

/** A name is shown in lists and messages, so no token may be one. */
function profileName(name: string): string {
  if (maskText(name) === name) return name;
  throw new ArgumentError("profile", "looks like a token; expected a name, such as shop");
}

async function chooseWay(given: Given): Promise<Way> {
  if (isAnswerable() && !given.has("kind")) {
    tell("Which token do you want?");
    for (const way of ways) tell(`  ${way.padEnd(10)} ${waysInWords[way]}`);
  }
  const chosen = await answerTo({ option: "kind", text: "Kind of token:", fallback: "vkid" }, given);
  const way = ways.find(each => each === chosen);
  if (!way) throw new ArgumentError("kind", `got "${chosen}", expected ${ways.join(", ")}`);
  return way;
}

/** The community to work on, or for a community's token the communities; empty: none. */
async function chooseCommunity(way: Way, given: Given, sandbox: Reached | undefined): Promise<string> {
  const text = "Number of the community to work on, as it stands in its address vk.com/club… (empty: none):";
  const answer = await answerTo({ option: "group", text, fallback: sandbox?.auth.group_id ?? "" }, given);
  if (answer === "" && way !== "community") return "";
  const numbers = answer.split(",").map(each => positiveId("group", each));
  if (numbers.length > 1 && way !== "community") {
    throw new ArgumentError(
      "group",
      `got "${answer}", expected one number; only --kind community takes several`,
    );
  }
  return numbers.join(",");
}

/** Asks VK whose the token is before it is stored: what is stored works. */
async function checkAndStore(name: string, won: Won, inSandbox: boolean): Promise<object> {
  const { auth, scope: granted, expires } = won;
  const checked = await account(auth, granted, expires);
  const kind = won.kind === "user" ? checked.kind : won.kind;
  const isOwn = checked.kind === "community" && auth.group_id === undefined;
  const profile: Profile = {
    ...won,
    kind,
    auth: isOwn ? structure(String(checked.id), String(auth.app_id ?? ""), auth.access_token) : auth,
    owner: checked.name,
    ...(inSandbox ? { sandbox: true } : {}),
  };
  await changeProfiles(({ profiles }) => ({ current: name, profiles: { ...profiles, [name]: profile } }));
  const missing = Object.entries(checked.missing ?? {}).map(
    ([right, names]) => `${right} (${names.join(", ")})`,
  );
  tell(`This is the ${checked.kind} token of ${checked.name}. It is stored as the profile ${name}.`);
  if (missing.length > 0) tell(`It lacks rights that some functions need: ${missing.join("; ")}.`);
  return { profile: name, ...checked };
}
