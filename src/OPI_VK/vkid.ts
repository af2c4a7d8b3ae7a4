import { exchange } from "../oauth/exchange.ts";
import { vkIdLink } from "../oauth/links.ts";
import { challengeOf, checkVerifier, randomText } from "../oauth/pkce.ts";
import { vkIdScope } from "../oauth/scope.ts";
import { pairByCode, pairByRefresh, type VKIDToken } from "../oauth/vkid.ts";
import { currentSettings } from "../vk/settings.ts";
import { address, filled, type Id, positiveId, secret as secretOf, text } from "../vk/values.ts";

/** What VK ID tells of a user. */
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

/** VK ID's answer that something is done. */
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
  /** What VK ID sends back, by which the answer is known as that to this link. */
  readonly state: string;
}

/**
 * Makes the link where a user signs in with VK ID and allows your application to act for them.
 *
 * This is VK's present way to a user's token. Keep `code_verifier` and `state`; give the address to which VK sends the
 * browser to parseTokenLink, and the code and device in it to getVKIDToken.
 *
 * @category Tokens
 * @russian СоздатьСсылкуVKID
 * @short a, r, s, e, k
 * @param app number of the application of VK ID
 * @param redirect where the answer goes: a trusted redirect address from the application's settings
 * @param scope rights by name, such as wall or photos; empty: what VK ID gives to everyone. VK grants further ones on request
 * @param state any text that comes back with the answer; empty: a random one
 * @param verifier 43 to 128 letters, digits, hyphens and underscores; empty: random ones
 * @returns `link`, `code_verifier` and `state`
 * @throws {ArgumentError} when the number or the address is not one, or a right is unknown
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
  app: Id,
  redirect: string,
  scope: readonly string[] | string = [],
  state: string = "",
  verifier: string = "",
): VKIDLink {
  const code_verifier = verifier === "" ? randomText(32) : checkVerifier("verifier", verifier);
  const chosen = text("state", state) || randomText(24);
  const parts = {
    app: positiveId("app", app),
    redirect: address("redirect", redirect),
    scope: vkIdScope("scope", scope),
    state: chosen,
    challenge: challengeOf(code_verifier),
  };
  return { link: vkIdLink(parts, currentSettings()), code_verifier, state: chosen };
}

/** The device, which VK ID names `device_id`. */
function deviceOf(device: string): string {
  return filled("device", device);
}

/**
 * Makes a pair of tokens of the code that VK ID gave.
 *
 * @category Tokens
 * @russian ПолучитьТокенVKID
 * @endpoint https://id.vk.com/oauth2/auth
 * @short a, r, c, k, d, e, s
 * @param app number of the application of VK ID
 * @param redirect the same address as in the link
 * @param code the code from the address to which VK sent the browser
 * @param verifier the `code_verifier` that createVKIDLink gave
 * @param device the `device_id` from the address to which VK sent the browser
 * @param state the `state` of the link; empty: a random one
 * @param secret the application's protected key, where VK asks for it; empty: none
 * @returns `access_token` (good for an hour), `refresh_token`, `expires_in`, `user_id`, `scope` and `state`
 * @throws {ArgumentError} when an argument is missing or not of its form
 * @throws {OAuthError} when VK ID refuses: the code expired, the verifier is wrong
 * @throws {TransportError} when no answer came
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
  app: Id,
  redirect: string,
  code: string,
  verifier: string,
  device: string,
  state: string = "",
  secret: string = "",
): Promise<VKIDToken> {
  const params = {
    client_id: String(positiveId("app", app)),
    redirect_uri: address("redirect", redirect),
    code: secretOf("code", code),
    code_verifier: checkVerifier("verifier", verifier),
    device_id: deviceOf(device),
    client_secret: secret === "" ? "" : secretOf("secret", secret),
  };
  return pairByCode(params, text("state", state));
}

/**
 * Makes a new pair of tokens of VK ID out of a refresh token, which is good once.
 *
 * Store the new pair before you use it: the old refresh token is dead from then on.
 *
 * @category Tokens
 * @russian ОбновитьТокенVKID
 * @endpoint https://id.vk.com/oauth2/auth
 * @short a, t, d, e, s
 * @param app number of the application of VK ID
 * @param refresh the refresh token
 * @param device the `device_id` with which the tokens were given
 * @param state any text that comes back; empty: a random one
 * @param scope fewer rights than before, by name; empty: the same
 * @returns the new pair: `access_token`, `refresh_token`, `expires_in`, `user_id`, `scope` and `state`
 * @throws {ArgumentError} when an argument is missing or not of its form
 * @throws {OAuthError} when VK ID refuses: the refresh token was used before or has expired
 * @throws {TransportError} when no answer came
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
  app: Id,
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
  return pairByRefresh(params, text("state", state));
}

/** Asks VK ID about a token, or to do something with it. */
async function aboutToken(
  path: string,
  repeat: "read" | "same",
  app: Id,
  token: string,
  device = "",
): Promise<Record<string, unknown>> {
  const params = {
    client_id: String(positiveId("app", app)),
    access_token: secretOf("token", token),
    device_id: text("device", device),
  };
  return exchange({ server: "id", path, params, repeat });
}

/**
 * Tells whose token of VK ID it is.
 *
 * @category Tokens
 * @russian ПолучитьПользователяVKID
 * @endpoint https://id.vk.com/oauth2/user_info
 * @short a, t
 * @param app number of the application of VK ID
 * @param token the access token
 * @returns `user` with `user_id`, names, picture, and e-mail address and telephone where those rights were granted
 * @throws {ArgumentError} when an argument is missing or not of its form
 * @throws {OAuthError} when the token has expired or was revoked
 * @throws {TransportError} when no answer came
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
export async function getVKIDUserInfo(app: Id, token: string): Promise<VKIDUser> {
  return (await aboutToken("oauth2/user_info", "read", app, token)) as unknown as VKIDUser; // VK ID's answer
}

/**
 * Withdraws the rights that a user gave to your application; its tokens are no longer good.
 *
 * @category Tokens
 * @russian ОтозватьТокенVKID
 * @endpoint https://id.vk.com/oauth2/revoke
 * @short a, t
 * @param app number of the application of VK ID
 * @param token the access token
 * @returns VK's answer: `response` is 1
 * @throws {ArgumentError} when an argument is missing or not of its form
 * @throws {OAuthError} when the token has expired or was revoked before
 * @throws {TransportError} when no answer came
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
export async function revokeVKIDToken(app: Id, token: string): Promise<VKIDDone> {
  return (await aboutToken("oauth2/revoke", "same", app, token)) as unknown as VKIDDone; // VK ID's answer
}

/**
 * Signs the user out of your application; the token is no longer good, the rights stay given.
 *
 * @category Tokens
 * @russian ВыйтиИзVKID
 * @endpoint https://id.vk.com/oauth2/logout
 * @short a, t, d
 * @param app number of the application of VK ID
 * @param token the access token
 * @param device the `device_id` with which the token was given; empty: none
 * @returns VK's answer: `response` is 1
 * @throws {ArgumentError} when an argument is missing or not of its form
 * @throws {OAuthError} when the token has expired or was revoked before
 * @throws {TransportError} when no answer came
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
export async function logoutVKID(app: Id, token: string, device: string = ""): Promise<VKIDDone> {
  return (await aboutToken("oauth2/logout", "same", app, token, device)) as unknown as VKIDDone; // VK ID's answer
}
