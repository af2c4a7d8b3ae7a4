import type { Profile } from "../../../../config/profiles.ts";
import type { Auth } from "../../../../core/auth.ts";
import { single, type Values } from "../../../../invoke/values.ts";
import * as OPI_VK from "../../../../OPI_VK/index.ts";
import { randomText } from "../../../../oauth/pkce.ts";
import { prompt } from "../../../io/prompts.ts";
import type { SandboxConnection } from "../../../io/sandbox.ts";
import { openRedirectListener, showLink } from "./redirect-listener.ts";

/** The ways to a token. */
export const loginMethods = ["user", "vkid", "community", "code", "service", "token"] as const;
export type LoginMethod = (typeof loginMethods)[number];

/** What each way is for. */
export const loginMethodSummaries: Readonly<Record<LoginMethod, string>> = {
  user: "user token through VK OAuth (implicit flow)",
  vkid: "user token through VK ID; it is refreshed automatically",
  community: "community token; 20 requests per second",
  code: "user token for a site with a client secret (authorization code flow)",
  service: "service token, for app-level methods",
  token: "a token that you already have, such as a key from your community's settings",
};

/** A token, and what must be kept beside it. */
export interface IssuedToken {
  readonly kind: Profile["kind"];
  readonly auth: Auth;
  readonly expires: number;
  readonly refresh_token?: string;
  readonly device_id?: string;
  readonly scope?: string;
}

/** What a way can go by. */
export interface LoginContext {
  readonly options: Values;
  /** The sandbox in VK's place; it has applications, so that a first try needs none of one's own. */
  readonly sandbox: SandboxConnection | undefined;
  /** The community to work on; empty: none. */
  readonly community: string;
  readonly signal: AbortSignal;
}

/** Goes a way to its end: a token, or one for each community. */
export function obtainToken(way: LoginMethod, situation: LoginContext): Promise<readonly IssuedToken[]> {
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

function appId({ options, sandbox }: LoginContext, kind: "oauth" | "vkid"): Promise<string> {
  const where = kind === "vkid" ? "https://id.vk.com/business/go" : "https://vk.com/apps?act=manage";
  const text = `Number of your application (make one at ${where}):`;
  return prompt(
    { option: "app", text, ...(sandbox ? { fallback: String(sandbox.apps[kind].id) } : {}) },
    options,
  );
}

async function clientSecret({ options, sandbox }: LoginContext): Promise<string> {
  const fallback = process.env.OINT_VK_APP_SECRET || sandbox?.apps.oauth.secret;
  if (fallback !== undefined && !options.has("secret")) return fallback;
  const text = "Protected key of the application, from its settings (or set OINT_VK_APP_SECRET):";
  return prompt({ option: "secret", text, secret: true }, options);
}

function redirect({ options, sandbox }: LoginContext): Promise<string> {
  const text =
    "Redirect address, one of those in the application's settings; with localhost oint receives the answer itself:";
  return prompt(
    { option: "redirect", text, ...(sandbox ? { fallback: "http://localhost:0/" } : {}) },
    options,
  );
}

function scope({ options }: LoginContext): string {
  return single(options, "scope") ?? "";
}

/** Shows the link and waits for the address to which VK sends the browser. */
async function follow(link: string, { options }: LoginContext, wait: () => Promise<string>, state: string) {
  const known = single(options, "redirect-response");
  if (known === undefined) await showLink(link, !options.has("no-browser"));
  return OPI_VK.parseTokenLink(known ?? (await wait()), state);
}

function stateOf({ options }: LoginContext): string {
  return single(options, "state") ?? randomText(24);
}

/** The moment a token ends, in Unix seconds. */
function expiryFromNow(seconds: number | undefined): number {
  return seconds ? Math.floor(Date.now() / 1000) + Number(seconds) : 0;
}

async function byImplicitFlow(situation: LoginContext): Promise<readonly IssuedToken[]> {
  const { options, signal } = situation;
  const number = await appId(situation, "oauth");
  const state = stateOf(situation);
  const link = OPI_VK.createTokenRetrievalLink(
    number,
    scope(situation),
    single(options, "redirect") ?? "",
    "",
    state,
  );
  const { response } = await openRedirectListener("", signal);
  const { access_token = "", expires_in } = await follow(link, situation, response, state);
  const auth = authFor(situation.community, number, access_token);
  return [{ kind: "user", auth, expires: expiryFromNow(expires_in) }];
}

async function byCommunityFlow(situation: LoginContext): Promise<readonly IssuedToken[]> {
  const { options, signal } = situation;
  const number = await appId(situation, "oauth");
  const groups = situation.community.split(",");
  const state = stateOf(situation);
  const link = OPI_VK.createCommunityTokenLink(
    number,
    groups,
    scope(situation),
    single(options, "redirect") ?? "",
    "",
    state,
  );
  const { response } = await openRedirectListener("", signal);
  const { groups: tokens = [], expires_in } = await follow(link, situation, response, state);
  return tokens.map(({ group_id, access_token }) => ({
    kind: "community",
    auth: authFor(String(group_id), number, access_token),
    expires: expiryFromNow(expires_in),
  }));
}

async function byCode(situation: LoginContext): Promise<readonly IssuedToken[]> {
  const number = await appId(situation, "oauth");
  const key = await clientSecret(situation);
  const place = await openRedirectListener(await redirect(situation), situation.signal);
  try {
    const state = stateOf(situation);
    const link = OPI_VK.createAuthorizationCodeLink(number, place.redirect, scope(situation), [], "", state);
    const { code = "" } = await follow(link, situation, place.response, state);
    const token = await OPI_VK.getTokenByCode(number, key, place.redirect, code);
    const auth = authFor(situation.community, number, String(token.access_token));
    return [{ kind: "user", auth, expires: expiryFromNow(token.expires_in) }];
  } finally {
    place.close();
  }
}

async function byVKID(situation: LoginContext): Promise<readonly IssuedToken[]> {
  const { options, signal } = situation;
  const number = await appId(situation, "vkid");
  const place = await openRedirectListener(await redirect(situation), signal);
  try {
    const rights = scope(situation) || "wall,groups,photos,stats,stories,ads,market,video";
    const { link, code_verifier, state } = OPI_VK.createVKIDLink(
      number,
      place.redirect,
      rights,
      single(options, "state"),
      single(options, "verifier"),
    );
    const { code = "", device_id = "" } = await follow(link, situation, place.response, state);
    const pair = await OPI_VK.getVKIDToken(number, place.redirect, code, code_verifier, device_id, state);
    const auth = authFor(situation.community, number, pair.access_token);
    const { refresh_token, scope: granted } = pair;
    return [
      {
        kind: "vkid",
        auth,
        expires: expiryFromNow(pair.expires_in),
        refresh_token,
        device_id,
        scope: granted,
      },
    ];
  } finally {
    place.close();
  }
}

async function byService(situation: LoginContext): Promise<readonly IssuedToken[]> {
  const number = await appId(situation, "oauth");
  const { access_token } = await OPI_VK.getServiceToken(number, await clientSecret(situation));
  return [{ kind: "service", auth: authFor("", number, access_token), expires: 0 }];
}

async function byToken(situation: LoginContext): Promise<readonly IssuedToken[]> {
  const { options } = situation;
  const text = "The token (community settings ▸ API ▸ Access keys, or the application's settings):";
  const typed = await prompt({ option: "token", text, secret: true }, options);
  const token =
    typed === "-"
      ? await openRedirectListener("", situation.signal).then(({ response }) => response())
      : typed;
  const auth = authFor(situation.community, single(options, "app") ?? "", token);
  // Its kind shows when it is checked.
  return [{ kind: "user", auth, expires: 0 }];
}

/** The authorization structure; what is not known is left out. */
export function authFor(group: string, app: string, token: string): Auth {
  if (group !== "" && app !== "") return { ...OPI_VK.getAuthParameters(group, app, token) };
  return {
    v: "5.199",
    ...(group === "" ? {} : { group_id: group.replace(/^-/, "") }),
    ...(app === "" ? {} : { app_id: app }),
    access_token: token,
  };
}
