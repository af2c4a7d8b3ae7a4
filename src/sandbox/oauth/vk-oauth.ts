import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Params } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import type { Token } from "../state/model/index.ts";
import { blankPage } from "../views/consent.ts";
import { type Grant, redirectWithDecision, showConsent } from "./authorize.ts";
import { issueCode, redeemCode } from "./codes.ts";
import { issueToken } from "./issue-token.ts";
import { defaultLifetimes } from "./lifetimes.ts";
import {
  blankUrl,
  findApp,
  type OAuthDeps,
  OAuthFailure,
  readOAuthParams,
  requestedGroups,
  requestedScopes,
  respondJson,
} from "./request.ts";
import { parseScope } from "./scopes.ts";

/** VK OAuth, the legacy authorization server. */
export function vkOAuth(deps: OAuthDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/authorize", c => showConsent(c, deps, "oauth"));
  app.post("/consent", async c => redirectWithDecision(c, deps, await readOAuthParams(c), grant));
  app.get("/blank.html", c => c.html(blankPage()));
  app.get("/captcha.php", c => c.body(captchaImage, 200, { "content-type": "image/svg+xml" }));
  app.get("/validation", c => c.redirect(validatedUrl(deps)));
  app.on(["GET", "POST"], "/access_token", async c => {
    const params = await readOAuthParams(c);
    return respondJson(c, () => exchangeForToken(deps, params));
  });
  return app;
}

/** The image of the captcha that VK used until 2026. The sandbox accepts any text. */
const captchaImage = `<svg xmlns="http://www.w3.org/2000/svg" width="130" height="50"><text x="15" y="32" font-size="24">captcha</text></svg>`;

/** Where the validation of error 17 ends: VK issues a new token there. */
function validatedUrl(deps: OAuthDeps): string {
  const scopes = parseScope(String(allScopes), "user") ?? [];
  const { value, user_id } = issueUserToken(deps, deps.apps[0]?.id ?? 0, scopes);
  const fields = { success: "1", access_token: value, user_id: String(user_id) };
  return `${blankUrl(deps)}#${new URLSearchParams(fields)}`;
}

/** Mask of every scope. */
const allScopes = 2 ** 31 - 1;

/** Lifetime of a user token in seconds; 0, without an end, when the scope `offline` was granted. */
function tokenLifetime(scopes: readonly string[]): number {
  return scopes.includes("offline") ? 0 : defaultLifetimes.oauthAccess;
}

function issueCommunityToken(
  { store }: OAuthDeps,
  app: number,
  group_id: number,
  scopes: readonly string[],
): Token {
  return issueToken(store.state, { kind: "community", app, group_id, scopes, expires: 0 });
}

function issueUserToken({ store }: OAuthDeps, app: number, scopes: readonly string[]): Token {
  const lifetime = tokenLifetime(scopes);
  const expires = lifetime === 0 ? 0 : now() + lifetime;
  return issueToken(store.state, { kind: "user", app, scopes, expires });
}

/** Returns tokens after the `#` (implicit flow), or a code in the query (authorization code flow). */
const grant: Grant = (deps, params) => {
  const app = Number(params.client_id);
  const scopes = requestedScopes(params);
  const groups = requestedGroups(params);
  if (params.response_type === "code")
    return { urlPart: "search", fields: { code: issueCode(deps, params).value } };
  if (groups.length > 0) {
    const tokens = groups.map(group => [
      `access_token_${group}`,
      issueCommunityToken(deps, app, group, scopes).value,
    ]);
    return { urlPart: "hash", fields: { ...Object.fromEntries(tokens), expires_in: "0" } };
  }
  const { value, user_id } = issueUserToken(deps, app, scopes);
  const fields = {
    access_token: value,
    expires_in: String(tokenLifetime(scopes)),
    user_id: String(user_id),
  };
  return { urlPart: "hash", fields };
};

/** Exchanges a code for tokens, or a client secret for a service token. */
function exchangeForToken(deps: OAuthDeps, params: Params): object {
  const app = findApp(deps, params, "oauth");
  if (!params.client_secret) throw new OAuthFailure("invalid_client", "client_secret is undefined");
  if (params.client_secret !== app.secret)
    throw new OAuthFailure("invalid_client", "client_secret is incorrect");
  if (params.grant_type === "client_credentials") {
    const { value } = issueToken(deps.store.state, { kind: "service", app: app.id, scopes: [], expires: 0 });
    return { access_token: value, expires_in: 0 };
  }
  const { groups, scopes } = redeemCode(deps, params);
  if (groups.length > 0) {
    const tokens = groups.map(group => issueCommunityToken(deps, app.id, group, scopes));
    return {
      groups: tokens.map(({ group_id, value }) => ({ group_id, access_token: value })),
      expires_in: 0,
    };
  }
  const { value, user_id } = issueUserToken(deps, app.id, scopes);
  return { access_token: value, expires_in: tokenLifetime(scopes), user_id };
}
