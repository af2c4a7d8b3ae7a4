import type { Profile } from "../config/profiles.ts";
import * as OPI_VK from "../OPI_VK/index.ts";
import { randomText } from "../oauth/pkce.ts";
import { endOf, endOfPair } from "../oauth/vkid.ts";
import type { Auth } from "../vk/auth.ts";
import { answerTo } from "./ask.ts";
import { single } from "./flags.ts";
import type { Given } from "./options.ts";
import { openPlace, show } from "./receive.ts";
import type { Reached } from "./sandbox.ts";

/** The ways to a token. */
export const ways = ["user", "vkid", "community", "code", "service", "token"] as const;
export type Way = (typeof ways)[number];

/** What each way is for. */
export const waysInWords: Readonly<Record<Way, string>> = {
  user: "a user's token for an application of the older kind (implicit flow)",
  vkid: "a user's token through VK ID, for applications made since 2024; it is refreshed by itself",
  community: "a community's token, for messages and more at 20 calls a second",
  code: "a user's token for a site with a protected key (authorization code flow)",
  service: "a service token, for what belongs to nobody",
  token: "a token that you have, such as a key from your community's settings",
};

/** A token, and what must be kept beside it. */
export interface Won {
  readonly kind: Profile["kind"];
  readonly auth: Auth;
  readonly expires: number;
  readonly refresh_token?: string;
  readonly device_id?: string;
  readonly scope?: string;
}

/** What a way can go by. */
export interface Situation {
  readonly given: Given;
  /** The sandbox in VK's place; it has applications, so that a first try needs none of one's own. */
  readonly sandbox: Reached | undefined;
  /** The community to work on; empty: none. */
  readonly community: string;
  readonly signal: AbortSignal;
}

/** Goes a way to its end: a token, or one for each community. */
export function win(way: Way, situation: Situation): Promise<readonly Won[]> {
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

function app({ given, sandbox }: Situation, kind: "old" | "vkid"): Promise<string> {
  const where = kind === "vkid" ? "https://id.vk.com/business/go" : "https://vk.com/apps?act=manage";
  const text = `Number of your application (make one at ${where}):`;
  return answerTo(
    { option: "app", text, ...(sandbox ? { fallback: String(sandbox.apps[kind].id) } : {}) },
    given,
  );
}

async function secret({ given, sandbox }: Situation): Promise<string> {
  const fallback = process.env.OINT_VK_APP_SECRET || sandbox?.apps.old.secret;
  if (fallback !== undefined && !given.has("secret")) return fallback;
  const text = "Protected key of the application, from its settings (or set OINT_VK_APP_SECRET):";
  return answerTo({ option: "secret", text, secret: true }, given);
}

function redirect({ given, sandbox }: Situation): Promise<string> {
  const text =
    "Redirect address, one of those in the application's settings; with localhost oint receives the answer itself:";
  return answerTo(
    { option: "redirect", text, ...(sandbox ? { fallback: "http://localhost:0/" } : {}) },
    given,
  );
}

function scope({ given }: Situation): string {
  return single(given, "scope") ?? "";
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
  const auth = structure(situation.community, number, access_token);
  return [{ kind: "user", auth, expires: endOf(expires_in) }];
}

async function byCommunityFlow(situation: Situation): Promise<readonly Won[]> {
  const { given, signal } = situation;
  const number = await app(situation, "old");
  const groups = situation.community.split(",");
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
    const auth = structure(situation.community, number, String(token.access_token));
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
    const auth = structure(situation.community, number, pair.access_token);
    const { refresh_token, scope: granted } = pair;
    return [{ kind: "vkid", auth, expires: endOfPair(pair), refresh_token, device_id, scope: granted }];
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
  const auth = structure(situation.community, single(given, "app") ?? "", token);
  // Its kind shows when it is checked.
  return [{ kind: "user", auth, expires: 0 }];
}

/** The authorization structure; what is not known is left out. */
export function structure(group: string, app: string, token: string): Auth {
  if (group !== "" && app !== "") return { ...OPI_VK.getAuthParameters(group, app, token) };
  return {
    v: "5.199",
    ...(group === "" ? {} : { group_id: group.replace(/^-/, "") }),
    ...(app === "" ? {} : { app_id: app }),
    access_token: token,
  };
}
