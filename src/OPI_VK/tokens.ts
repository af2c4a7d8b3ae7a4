import type { Auth } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { defaults } from "../core/defaults.ts";
import type { VkResponse } from "../core/request.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { exchange } from "../oauth/exchange.ts";
import { authorizeLink, communityScope, displayOf, emptyPage, neededScope } from "../oauth/links.ts";
import { type CommunityToken, readRedirectResponse, type TokenLink } from "../oauth/redirect-response.ts";
import { type ScopeKind, scopeMask, scopesInMask, scopeText } from "../oauth/scope.ts";
import { formatValue } from "../validation/format.ts";
import { type IdInput, ids, positiveId } from "../validation/ids.ts";
import { type BooleanInput, numberInRange, toBooleanFlag } from "../validation/numbers.ts";
import {
  nonEmptyString,
  optionalUrl,
  requiredUrl,
  trimmedSecret as secretOf,
  text,
} from "../validation/strings.ts";

/** User token, as VK OAuth returns it. */
export interface UserToken {
  /** The token. */
  readonly access_token: string;
  /** How long it is good, in seconds; 0: it does not expire. */
  readonly expires_in: number;
  /** ID of the token's user; a service token has none. */
  readonly user_id?: number;
  readonly [field: string]: unknown;
}

/** Community tokens, as VK OAuth returns them. */
export interface CommunityTokens {
  /** One for each community. */
  readonly groups: readonly CommunityToken[];
  /** How long they are good, in seconds; 0: they do not expire. */
  readonly expires_in?: number;
  readonly [field: string]: unknown;
}

/** VK's response, and the names of the permissions. */
export interface AppPermissions extends VkResponse<"account.getAppPermissions"> {
  /** Names of the permissions. */
  readonly permissions: readonly string[];
}

/**
 * Creates a link where an administrator issues community tokens to your app.
 *
 * Open the link in a browser, allow access, and pass the URL of the page that follows to parseTokenLink. Community
 * tokens do not expire.
 *
 * @category Tokens
 * @secretResult
 * @russian СоздатьСсылкуТокенаСообщества
 * @short a, g, s, r, d, e, v
 * @param app App ID
 * @param groups Community IDs; the user must be their administrator
 * @param scope Scopes, by name (manage, messages, photos, docs, stories, app_widget) or as a mask; by default, all
 *   except app_widget
 * @param redirect Redirect URL; by default, VK's blank page
 * @param display Layout of the page: page, popup or mobile; by default, VK chooses by the browser
 * @param state Any string that VK returns with the response
 * @param version API version; by default, the one that oint is made for
 * @returns the link, a string
 * @throws {ArgumentError} if an argument is invalid
 * @example
 * ```ts
 * const link = OPI_VK.createCommunityTokenLink("51694790", ["218861756"], ["manage", "messages"]);
 * ```
 * @example
 * ```bash
 * oint vk createCommunityTokenLink --app 51694790 --groups 218861756 --scope manage,messages
 * ```
 * @see https://dev.vk.com/ru/api/access-token/implicit-flow-community
 */
export function createCommunityTokenLink(
  app: IdInput,
  groups: readonly IdInput[],
  scope: readonly string[] | string = [],
  redirect: string = "",
  display: string = "",
  state: string = "",
  version: string = "5.199",
): string {
  const settings = currentSettings();
  const parts = {
    app: positiveId("app", app),
    response: "token",
    groups: ids("groups", groups),
    scope: scopeText("scope", scope, "community") || communityScope,
    redirect: optionalUrl("redirect", redirect) ?? emptyPage(settings),
    display: displayOf("display", display),
    state: text("state", state),
    version: nonEmptyString("version", version),
  } as const;
  return authorizeLink(parts, settings);
}

/**
 * Creates a link for getting a user token through VK OAuth (authorization code flow).
 *
 * VK redirects the browser to the redirect URL with a `code`. Exchange the code for a token with getTokenByCode.
 *
 * @category Tokens
 * @secretResult
 * @russian СоздатьСсылкуКодаАвторизации
 * @short a, r, s, g, d, e, k, v
 * @param app App ID
 * @param redirect Redirect URL, one of those in the app's settings
 * @param scope Scopes, by name or as a mask; by default, those that the functions of this library need
 * @param groups Community IDs, to get community tokens instead of a user token
 * @param display Layout of the page: page, popup or mobile; by default, VK chooses by the browser
 * @param state Any string that VK returns with the code
 * @param revoke Ask for permission again, even if the user has already granted it
 * @param version API version; by default, the one that oint is made for
 * @returns the link, a string
 * @throws {ArgumentError} if an argument is invalid
 * @example
 * ```ts
 * const link = OPI_VK.createAuthorizationCodeLink("51694790", "https://example.com/vk", ["wall", "photos"]);
 * ```
 * @example
 * ```bash
 * oint vk createAuthorizationCodeLink --app 51694790 --redirect https://example.com/vk --scope wall,photos
 * ```
 * @see https://dev.vk.com/ru/api/access-token/authcode-flow-user
 */
export function createAuthorizationCodeLink(
  app: IdInput,
  redirect: string,
  scope: readonly string[] | string = [],
  groups: readonly IdInput[] = [],
  display: string = "",
  state: string = "",
  revoke: BooleanInput = false,
  version: string = "5.199",
): string {
  const forCommunities = groups.length > 0;
  const parts = {
    app: positiveId("app", app),
    response: "code",
    groups: forCommunities ? ids("groups", groups) : [],
    scope: forCommunities
      ? scopeText("scope", scope, "community") || communityScope
      : scopeText("scope", scope, "user") || neededScope,
    redirect: requiredUrl("redirect", redirect),
    display: displayOf("display", display),
    state: text("state", state),
    revoke: toBooleanFlag("revoke", revoke) === 1,
    version: nonEmptyString("version", version),
  } as const;
  return authorizeLink(parts, currentSettings());
}

/**
 * Exchanges an authorization code for an access token.
 *
 * A code works once and expires soon. The client secret is sent in the request body, never in a URL.
 *
 * @category Tokens
 * @secretResult
 * @russian ПолучитьТокенПоКоду
 * @endpoint https://oauth.vk.com/access_token
 * @short a, s, r, c
 * @param app App ID
 * @param secret Client secret of the app, from its settings
 * @param redirect Redirect URL, the same as in the link
 * @param code Code from the URL to which VK redirected the browser
 * @returns `access_token`, `expires_in` and `user_id`; for communities, `groups` with `group_id` and
 *   `access_token` each
 * @throws {ArgumentError} if an argument is invalid
 * @throws {OAuthError} if VK refuses: the code expired, the secret is invalid
 * @throws {TransportError} if there was no response
 * @example
 * ```ts
 * const token = await OPI_VK.getTokenByCode("51694790", "sandbox-secret", "https://example.com/vk", "CODE");
 * ```
 * @example
 * ```bash
 * oint vk getTokenByCode --app 51694790 --secret sandbox-secret --redirect https://example.com/vk --code CODE
 * ```
 * @see https://dev.vk.com/ru/api/access-token/authcode-flow-user
 */
export async function getTokenByCode(
  app: IdInput,
  secret: string,
  redirect: string,
  code: string,
): Promise<UserToken | CommunityTokens> {
  const params = {
    client_id: String(positiveId("app", app)),
    client_secret: secretOf("secret", secret),
    redirect_uri: requiredUrl("redirect", redirect),
    code: secretOf("code", code),
  };
  const response = await exchange({ server: "oauth", path: "access_token", params, retry: "non-idempotent" });
  return response as UserToken | CommunityTokens; // what VK returns for a code
}

/**
 * Gets a service token, which acts on behalf of the app rather than a user.
 *
 * The app's settings also show a service key, which works the same way and does not expire.
 *
 * @category Tokens
 * @secretResult
 * @russian ПолучитьСервисныйТокен
 * @endpoint https://oauth.vk.com/access_token
 * @short a, s
 * @param app App ID
 * @param secret Client secret of the app, from its settings
 * @returns `access_token` and the other fields that VK returns
 * @throws {ArgumentError} if an argument is invalid
 * @throws {OAuthError} if the secret is invalid
 * @throws {TransportError} if there was no response
 * @example
 * ```ts
 * const token = await OPI_VK.getServiceToken("51694790", "sandbox-secret");
 * ```
 * @example
 * ```bash
 * oint vk getServiceToken --app 51694790 --secret sandbox-secret
 * ```
 * @see https://dev.vk.com/ru/api/access-token/client-credentials-flow
 */
export async function getServiceToken(app: IdInput, secret: string): Promise<UserToken> {
  const params = {
    client_id: String(positiveId("app", app)),
    client_secret: secretOf("secret", secret),
    grant_type: "client_credentials",
    v: defaults.apiVersion,
  };
  return (await exchange({
    server: "oauth",
    path: "access_token",
    params,
    retry: "idempotent",
  })) as UserToken; // VK's response
}

/**
 * Parses the URL to which VK redirected the browser: a token, community tokens, or a code.
 *
 * @category Tokens
 * @secretResult
 * @russian РазобратьСсылкуТокена
 * @short u, e
 * @param url Complete URL from the browser's address bar, including the part after #
 * @param state `state` of the link; by default, it is not checked
 * @returns the contents of the URL: `access_token`, `expires_in`, `user_id`; or `groups` with `group_id` and
 *   `access_token` each; or `code`, `device_id`, `state`
 * @throws {ArgumentError} if an argument is invalid
 * @throws {OAuthError} if VK sent an error in it, such as the user's refusal
 * @example
 * ```ts
 * const { access_token } = OPI_VK.parseTokenLink("https://api.vk.com/blank.html#access_token=T&expires_in=0&user_id=1");
 * ```
 * @example
 * ```bash
 * oint vk parseTokenLink --url "https://api.vk.com/blank.html#access_token=T&expires_in=0&user_id=1"
 * ```
 * @see https://dev.vk.com/ru/api/access-token/implicit-flow-user
 */
export function parseTokenLink(url: string, state: string = ""): TokenLink {
  return readRedirectResponse(secretOf("url", url), text("state", state));
}

/**
 * Converts scopes to a scope mask.
 *
 * @category Tokens
 * @secretResult
 * @russian СложитьПраваДоступа
 * @short n, k
 * @param names Scopes by name, such as wall or photos
 * @param kind Whose scopes: user or community
 * @returns the scope mask, a number
 * @throws {ArgumentError} if a scope is unknown; the error lists the known ones
 * @example
 * ```ts
 * const mask = OPI_VK.encodeScope(["photos", "wall"]); // 8196
 * ```
 * @example
 * ```bash
 * oint vk encodeScope --names photos,wall
 * ```
 * @see https://dev.vk.com/ru/reference/access-rights
 */
export function encodeScope(names: readonly string[] | string, kind: ScopeKind = "user"): number {
  return scopeMask("names", names, scopeKind(kind));
}

/**
 * Converts a scope mask to scopes.
 *
 * @category Tokens
 * @secretResult
 * @russian РазложитьПраваДоступа
 * @short m, k
 * @param mask Scope mask, a whole number of at least 0
 * @param kind Whose scopes: user or community
 * @returns an array of names, lowest bit first; a bit without a name is its value, such as "16384"
 * @throws {ArgumentError} if an argument is invalid
 * @example
 * ```ts
 * const names = OPI_VK.decodeScope(8196); // ["photos", "wall"]
 * ```
 * @example
 * ```bash
 * oint vk decodeScope --mask 8196
 * ```
 * @see https://dev.vk.com/ru/reference/access-rights
 */
export function decodeScope(mask: IdInput, kind: ScopeKind = "user"): string[] {
  const number = numberInRange("mask", mask, 0, Number.MAX_SAFE_INTEGER);
  if (!Number.isInteger(number))
    throw new ArgumentError(
      "mask",
      localize("got {value}, expected a whole number", { value: formatValue(mask) }),
    );
  return scopesInMask(number, scopeKind(kind));
}

function scopeKind(kind: unknown): ScopeKind {
  if (kind === "user" || kind === "community") return kind;
  throw new ArgumentError(
    "kind",
    localize("got {value}, expected user or community", { value: formatValue(kind) }),
  );
}

/**
 * Gets the permissions that a user granted to your app.
 *
 * @category Tokens
 * @secretResult
 * @russian ПолучитьПраваПриложения
 * @methods account.getAppPermissions
 * @short l
 * @param auth Credentials with a user token
 * @returns VK's response: `response` is the scope mask, `permissions` is an array of names
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if there was no response
 * @throws {ArgumentError} if the credentials are invalid
 * @example
 * ```ts
 * const { permissions } = await OPI_VK.getAppPermissions(auth);
 * ```
 * @example
 * ```bash
 * oint vk getAppPermissions --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/account.getAppPermissions
 */
export async function getAppPermissions(auth: Auth): Promise<AppPermissions> {
  const permissions = await call("account.getAppPermissions", {}, auth);
  return { ...permissions, permissions: scopesInMask(Number(permissions.response), "user") };
}

/**
 * Gets the permissions of a community token.
 *
 * @category Tokens
 * @secretResult
 * @russian ПолучитьПраваТокена
 * @methods groups.getTokenPermissions
 * @short l
 * @param auth Credentials with a community token
 * @returns VK's response: `response` has `mask` and `permissions`, an array with `name` and `setting` each
 * @throws {VkApiError} if VK refuses, as it does with the token of a user
 * @throws {TransportError} if there was no response
 * @throws {ArgumentError} if the credentials are invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.getTokenPermissions({ access_token: "COMMUNITY" });
 * ```
 * @example
 * ```bash
 * oint vk getTokenPermissions --auth "{'access_token': 'COMMUNITY'}"
 * ```
 * @see https://dev.vk.com/ru/method/groups.getTokenPermissions
 */
export async function getTokenPermissions(auth: Auth): Promise<VkResponse<"groups.getTokenPermissions">> {
  return call("groups.getTokenPermissions", {}, auth, "community");
}
