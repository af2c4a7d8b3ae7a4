import { currentSettings } from "../core/settings-scope.ts";
import { exchange } from "../oauth/exchange.ts";
import { vkIdLink } from "../oauth/links.ts";
import { challengeOf, checkVerifier, randomText } from "../oauth/pkce.ts";
import { vkIdScope } from "../oauth/scope.ts";
import { exchangeCode, refreshTokens, type VKIDToken } from "../oauth/vkid.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { nonEmptyString, requiredUrl, trimmedSecret as secretOf, text } from "../validation/strings.ts";

/** What VK ID returns about a user. */
export interface VKIDUser {
  /** The user. */
  readonly user: {
    /** The user's number, as a text. */
    readonly user_id: string;
    /** First name. */
    readonly first_name?: string;
    /** Last name. */
    readonly last_name?: string;
    readonly [field: string]: unknown;
  };
}

/** VK ID's response that an operation is done. */
export interface VKIDDone {
  /** 1. */
  readonly response: 1;
}

/** A link to VK ID, and what must be kept for getVKIDToken. */
export interface VKIDLink {
  /** The link to open. */
  readonly link: string;
  /** A secret that proves to VK ID that the same program asks for the token. */
  readonly code_verifier: string;
  /** A string that VK ID returns, to recognize the response to this link. */
  readonly state: string;
}

/**
 * Creates a link where a user logs in with VK ID and gives your app access.
 *
 * VK ID is the current way to get a user token. Save `code_verifier` and `state`, pass the URL to which VK
 * redirects the browser to parseTokenLink, and pass the code and device ID from it to getVKIDToken.
 *
 * @category Tokens
 * @secretResult
 * @russian СоздатьСсылкуVKID
 * @short a, r, s, e, k
 * @param app VK ID app ID
 * @param redirect Redirect URL, one of the trusted ones in the app's settings
 * @param scope Scopes by name, such as wall or photos; by default, those that VK ID grants to all apps. VK grants
 *   other scopes on request
 * @param state Any string that VK returns with the response; by default, a random one
 * @param verifier 43 to 128 letters, digits, hyphens and underscores; by default, random ones
 * @returns `link`, `code_verifier` and `state`
 * @throws {ArgumentError} if an argument is invalid
 * @example
 * ```ts
 * const { link, code_verifier, state } = OPI_VK.createVKIDLink("51694791", "https://example.com/vk", ["wall"]);
 * ```
 * @example
 * ```bash
 * oint vk createVKIDLink --app 51694791 --redirect https://example.com/vk --scope wall,photos
 * ```
 * @see https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description
 */
export function createVKIDLink(
  app: IdInput,
  redirect: string,
  scope: readonly string[] | string = [],
  state: string = "",
  verifier: string = "",
): VKIDLink {
  const code_verifier = verifier === "" ? randomText(32) : checkVerifier("verifier", verifier);
  const chosen = text("state", state) || randomText(24);
  const parts = {
    app: positiveId("app", app),
    redirect: requiredUrl("redirect", redirect),
    scope: vkIdScope("scope", scope),
    state: chosen,
    challenge: challengeOf(code_verifier),
  };
  return { link: vkIdLink(parts, currentSettings()), code_verifier, state: chosen };
}

/** The device, which VK ID names `device_id`. */
function deviceOf(device: string): string {
  return nonEmptyString("device", device);
}

/**
 * Exchanges a VK ID code for a token pair.
 *
 * @category Tokens
 * @secretResult
 * @russian ПолучитьТокенVKID
 * @endpoint https://id.vk.com/oauth2/auth
 * @short a, r, c, k, d, e, s
 * @param app VK ID app ID
 * @param redirect Redirect URL, the same as in the link
 * @param code Code from the URL to which VK redirected the browser
 * @param verifier `code_verifier` from createVKIDLink
 * @param device `device_id` from the URL to which VK redirected the browser
 * @param state `state` of the link; by default, a random one
 * @param secret Client secret of the app, if VK requires it
 * @returns `access_token` (valid for an hour), `refresh_token`, `expires_in`, `user_id`, `scope` and `state`
 * @throws {ArgumentError} if an argument is invalid
 * @throws {OAuthError} if VK ID refuses: the code expired, the verifier is invalid
 * @throws {TransportError} if there was no response
 * @example
 * ```ts
 * const verifier = "a-text-of-at-least-forty-three-characters-000";
 * const token = await OPI_VK.getVKIDToken("51694791", "https://example.com/vk", "CODE", verifier, "DEVICE");
 * ```
 * @example
 * ```bash
 * oint vk getVKIDToken --app 51694791 --redirect https://example.com/vk --code CODE --verifier a-text-of-at-least-forty-three-characters-000 --device DEVICE
 * ```
 * @see https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description
 */
export async function getVKIDToken(
  app: IdInput,
  redirect: string,
  code: string,
  verifier: string,
  device: string,
  state: string = "",
  secret: string = "",
): Promise<VKIDToken> {
  const params = {
    client_id: String(positiveId("app", app)),
    redirect_uri: requiredUrl("redirect", redirect),
    code: secretOf("code", code),
    code_verifier: checkVerifier("verifier", verifier),
    device_id: deviceOf(device),
    client_secret: secret === "" ? "" : secretOf("secret", secret),
  };
  return exchangeCode(params, text("state", state));
}

/**
 * Exchanges a VK ID refresh token for a new token pair. A refresh token works once.
 *
 * Save the new pair before you use it: the old refresh token is no longer valid.
 *
 * @category Tokens
 * @secretResult
 * @russian ОбновитьТокенVKID
 * @endpoint https://id.vk.com/oauth2/auth
 * @short a, t, d, e, s
 * @param app VK ID app ID
 * @param refresh Refresh token
 * @param device `device_id` for which the tokens were issued
 * @param state Any string that VK returns; by default, a random one
 * @param scope Fewer scopes than before, by name; by default, the same ones
 * @returns the new pair: `access_token`, `refresh_token`, `expires_in`, `user_id`, `scope` and `state`
 * @throws {ArgumentError} if an argument is invalid
 * @throws {OAuthError} if VK ID refuses: the refresh token was used before or has expired
 * @throws {TransportError} if there was no response
 * @example
 * ```ts
 * const token = await OPI_VK.refreshVKIDToken("51694791", "REFRESH", "DEVICE");
 * ```
 * @example
 * ```bash
 * oint vk refreshVKIDToken --app 51694791 --refresh REFRESH --device DEVICE
 * ```
 * @see https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description
 */
export async function refreshVKIDToken(
  app: IdInput,
  refresh: string,
  device: string,
  state: string = "",
  scope: readonly string[] | string = [],
): Promise<VKIDToken> {
  const params = {
    client_id: String(positiveId("app", app)),
    refresh_token: secretOf("refresh", refresh),
    device_id: deviceOf(device),
    scope: vkIdScope("scope", scope),
  };
  return refreshTokens(params, text("state", state));
}

/** Asks VK ID about a token, or to do something with it. */
async function aboutToken(
  path: string,
  retry: "safe" | "idempotent",
  app: IdInput,
  token: string,
  device = "",
): Promise<Record<string, unknown>> {
  const params = {
    client_id: String(positiveId("app", app)),
    access_token: secretOf("token", token),
    device_id: text("device", device),
  };
  return exchange({ server: "id", path, params, retry });
}

/**
 * Gets the VK ID user that a token belongs to.
 *
 * @category Tokens
 * @secretResult
 * @russian ПолучитьПользователяVKID
 * @endpoint https://id.vk.com/oauth2/user_info
 * @short a, t
 * @param app VK ID app ID
 * @param token Access token
 * @returns `user` with `user_id`, names and picture, and with email and phone if those scopes were granted
 * @throws {ArgumentError} if an argument is invalid
 * @throws {OAuthError} if the token has expired or was revoked
 * @throws {TransportError} if there was no response
 * @example
 * ```ts
 * const { user } = await OPI_VK.getVKIDUserInfo("51694791", "TOKEN");
 * ```
 * @example
 * ```bash
 * oint vk getVKIDUserInfo --app 51694791 --token TOKEN
 * ```
 * @see https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description
 */
export async function getVKIDUserInfo(app: IdInput, token: string): Promise<VKIDUser> {
  return (await aboutToken("oauth2/user_info", "safe", app, token)) as unknown as VKIDUser; // VK ID's response
}

/**
 * Revokes the permissions that a user granted to your app. Its tokens become invalid.
 *
 * @category Tokens
 * @secretResult
 * @russian ОтозватьТокенVKID
 * @endpoint https://id.vk.com/oauth2/revoke
 * @short a, t
 * @param app VK ID app ID
 * @param token Access token
 * @returns VK's response: `response` is 1
 * @throws {ArgumentError} if an argument is invalid
 * @throws {OAuthError} if the token has expired or was revoked before
 * @throws {TransportError} if there was no response
 * @example
 * ```ts
 * await OPI_VK.revokeVKIDToken("51694791", "TOKEN");
 * ```
 * @example
 * ```bash
 * oint vk revokeVKIDToken --app 51694791 --token TOKEN
 * ```
 * @see https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description
 */
export async function revokeVKIDToken(app: IdInput, token: string): Promise<VKIDDone> {
  return (await aboutToken("oauth2/revoke", "idempotent", app, token)) as unknown as VKIDDone; // VK ID's response
}

/**
 * Logs the user out of your app. The token becomes invalid, the permissions remain.
 *
 * @category Tokens
 * @secretResult
 * @russian ВыйтиИзVKID
 * @endpoint https://id.vk.com/oauth2/logout
 * @short a, t, d
 * @param app VK ID app ID
 * @param token Access token
 * @param device `device_id` for which the token was issued
 * @returns VK's response: `response` is 1
 * @throws {ArgumentError} if an argument is invalid
 * @throws {OAuthError} if the token has expired or was revoked before
 * @throws {TransportError} if there was no response
 * @example
 * ```ts
 * await OPI_VK.logoutVKID("51694791", "TOKEN");
 * ```
 * @example
 * ```bash
 * oint vk logoutVKID --app 51694791 --token TOKEN
 * ```
 * @see https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description
 */
export async function logoutVKID(app: IdInput, token: string, device: string = ""): Promise<VKIDDone> {
  return (await aboutToken("oauth2/logout", "idempotent", app, token, device)) as unknown as VKIDDone; // VK ID's response
}
