import { createHash } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context as HonoContext } from "hono";
import type { Params } from "../server/parameters.ts";
import type { Code, Token } from "../state/model.ts";
import { now, type Store } from "../state/store.ts";
import { blankPage, consentPage } from "../views/consent.ts";
import { rightsOf, type SandboxApp } from "./apps.ts";
import { issue, type Lifetimes, sandboxUser, secret } from "./tokens.ts";

/** What the OAuth servers are made of. */
export interface OAuthParts {
  readonly store: Store;
  readonly apps: readonly SandboxApp[];
  readonly lifetimes: Lifetimes;
}

type Request = HonoContext<{ Bindings: HttpBindings }>;

/** An error that an OAuth server of VK would answer. */
class OAuthFailure extends Error {
  readonly error: string;

  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

const day = 86_400;
const hour = 3600;
const codeLife = 600;

/** Names and values out of the address and the form. */
async function paramsOf(c: Request): Promise<Params> {
  const form = c.req.method === "POST" ? await c.req.parseBody() : {};
  const fields = Object.entries(form).map(([name, value]) => [name, String(value)] as const);
  return { ...c.req.query(), ...Object.fromEntries(fields) };
}

function json(c: Request, work: () => object): Response {
  try {
    return c.json(work());
  } catch (failure) {
    if (!(failure instanceof OAuthFailure)) throw failure;
    return c.json({ error: failure.error, error_description: failure.message }, 401);
  }
}

/** The server of the older flows. */
export function oauth(parts: OAuthParts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/authorize", c => ask(c, parts, "oauth"));
  app.post("/consent", async c => answer(c, parts, await paramsOf(c), codeAnswer));
  app.get("/blank.html", c => c.html(blankPage()));
  app.on(["GET", "POST"], "/access_token", async c => {
    const params = await paramsOf(c);
    return json(c, () => accessToken(parts, params));
  });
  return app;
}

/** The server of VK ID. */
export function vkId(parts: OAuthParts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/authorize", c => ask(c, parts, "vkid"));
  app.post("/consent", async c => answer(c, parts, await paramsOf(c), vkIdAnswer));
  const endpoints: Readonly<Record<string, (parts: OAuthParts, params: Params) => object>> = {
    auth: vkIdToken,
    user_info: userInfo,
    logout: end,
    revoke: end,
  };
  for (const [name, endpoint] of Object.entries(endpoints)) {
    app.post(`/oauth2/${name}`, async c => {
      const params = await paramsOf(c);
      return json(c, () => endpoint(parts, params));
    });
  }
  return app;
}

function appOf({ apps }: OAuthParts, params: Params, kind: SandboxApp["kind"]): SandboxApp {
  const app = apps.find(({ id }) => String(id) === params.client_id);
  if (!app) throw new OAuthFailure("invalid_client", "client_id is incorrect");
  // Source: https://dev.vk.com/ru/api/access-token/getting-started, and what developers of new applications met
  if (app.kind === "vkid" && kind === "oauth") throw new OAuthFailure("invalid_request", "Security Error");
  if (app.kind !== kind) throw new OAuthFailure("invalid_client", "client_id is incorrect");
  return app;
}

function groupsOf({ group_ids = "" }: Params): number[] {
  return group_ids.split(",").filter(Boolean).map(Number);
}

function wantedRights(params: Params): string[] {
  const rights = rightsOf(params.scope ?? "", groupsOf(params).length > 0 ? "community" : "user");
  if (!rights) throw new OAuthFailure("invalid_scope", "Invalid scope");
  return rights;
}

/** Shows the page that asks, or the error of a link that is wrong. */
function ask(c: Request, parts: OAuthParts, kind: SandboxApp["kind"]): Response | Promise<Response> {
  const params = c.req.query();
  try {
    const { name } = appOf(parts, params, kind);
    if (!URL.canParse(params.redirect_uri ?? ""))
      throw new OAuthFailure("invalid_request", "redirect_uri is incorrect");
    if (!["token", "code"].includes(params.response_type ?? ""))
      throw new OAuthFailure("unsupported_response_type", "Invalid response_type parameter");
    if (params.display && !["page", "popup", "mobile"].includes(params.display))
      throw new OAuthFailure("invalid_request", "Invalid display parameter");
    if (kind === "vkid" && (!params.code_challenge || params.code_challenge_method?.toLowerCase() !== "s256"))
      throw new OAuthFailure("invalid_request", "code_challenge is missing or invalid");
    const rights = wantedRights(params);
    const action = new URL(c.req.url).pathname.replace(/authorize$/, "consent");
    return c.html(consentPage({ app: name, rights, groups: groupsOf(params), action, params }));
  } catch (failure) {
    if (!(failure instanceof OAuthFailure)) throw failure;
    return c.json({ error: failure.error, error_description: failure.message }, 401);
  }
}

type Answerer = (
  parts: OAuthParts,
  params: Params,
) => { readonly place: "search" | "hash"; readonly fields: Params };

/** Sends the browser back with what the person decided. */
function answer(c: Request, parts: OAuthParts, params: Params, allowed: Answerer): Response {
  const back = new URL(params.redirect_uri ?? "");
  const denied: ReturnType<Answerer> = {
    place: params.response_type === "token" ? "hash" : "search",
    fields: {
      error: "access_denied",
      error_reason: "user_denied",
      error_description: "The user or authorization server denied the request.",
    },
  };
  const { place, fields } = params.answer === "allow" ? allowed(parts, params) : denied;
  const state: Params = params.state ? { state: params.state } : {};
  back[place] = new URLSearchParams({ ...fields, ...state }).toString();
  parts.store.changed();
  return c.redirect(back.href);
}

/** How long a token lasts: without an end where that right was granted. */
function lifeOf(rights: readonly string[]): number {
  return rights.includes("offline") ? 0 : day;
}

function endOf(life: number): number {
  return life === 0 ? 0 : now() + life;
}

function communityToken(
  { store }: OAuthParts,
  app: number,
  group_id: number,
  rights: readonly string[],
): Token {
  return issue(store.state, { kind: "community", app, group_id, rights, expires: 0 });
}

function userToken({ store }: OAuthParts, app: number, rights: readonly string[]): Token {
  return issue(store.state, { kind: "user", app, rights, expires: endOf(lifeOf(rights)) });
}

/** The older flows: a token behind the #, or a code in the query. */
const codeAnswer: Answerer = (parts, params) => {
  const app = Number(params.client_id);
  const rights = wantedRights(params);
  const groups = groupsOf(params);
  if (params.response_type === "code")
    return { place: "search", fields: { code: newCode(parts, params).value } };
  if (groups.length > 0) {
    const tokens = groups.map(group => [
      `access_token_${group}`,
      communityToken(parts, app, group, rights).value,
    ]);
    return { place: "hash", fields: { ...Object.fromEntries(tokens), expires_in: "0" } };
  }
  const { value, user_id } = userToken(parts, app, rights);
  const fields = { access_token: value, expires_in: String(lifeOf(rights)), user_id: String(user_id) };
  return { place: "hash", fields };
};

const vkIdAnswer: Answerer = (parts, params) => {
  const device = secret("", 48);
  const { value } = newCode(parts, params, device);
  const life = String(parts.lifetimes.code ?? codeLife);
  const fields = {
    code: value,
    device_id: device,
    type: "code_v2",
    expires_in: life,
    ext_id: secret("", 12),
  };
  return { place: "search", fields };
};

function newCode({ store, lifetimes }: OAuthParts, params: Params, device?: string): Code {
  const code: Code = {
    value: secret("", 12),
    app: Number(params.client_id),
    redirect: params.redirect_uri ?? "",
    rights: wantedRights(params),
    groups: groupsOf(params),
    expires: now() + (lifetimes.code ?? codeLife),
    ...(device ? { device, challenge: params.code_challenge ?? "" } : {}),
  };
  store.state.codes.push(code);
  return code;
}

/** Takes a code, which is good once. */
function takeCode({ store }: OAuthParts, { code, client_id, redirect_uri }: Params): Code {
  const { codes } = store.state;
  const at = codes.findIndex(({ value, app }) => value === code && String(app) === client_id);
  const [taken] = at < 0 ? [] : codes.splice(at, 1);
  store.changed();
  const good = taken && taken.expires > now();
  if (!good) throw new OAuthFailure("invalid_grant", "Code is invalid or expired.");
  if (taken.redirect !== redirect_uri) throw new OAuthFailure("invalid_grant", "redirect_uri is incorrect");
  return taken;
}

function accessToken(parts: OAuthParts, params: Params): object {
  const app = appOf(parts, params, "oauth");
  if (!params.client_secret) throw new OAuthFailure("invalid_client", "client_secret is undefined");
  if (params.client_secret !== app.secret)
    throw new OAuthFailure("invalid_client", "client_secret is incorrect");
  if (params.grant_type === "client_credentials") {
    const { value } = issue(parts.store.state, { kind: "service", app: app.id, rights: [], expires: 0 });
    parts.store.changed();
    return { access_token: value, expires_in: 0 };
  }
  const { groups, rights } = takeCode(parts, params);
  if (groups.length > 0) {
    const tokens = groups.map(group => communityToken(parts, app.id, group, rights));
    return {
      groups: tokens.map(({ group_id, value }) => ({ group_id, access_token: value })),
      expires_in: 0,
    };
  }
  const { value, user_id } = userToken(parts, app.id, rights);
  return { access_token: value, expires_in: lifeOf(rights), user_id };
}

function vkIdToken(parts: OAuthParts, params: Params): object {
  const app = appOf(parts, params, "vkid");
  if (params.grant_type === "refresh_token") return refreshed(parts, app, params);
  if (params.grant_type !== "authorization_code")
    throw new OAuthFailure("invalid_request", "grant_type is invalid");
  const code = takeCode(parts, params);
  const hash = createHash("sha256")
    .update(params.code_verifier ?? "")
    .digest("base64url");
  if (code.device !== params.device_id) throw new OAuthFailure("invalid_request", "device_id is invalid");
  if (code.challenge !== hash) throw new OAuthFailure("invalid_grant", "code_verifier is invalid");
  return pair(parts, app, code.rights, params);
}

/** A new pair of tokens; by the refresh token the next one is fetched. */
function pair(
  { store, lifetimes }: OAuthParts,
  app: SandboxApp,
  rights: readonly string[],
  params: Params,
): object {
  const life = lifetimes.access ?? hour;
  const device = params.device_id ?? "";
  const refresh = secret("vk2.a.");
  const given = { kind: "user", app: app.id, rights, expires: now() + life, device, refresh } as const;
  const { value, user_id } = issue(store.state, given);
  store.changed();
  return {
    access_token: value,
    refresh_token: refresh,
    id_token: secret("", 24),
    token_type: "Bearer",
    expires_in: life,
    user_id,
    state: params.state ?? "",
    scope: rights.join(" "),
  };
}

/** A refresh token is good once: with it the old access token dies too. */
function refreshed(parts: OAuthParts, app: SandboxApp, params: Params): object {
  const { state } = parts.store;
  const old = state.tokens.find(({ refresh }) => refresh !== undefined && refresh === params.refresh_token);
  if (!old || old.revoked || old.app !== app.id || old.device !== params.device_id)
    throw new OAuthFailure("invalid_grant", "refresh_token is invalid or expired");
  const fewer = params.scope ? rightsOf(params.scope, "user") : old.rights;
  if (!fewer?.every(right => old.rights.includes(right)))
    throw new OAuthFailure("invalid_scope", "Invalid scope");
  delete old.refresh;
  old.revoked = true;
  return pair(parts, app, fewer, params);
}

function tokenOf(parts: OAuthParts, params: Params): Token {
  const app = appOf(parts, params, "vkid");
  const token = parts.store.state.tokens.find(({ value }) => value === params.access_token);
  if (!token || token.revoked || token.app !== app.id || (token.expires > 0 && token.expires <= now()))
    throw new OAuthFailure("invalid_token", "access_token is invalid or expired");
  return token;
}

function userInfo(parts: OAuthParts, params: Params): object {
  const { user_id, rights } = tokenOf(parts, params);
  const { first_name, last_name } = sandboxUser;
  const email = rights.includes("email") ? { email: "anna@example.com" } : {};
  return { user: { user_id: String(user_id), first_name, last_name, ...email } };
}

function end(parts: OAuthParts, params: Params): object {
  const token = tokenOf(parts, params);
  token.revoked = true;
  delete token.refresh;
  parts.store.changed();
  return { response: 1 };
}
