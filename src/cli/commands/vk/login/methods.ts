import type { Profile } from "../../../../config/profiles.ts";
import type { Auth } from "../../../../core/auth.ts";
import { ArgumentError, TimeoutError } from "../../../../errors.ts";
import { localize } from "../../../../i18n/localize.ts";
import { single, type Values } from "../../../../invoke/values.ts";
import * as OPI_VK from "../../../../OPI_VK/index.ts";
import { randomText } from "../../../../oauth/pkce.ts";
import { expiryFromNow, expiryOfTokens } from "../../../../oauth/vkid.ts";
import { printStatus, prompt } from "../../../io/prompts.ts";
import type { SandboxConnection } from "../../../io/sandbox.ts";
import { toSettings } from "../../../options/connection.ts";
import { firstLine, openRedirectListener, showLink } from "./redirect-listener.ts";

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

/** What a login method works with. */
export interface LoginContext {
  readonly options: Values;
  /** The sandbox in listener of VK. It has apps, so a first try needs no app of one's own. */
  readonly sandbox: SandboxConnection | undefined;
  /** Community ID or IDs; empty: none. */
  readonly community: string;
  readonly signal: AbortSignal;
}

/** Gets a token, or one for each community. */
export function obtainToken(method: LoginMethod, context: LoginContext): Promise<readonly IssuedToken[]> {
  switch (method) {
    case "user":
      return byImplicitFlow(context);
    case "community":
      return byCommunityFlow(context);
    case "code":
      return byCode(context);
    case "vkid":
      return byVKID(context);
    case "service":
      return byService(context);
    case "token":
      return byToken(context);
  }
}

function appId({ options, sandbox }: LoginContext, kind: "oauth" | "vkid"): Promise<string> {
  const where = kind === "vkid" ? "https://id.vk.com/business/go" : "https://vk.com/apps?act=manage";
  const text = localize("App ID (create an app at {url}):", { url: where });
  return prompt(
    { option: "app", text, ...(sandbox ? { fallback: String(sandbox.apps[kind].id) } : {}) },
    options,
  );
}

async function clientSecret({ options, sandbox }: LoginContext): Promise<string> {
  const fallback = process.env.OINT_VK_APP_SECRET || sandbox?.apps.oauth.secret;
  if (fallback !== undefined && !options.has("secret")) return fallback;
  const text = localize("Client secret of the app, from its settings (or set OINT_VK_APP_SECRET):");
  return prompt({ option: "secret", text, secret: true }, options);
}

function redirect({ options, sandbox }: LoginContext): Promise<string> {
  const text = localize(
    "Redirect URL, one of those in the app's settings; with localhost, oint receives the response itself:",
  );
  return prompt(
    { option: "redirect", text, ...(sandbox ? { fallback: "http://localhost:0/" } : {}) },
    options,
  );
}

function scope({ options }: LoginContext): string {
  return single(options, "scope") ?? "";
}

/** Shows the link and waits for the URL to which VK redirects the browser. */
async function follow(
  link: string,
  { options }: LoginContext,
  wait: (withdrawn: AbortSignal) => Promise<string>,
  state: string,
) {
  const response = single(options, "redirect-response");
  if (response !== undefined) return OPI_VK.parseTokenLink(response, state);
  await showLink(link, !options.has("no-browser"));
  return OPI_VK.parseTokenLink(await inTime(wait, loginTimeout(options)), state);
}

/** How long the browser is waited for when no option says so, in seconds. */
export const defaultLoginTimeout = 300;

/** The value of `--timeout`, in milliseconds. */
function loginTimeout(options: Values): number {
  return toSettings(options).deadline ?? defaultLoginTimeout * 1000;
}

/** Waits for VK's response as long as a person may need, and no longer. */
async function inTime(wait: (withdrawn: AbortSignal) => Promise<string>, limit: number): Promise<string> {
  const over = new AbortController();
  const isLimited = limit !== Number.POSITIVE_INFINITY;
  const seconds = limit / 1000;
  printStatus(
    isLimited
      ? localize("Waiting for the browser for up to {seconds} seconds (--timeout).", { seconds })
      : localize("Waiting for the browser."),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    if (!isLimited) return;
    timer = setTimeout(() => {
      const problem = localize(
        "login: no response came from the browser within {seconds} seconds; log in again, or wait longer with --timeout",
        { seconds },
      );
      reject(new TimeoutError(problem, { sent: false }));
      over.abort();
    }, limit);
  });
  try {
    return await Promise.race([wait(over.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function stateOf({ options }: LoginContext): string {
  return single(options, "state") ?? randomText(24);
}

async function byImplicitFlow(context: LoginContext): Promise<readonly IssuedToken[]> {
  const { options, signal } = context;
  const app = await appId(context, "oauth");
  const state = stateOf(context);
  const link = OPI_VK.createTokenRetrievalLink(
    app,
    scope(context),
    single(options, "redirect") ?? "",
    "",
    state,
  );
  const listener = await openRedirectListener("", signal);
  const { access_token = "", expires_in } = await follow(link, context, listener.response, state);
  const auth = authFor(context.community, app, access_token);
  return [{ kind: "user", auth, expires: expiryFromNow(expires_in) }];
}

async function byCommunityFlow(context: LoginContext): Promise<readonly IssuedToken[]> {
  const { options, signal } = context;
  const app = await appId(context, "oauth");
  const groups = context.community.split(",");
  const state = stateOf(context);
  const link = OPI_VK.createCommunityTokenLink(
    app,
    groups,
    scope(context),
    single(options, "redirect") ?? "",
    "",
    state,
  );
  const listener = await openRedirectListener("", signal);
  const { groups: tokens = [], expires_in } = await follow(link, context, listener.response, state);
  return tokens.map(({ group_id, access_token }) => ({
    kind: "community",
    auth: authFor(String(group_id), app, access_token),
    expires: expiryFromNow(expires_in),
  }));
}

async function byCode(context: LoginContext): Promise<readonly IssuedToken[]> {
  const app = await appId(context, "oauth");
  const key = await clientSecret(context);
  const listener = await openRedirectListener(await redirect(context), context.signal);
  try {
    const state = stateOf(context);
    const link = OPI_VK.createAuthorizationCodeLink(app, listener.redirect, scope(context), [], "", state);
    const { code = "" } = await follow(link, context, listener.response, state);
    const token = await OPI_VK.getTokenByCode(app, key, listener.redirect, code);
    const auth = authFor(context.community, app, String(token.access_token));
    return [{ kind: "user", auth, expires: expiryFromNow(token.expires_in) }];
  } finally {
    listener.close();
  }
}

async function byVKID(context: LoginContext): Promise<readonly IssuedToken[]> {
  const { options, signal } = context;
  const app = await appId(context, "vkid");
  const listener = await openRedirectListener(await redirect(context), signal);
  try {
    const scopes = scope(context) || "wall,groups,photos,stats,stories,ads,market,video";
    const { link, code_verifier, state } = OPI_VK.createVKIDLink(
      app,
      listener.redirect,
      scopes,
      single(options, "state"),
      single(options, "verifier"),
    );
    const { code = "", device_id = "" } = await follow(link, context, listener.response, state);
    const pair = await OPI_VK.getVKIDToken(app, listener.redirect, code, code_verifier, device_id, state);
    const auth = authFor(context.community, app, pair.access_token);
    const { refresh_token, scope: granted } = pair;
    return [
      {
        kind: "vkid",
        auth,
        expires: expiryOfTokens(pair),
        refresh_token,
        device_id,
        scope: granted,
      },
    ];
  } finally {
    listener.close();
  }
}

async function byService(context: LoginContext): Promise<readonly IssuedToken[]> {
  const app = await appId(context, "oauth");
  const { access_token } = await OPI_VK.getServiceToken(app, await clientSecret(context));
  return [{ kind: "service", auth: authFor("", app, access_token), expires: 0 }];
}

async function byToken(context: LoginContext): Promise<readonly IssuedToken[]> {
  const { options } = context;
  const text = localize("The token (community settings ▸ API ▸ Access keys, or the application's settings):");
  const typed = await prompt({ option: "token", text, secret: true }, options);
  const token = typed === "-" ? (await firstLine(context.signal))?.trim() : typed;
  if (!token) throw new ArgumentError("token", localize("is missing: nothing came on standard input"));
  const auth = authFor(context.community, single(options, "app") ?? "", token);
  // Its kind shows when it is checked.
  return [{ kind: "user", auth, expires: 0 }];
}

/** The credentials; what is not response is left out. */
export function authFor(group: string, app: string, token: string): Auth {
  if (group !== "" && app !== "") return { ...OPI_VK.getAuthParameters(group, app, token) };
  return {
    v: "5.199",
    ...(group === "" ? {} : { group_id: group.replace(/^-/, "") }),
    ...(app === "" ? {} : { app_id: app }),
    access_token: token,
  };
}
