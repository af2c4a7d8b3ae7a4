import { idUrl, oauthUrl } from "../core/endpoints.ts";
import type { Settings } from "../core/settings.ts";
import { ArgumentError } from "../errors.ts";
import { formatValue } from "../validation/format.ts";

/** The rights of users' tokens that the functions of OPI_VK need. Source: https://dev.vk.com/ru/reference/access-rights */
export const neededScope = "offline,wall,groups,photos,stats,stories,ads,market,video";

/** The rights that a community's token can have by this flow, but for widgets. */
export const communityScope = "manage,messages,photos,docs,stories";

/** How the page that asks for the rights looks; empty: by the browser. */
export function displayOf(argument: string, value: unknown): string {
  if (value === "" || value === "page" || value === "popup" || value === "mobile") return value;
  throw new ArgumentError(argument, `got ${formatValue(value)}, expected page, popup or mobile`);
}

/** VK's own empty page, at which the answer of the implicit flow ends. The original library names that of api.vk.com. */
export function emptyPage(settings: Settings): string {
  const root = oauthUrl(settings);
  return root === "https://oauth.vk.com" ? "https://api.vk.com/blank.html" : `${root}/blank.html`;
}

/** What an authorize link asks for; empty texts are left out. */
export interface LinkParts {
  readonly app: number;
  readonly response: "token" | "code";
  /** Names with commas, or a number. */
  readonly scope: string;
  /** Where the answer goes. */
  readonly redirect: string;
  readonly version: string;
  readonly display?: string;
  readonly state?: string;
  readonly revoke?: boolean;
  /** Communities whose tokens are wanted. */
  readonly groups?: readonly number[];
}

/**
 * The address where a user allows an application to act for them or for their communities.
 * Sources: https://dev.vk.com/ru/api/access-token/implicit-flow-user, https://dev.vk.com/ru/api/access-token/authcode-flow-user
 */
export function authorizeLink(parts: LinkParts, settings: Settings): string {
  const { app, response, scope, redirect, version, display, state, revoke, groups = [] } = parts;
  // The order and the bare commas are those of the original library, so that stored links stay equal.
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
 * The address where a user signs in with VK ID and allows an application to act for them.
 * Source: https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description
 */
export function vkIdLink(
  parts: { app: number; redirect: string; scope: string; state: string; challenge: string },
  settings: Settings,
): string {
  const { app, redirect, scope, state, challenge } = parts;
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

/** Commas, colons and slashes may stand as they are in a query, and are easier to read so. */
function query(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .filter(([, value]) => value !== "")
    .map(
      ([name, value]) => `${name}=${encodeURIComponent(value).replace(/%(2C|3A|2F)/g, decodeURIComponent)}`,
    )
    .join("&");
}
