import { idUrl, oauthUrl } from "../core/endpoints.ts";
import type { Settings } from "../core/settings.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "../validation/format.ts";

/** The scopes of a user token that the functions of OPI_VK require. Source: https://dev.vk.com/ru/reference/access-rights */
export const neededScope = "offline,wall,groups,photos,stats,stories,ads,market,video";

/** The scopes that a community token can get in this flow, except widgets. */
export const communityScope = "manage,messages,photos,docs,stories";

/** Validates the display mode of the authorization page. Empty: VK selects it by the browser. */
export function displayOf(argument: string, value: unknown): string {
  if (value === "" || value === "page" || value === "popup" || value === "mobile") return value;
  throw new ArgumentError(
    argument,
    localize("got {value}, expected page, popup or mobile", { value: formatValue(value) }),
  );
}

/** Returns the URL of VK's blank page, to which the implicit flow redirects. OpenIntegrations uses that of api.vk.com. */
export function emptyPage(settings: Settings): string {
  const baseUrl = oauthUrl(settings);
  return baseUrl === "https://oauth.vk.com" ? "https://api.vk.com/blank.html" : `${baseUrl}/blank.html`;
}

/** Parameters of an authorization link; empty strings are omitted. */
export interface AuthorizeLinkOptions {
  readonly app: number;
  readonly response: "token" | "code";
  /** Comma-separated scopes, or a scope mask. */
  readonly scope: string;
  /** Redirect URL. */
  readonly redirect: string;
  readonly version: string;
  readonly display?: string;
  readonly state?: string;
  readonly revoke?: boolean;
  /** IDs of the communities to get tokens for. */
  readonly groups?: readonly number[];
}

/**
 * Returns the URL at which a user grants an app access to the user's account or communities.
 * Sources: https://dev.vk.com/ru/api/access-token/implicit-flow-user, https://dev.vk.com/ru/api/access-token/authcode-flow-user
 */
export function authorizeLink(options: AuthorizeLinkOptions, settings: Settings): string {
  const { app, response, scope, redirect, version, display, state, revoke, groups = [] } = options;
  // OpenIntegrations uses the same order and unescaped commas, so that stored links stay equal.
  return `${oauthUrl(settings)}/authorize?${query({
    client_id: String(app),
    scope,
    v: version,
    response_type: response,
    redirect_uri: redirect,
    group_ids: groups.join(","),
    display: display ?? "",
    state: state ?? "",
    revoke: revoke ? "1" : "",
  })}`;
}

/**
 * Returns the URL at which a user logs in with VK ID and grants an app access to the account.
 * Source: https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description
 */
export function vkIdLink(
  options: { app: number; redirect: string; scope: string; state: string; challenge: string },
  settings: Settings,
): string {
  const { app, redirect, scope, state, challenge } = options;
  return `${idUrl(settings)}/authorize?${query({
    response_type: "code",
    client_id: String(app),
    redirect_uri: redirect,
    scope,
    state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  })}`;
}

/** Builds a query. Commas, colons and slashes are valid in a query and stay unescaped for readability. */
function query(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .filter(([, value]) => value !== "")
    .map(
      ([name, value]) => `${name}=${encodeURIComponent(value).replace(/%(2C|3A|2F)/g, decodeURIComponent)}`,
    )
    .join("&");
}
