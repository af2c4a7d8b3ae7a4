import { createHash } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Params } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import type { Token } from "../state/model/index.ts";
import { userOf } from "../state/people.ts";
import { captchaPage } from "../views/consent.ts";
import type { SandboxApp } from "./apps.ts";
import { type Grant, redirectWithDecision, showConsent } from "./authorize.ts";
import { issueCode, redeemCode } from "./codes.ts";
import { issueToken } from "./issue-token.ts";
import { defaultLifetimes } from "./lifetimes.ts";
import { randomSecret } from "./random-secret.ts";
import { findApp, type OAuthDeps, OAuthFailure, readOAuthParams, respondJson } from "./request.ts";
import { parseScope } from "./scopes.ts";

/** The VK ID authorization server. */
export function vkId(deps: OAuthDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/authorize", c => showConsent(c, deps, "vkid"));
  app.get("/not_robot_captcha", c => c.html(captchaPage(randomSecret("", 24))));
  app.post("/consent", async c => redirectWithDecision(c, deps, await readOAuthParams(c), grant));
  const endpoints: Readonly<Record<string, (deps: OAuthDeps, params: Params) => object>> = {
    auth: exchangeForTokens,
    user_info: userInfo,
    logout: revokeToken,
    revoke: revokeToken,
  };
  for (const [name, endpoint] of Object.entries(endpoints)) {
    app.post(`/oauth2/${name}`, async c => {
      const params = await readOAuthParams(c);
      return respondJson(c, () => endpoint(deps, params));
    });
  }
  return app;
}

const grant: Grant = (deps, params) => {
  const device = randomSecret("", 48);
  const { value } = issueCode(deps, params, device);
  const lifetime = String(deps.lifetimes.code ?? defaultLifetimes.code);
  const fields = {
    code: value,
    device_id: device,
    type: "code_v2",
    expires_in: lifetime,
    ext_id: randomSecret("", 12),
  };
  return { urlPart: "search", fields };
};

/** Exchanges a code, or a refresh token, for a new pair of tokens. */
function exchangeForTokens(deps: OAuthDeps, params: Params): object {
  const app = findApp(deps, params, "vkid");
  if (params.grant_type === "refresh_token") return refreshTokens(deps, app, params);
  if (params.grant_type !== "authorization_code")
    throw new OAuthFailure("invalid_request", "grant_type is invalid");
  const code = redeemCode(deps, params);
  const hash = createHash("sha256")
    .update(params.code_verifier ?? "")
    .digest("base64url");
  if (code.device !== params.device_id) throw new OAuthFailure("invalid_request", "device_id is invalid");
  if (code.challenge !== hash) throw new OAuthFailure("invalid_grant", "code_verifier is invalid");
  return issueTokenPair(deps, app, code.scopes, params);
}

/** Issues an access token and the refresh token for the next pair. */
function issueTokenPair(
  { store, lifetimes }: OAuthDeps,
  app: SandboxApp,
  scopes: readonly string[],
  params: Params,
): object {
  const lifetime = lifetimes.access ?? defaultLifetimes.vkIdAccess;
  const device = params.device_id ?? "";
  const refresh = randomSecret("vk2.a.");
  const { value, user_id } = issueToken(store.state, {
    kind: "user",
    app: app.id,
    scopes,
    expires: now() + lifetime,
    device,
    refresh,
  });
  return {
    access_token: value,
    refresh_token: refresh,
    id_token: randomSecret("", 24),
    token_type: "Bearer",
    expires_in: lifetime,
    user_id,
    state: params.state ?? "",
    scope: scopes.join(" "),
  };
}

/** A refresh token is valid once. Using it also revokes the old access token. */
function refreshTokens(deps: OAuthDeps, app: SandboxApp, params: Params): object {
  const { state } = deps.store;
  const oldToken = state.tokens.last("refresh", params.refresh_token ?? "");
  if (!oldToken || oldToken.revoked || oldToken.app !== app.id || oldToken.device !== params.device_id)
    throw new OAuthFailure("invalid_grant", "refresh_token is invalid or expired");
  const scopes = params.scope ? parseScope(params.scope, "user") : oldToken.scopes;
  if (!scopes?.every(scope => oldToken.scopes.includes(scope)))
    throw new OAuthFailure("invalid_scope", "Invalid scope");
  state.tokens.update(oldToken, { refresh: "", revoked: true });
  return issueTokenPair(deps, app, scopes, params);
}

/** The valid token that `access_token` names, or an OAuth error. */
function findToken(deps: OAuthDeps, params: Params): Token {
  const app = findApp(deps, params, "vkid");
  const token = deps.store.state.tokens.get(params.access_token ?? "");
  if (!token || token.revoked || token.app !== app.id || (token.expires > 0 && token.expires <= now()))
    throw new OAuthFailure("invalid_token", "access_token is invalid or expired");
  return token;
}

function userInfo(deps: OAuthDeps, params: Params): object {
  const { user_id, scopes } = findToken(deps, params);
  const { first_name, last_name } = userOf(deps.store.state, user_id);
  const email = scopes.includes("email") ? { email: "anna@example.com" } : {};
  return { user: { user_id: String(user_id), first_name, last_name, ...email } };
}

function revokeToken(deps: OAuthDeps, params: Params): object {
  const token = findToken(deps, params);
  deps.store.state.tokens.update(token, { refresh: "", revoked: true });
  return { response: 1 };
}
