import { changeProfiles, type Profile } from "../config/profiles.ts";
import { ArgumentError } from "../errors.ts";
import * as OPI_VK from "../OPI_VK/index.ts";
import { randomText } from "../oauth/pkce.ts";
import type { Auth } from "../vk/auth.ts";
import { type Settings, withSettings } from "../vk/settings.ts";
import { answerTo, isAnswerable, tell } from "./ask.ts";
import { type CommonFlag, connectionFlags, settingsOf, single } from "./flags.ts";
import { type Given, parseOptions } from "./options.ts";
import { openPlace, show } from "./receive.ts";
import { exitCodes, renderResult, renderTraffic } from "./render.ts";
import { account } from "./whoami.ts";
import { languageOf } from "./words.ts";

/** The ways to a token. */
const ways = ["user", "vkid", "community", "code", "service", "token"] as const;
type Way = (typeof ways)[number];

/** What each way is for. */
export const waysInWords: Readonly<Record<Way, string>> = {
  user: "a user's token for an application of the older kind (implicit flow)",
  vkid: "a user's token through VK ID, for applications made since 2024; it is refreshed by itself",
  community: "a community's token, for messages and more at 20 calls a second",
  code: "a user's token for a site with a protected key (authorization code flow)",
  service: "a service token, for what belongs to nobody",
  token: "a token that you have, such as a key from your community's settings",
};

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

/** A token, and what must be kept beside it. */
interface Won {
  readonly kind: Profile["kind"];
  readonly auth: Auth;
  readonly expires: number;
  readonly refresh_token?: string;
  readonly device_id?: string;
  readonly scope?: string;
}

/** Runs `oint vk login`: from nothing to a stored token that works. */
export async function runLogin(args: readonly string[], signal: AbortSignal): Promise<number> {
  if (args.includes("--help")) {
    const { loginHelp } = await import("./help.ts");
    process.stdout.write(`${await loginHelp(allFlags, waysInWords, languageOf(args))}\n`);
    return exitCodes.fine;
  }
  const given = parseOptions(args, allFlags, "oint vk login");
  const sandbox = given.has("sandbox") ? await (await import("./sandbox.ts")).reachSandbox() : undefined;
  const settings: Settings = {
    ...settingsOf(given),
    ...(sandbox ? { apiUrl: sandbox.apiUrl, oauthUrl: sandbox.oauthUrl, idUrl: sandbox.idUrl } : {}),
    ...(given.has("debug")
      ? { onTraffic: traffic => void process.stderr.write(renderTraffic(traffic)) }
      : {}),
    signal,
  };
  try {
    const stored = await withSettings(settings, () => login(given, sandbox !== undefined, signal));
    process.stdout.write(renderResult(stored));
    return exitCodes.fine;
  } finally {
    await sandbox?.close();
  }
}

async function login(given: Given, inSandbox: boolean, signal: AbortSignal): Promise<unknown> {
  const way = await chooseWay(given);
  const won = await win(way, { given, inSandbox, signal });
  const name = single(given, "profile") ?? "default";
  const stored: unknown[] = [];
  for (const each of won) {
    // Several communities have a profile each.
    const own = won.length > 1 ? `${name}-${each.auth.group_id}` : name;
    stored.push(await checkAndStore(own, each, given, inSandbox));
  }
  return stored.length > 1 ? stored : stored[0];
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

interface Situation {
  readonly given: Given;
  readonly inSandbox: boolean;
  readonly signal: AbortSignal;
}

function win(way: Way, situation: Situation): Promise<readonly Won[]> {
  switch (way) {
    case "user":
      return byImplicitFlow(situation);
    case "community":
      return byCommunityFlow(situation);
    case "code":
      return byCode(situation);
    case "vkid":
      return byVKID(situation);
    case "service":
      return byService(situation);
    case "token":
      return byToken(situation);
  }
}

/** The applications of the sandbox, so that a first try needs none of one's own. */
const sandboxApps = { old: "51694790", vkid: "51694791", secret: "sandbox-secret", group: "218861756" };

function app({ given, inSandbox }: Situation, kind: "old" | "vkid"): Promise<string> {
  const where = kind === "vkid" ? "https://id.vk.com/business/go" : "https://vk.com/apps?act=manage";
  const text = `Number of your application (make one at ${where}):`;
  return answerTo({ option: "app", text, ...(inSandbox ? { fallback: sandboxApps[kind] } : {}) }, given);
}

async function secret({ given, inSandbox }: Situation): Promise<string> {
  const fallback = process.env.OINT_VK_APP_SECRET || (inSandbox ? sandboxApps.secret : undefined);
  if (fallback !== undefined && !given.has("secret")) return fallback;
  const text = "Protected key of the application, from its settings (or set OINT_VK_APP_SECRET):";
  return answerTo({ option: "secret", text, secret: true }, given);
}

function redirect({ given, inSandbox }: Situation): Promise<string> {
  const text =
    "Redirect address, one of those in the application's settings; with localhost oint receives the answer itself:";
  return answerTo(
    { option: "redirect", text, ...(inSandbox ? { fallback: "http://localhost:0/" } : {}) },
    given,
  );
}

function scope({ given }: Situation): string {
  return single(given, "scope") ?? "";
}

function group({ given, inSandbox }: Situation): Promise<string> {
  const fallback = inSandbox ? sandboxApps.group : "";
  return answerTo(
    {
      option: "group",
      text: "Number of the community to work on, as it stands in its address vk.com/club… (empty: none):",
      fallback,
    },
    given,
  );
}

/** Shows the link and waits for the address to which VK sends the browser. */
async function follow(link: string, { given }: Situation, wait: () => Promise<string>, state: string) {
  const known = single(given, "answer");
  if (known === undefined) await show(link, !given.has("no-browser"));
  return OPI_VK.parseTokenLink(known ?? (await wait()), state);
}

function stateOf({ given }: Situation): string {
  return single(given, "state") ?? randomText(24);
}

/** The moment a token ends, in Unix seconds. */
function endOf(seconds: number | undefined): number {
  return seconds ? Math.floor(Date.now() / 1000) + Number(seconds) : 0;
}

async function byImplicitFlow(situation: Situation): Promise<readonly Won[]> {
  const { given, signal } = situation;
  const number = await app(situation, "old");
  const state = stateOf(situation);
  const link = OPI_VK.createTokenRetrievalLink(
    number,
    scope(situation),
    single(given, "redirect") ?? "",
    "",
    state,
  );
  const { answer } = await openPlace("", signal);
  const { access_token = "", expires_in } = await follow(link, situation, answer, state);
  const auth = structure(await group(situation), number, access_token);
  return [{ kind: "user", auth, expires: endOf(expires_in) }];
}

async function byCommunityFlow(situation: Situation): Promise<readonly Won[]> {
  const { given, signal } = situation;
  const number = await app(situation, "old");
  const groups = (await group(situation)).split(",");
  const state = stateOf(situation);
  const link = OPI_VK.createCommunityTokenLink(
    number,
    groups,
    scope(situation),
    single(given, "redirect") ?? "",
    "",
    state,
  );
  const { answer } = await openPlace("", signal);
  const { groups: tokens = [], expires_in } = await follow(link, situation, answer, state);
  return tokens.map(({ group_id, access_token }) => ({
    kind: "community",
    auth: structure(String(group_id), number, access_token),
    expires: endOf(expires_in),
  }));
}

async function byCode(situation: Situation): Promise<readonly Won[]> {
  const number = await app(situation, "old");
  const key = await secret(situation);
  const place = await openPlace(await redirect(situation), situation.signal);
  try {
    const state = stateOf(situation);
    const link = OPI_VK.createAuthorizationCodeLink(number, place.redirect, scope(situation), [], "", state);
    const { code = "" } = await follow(link, situation, place.answer, state);
    const token = await OPI_VK.getTokenByCode(number, key, place.redirect, code);
    const auth = structure(await group(situation), number, String(token.access_token));
    return [{ kind: "user", auth, expires: endOf(token.expires_in) }];
  } finally {
    place.close();
  }
}

async function byVKID(situation: Situation): Promise<readonly Won[]> {
  const { given, signal } = situation;
  const number = await app(situation, "vkid");
  const place = await openPlace(await redirect(situation), signal);
  try {
    const rights = scope(situation) || "wall,groups,photos,stats,stories,ads,market,video";
    const { link, code_verifier, state } = OPI_VK.createVKIDLink(
      number,
      place.redirect,
      rights,
      single(given, "state"),
      single(given, "verifier"),
    );
    const { code = "", device_id = "" } = await follow(link, situation, place.answer, state);
    const pair = await OPI_VK.getVKIDToken(number, place.redirect, code, code_verifier, device_id, state);
    const auth = structure(await group(situation), number, pair.access_token);
    const { refresh_token, scope: granted } = pair;
    return [
      { kind: "vkid", auth, expires: endOf(pair.expires_in), refresh_token, device_id, scope: granted },
    ];
  } finally {
    place.close();
  }
}

async function byService(situation: Situation): Promise<readonly Won[]> {
  const number = await app(situation, "old");
  const { access_token } = await OPI_VK.getServiceToken(number, await secret(situation));
  return [{ kind: "service", auth: structure("", number, access_token), expires: 0 }];
}

async function byToken(situation: Situation): Promise<readonly Won[]> {
  const { given } = situation;
  const text = "The token (community settings ▸ API ▸ Access keys, or the application's settings):";
  const typed = await answerTo({ option: "token", text, secret: true }, given);
  const token = typed === "-" ? await openPlace("", situation.signal).then(({ answer }) => answer()) : typed;
  const auth = structure(await group(situation), single(given, "app") ?? "", token);
  // Its kind shows when it is checked.
  return [{ kind: "user", auth, expires: 0 }];
}

/** The authorization structure; what is not known is left out. */
function structure(group: string, app: string, token: string): Auth {
  if (group !== "" && app !== "") return { ...OPI_VK.getAuthParameters(group, app, token) };
  return {
    v: "5.199",
    ...(group === "" ? {} : { group_id: group.replace(/^-/, "") }),
    ...(app === "" ? {} : { app_id: app }),
    access_token: token,
  };
}

/** Asks VK whose the token is before it is stored: what is stored works. */
async function checkAndStore(name: string, won: Won, given: Given, inSandbox: boolean): Promise<object> {
  const { auth, scope: granted, expires } = won;
  const checked = await account(auth, granted, expires);
  const kind = won.kind === "user" ? checked.kind : won.kind;
  const isOwn = checked.kind === "community" && !given.has("group") && auth.group_id === undefined;
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
