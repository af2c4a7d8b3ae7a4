import { ArgumentError } from "../errors.ts";
import { type CommunityToken, readAnswer, type TokenLink } from "../oauth/answer.ts";
import { exchange } from "../oauth/exchange.ts";
import { authorizeLink, communityScope, displayOf, emptyPage, neededScope } from "../oauth/links.ts";
import { maskOf, rightsIn, type ScopeKind, scopeText } from "../oauth/scope.ts";
import { type Auth, defaultVersion } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { call } from "../vk/client.ts";
import { currentSettings } from "../vk/settings.ts";
import {
  address,
  type Flag,
  filled,
  flag,
  type Id,
  ids,
  positiveId,
  secret as secretOf,
  show,
  text,
  url,
  within,
} from "../vk/values.ts";

/** Token of a user, as an OAuth server of VK gives it. */
export interface UserToken {
  /** The token. */
  readonly access_token: string;
  /** How long it is good, in seconds; 0: it does not expire. */
  readonly expires_in: number;
  /** The user whose token it is; a service token has none. */
  readonly user_id?: number;
  readonly [field: string]: unknown;
}

/** Tokens of communities, as an OAuth server of VK gives them. */
export interface CommunityTokens {
  /** One for each community. */
  readonly groups: readonly CommunityToken[];
  /** How long they are good, in seconds; 0: they do not expire. */
  readonly expires_in?: number;
  readonly [field: string]: unknown;
}

/** VK's answer with the names of the rights beside it. */
export interface AppPermissions extends Answer<"account.getAppPermissions"> {
  /** Names of the rights. */
  readonly permissions: readonly string[];
}

/**
 * Makes the link where an administrator gives your application tokens of communities.
 *
 * Open it in a browser, allow what it asks, and give the address of the page that follows to parseTokenLink. A community's
 * token does not expire.
 *
 * @category Tokens
 * @russian СоздатьСсылкуТокенаСообщества
 * @short a, g, s, r, d, e, v
 * @param app number of the VK application
 * @param groups numbers of the communities; the user must administer them
 * @param scope rights, by name (manage, messages, photos, docs, stories, app_widget) or as a number; empty: all but app_widget
 * @param redirect where the answer goes; empty: VK's empty page
 * @param display look of the page: page, popup or mobile; empty: by the browser
 * @param state any text that comes back with the answer; empty: none
 * @param version version of the API
 * @returns the link, a string
 * @throws {ArgumentError} when a number is not one, or a right is unknown
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
  app: Id,
  groups: readonly Id[],
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
    redirect: url("redirect", redirect) ?? emptyPage(settings),
    display: displayOf("display", display),
    state: text("state", state),
    version: filled("version", version),
  } as const;
  return authorizeLink(parts, settings);
}

/**
 * Makes the link of the authorization code flow, where a user allows your site to act for them.
 *
 * VK sends the browser to the redirect address with a `code`; getTokenByCode makes a token of it.
 *
 * @category Tokens
 * @russian СоздатьСсылкуКодаАвторизации
 * @short a, r, s, g, d, e, k, v
 * @param app number of the VK application
 * @param redirect where the code goes: an address from the application's settings
 * @param scope rights, by name or as a number; empty: those that the functions of this library need
 * @param groups numbers of communities whose tokens are wanted instead of the user's; empty: the user's
 * @param display look of the page: page, popup or mobile; empty: by the browser
 * @param state any text that comes back with the code; empty: none
 * @param revoke whether to ask also when the user has allowed it before
 * @param version version of the API
 * @returns the link, a string
 * @throws {ArgumentError} when a number or the address is not one, or a right is unknown
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
  app: Id,
  redirect: string,
  scope: readonly string[] | string = [],
  groups: readonly Id[] = [],
  display: string = "",
  state: string = "",
  revoke: Flag = false,
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
    redirect: address("redirect", redirect),
    display: displayOf("display", display),
    state: text("state", state),
    revoke: flag("revoke", revoke) === 1,
    version: filled("version", version),
  } as const;
  return authorizeLink(parts, currentSettings());
}

/**
 * Makes a token of the code that the authorization code flow gave.
 *
 * The code is good once and for a short time. The secret goes to VK in the body of the request, never in an address.
 *
 * @category Tokens
 * @russian ПолучитьТокенПоКоду
 * @endpoint https://oauth.vk.com/access_token
 * @short a, s, r, c
 * @param app number of the VK application
 * @param secret the application's protected key, from its settings
 * @param redirect the same address as in the link
 * @param code the code from the address to which VK sent the browser
 * @returns `access_token`, `expires_in` and `user_id`; for communities `groups`, each with `group_id` and `access_token`
 * @throws {ArgumentError} when an argument is missing or not of its form
 * @throws {OAuthError} when VK refuses: the code expired, the secret is wrong
 * @throws {TransportError} when no answer came
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
  app: Id,
  secret: string,
  redirect: string,
  code: string,
): Promise<UserToken | CommunityTokens> {
  const params = {
    client_id: String(positiveId("app", app)),
    client_secret: secretOf("secret", secret),
    redirect_uri: address("redirect", redirect),
    code: secretOf("code", code),
  };
  const answer = await exchange({ server: "oauth", path: "access_token", params, repeat: "once" });
  return answer as UserToken | CommunityTokens; // what VK answers for a code
}

/**
 * Gets a service token, which acts for the application itself and not for a user.
 *
 * The settings of an application show a service key that does the same and does not expire.
 *
 * @category Tokens
 * @russian ПолучитьСервисныйТокен
 * @endpoint https://oauth.vk.com/access_token
 * @short a, s
 * @param app number of the VK application
 * @param secret the application's protected key, from its settings
 * @returns `access_token`, and what else VK says of it
 * @throws {ArgumentError} when an argument is missing or not of its form
 * @throws {OAuthError} when the secret is wrong
 * @throws {TransportError} when no answer came
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
export async function getServiceToken(app: Id, secret: string): Promise<UserToken> {
  const params = {
    client_id: String(positiveId("app", app)),
    client_secret: secretOf("secret", secret),
    grant_type: "client_credentials",
    v: defaultVersion,
  };
  return (await exchange({ server: "oauth", path: "access_token", params, repeat: "same" })) as UserToken; // VK's answer
}

/**
 * Reads the address to which VK sent the browser: a token, tokens of communities, or a code.
 *
 * @category Tokens
 * @russian РазобратьСсылкуТокена
 * @short u, e
 * @param url the whole address from the browser's address line, also what stands after #
 * @param state the `state` of the link; empty: any is right
 * @returns what the address holds: `access_token`, `expires_in`, `user_id`; or `groups`, each with `group_id` and `access_token`; or `code`, `device_id`, `state`
 * @throws {ArgumentError} when it is no such address, or has another state
 * @throws {OAuthError} when VK sent an error in it, such as the user's refusal
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
  return readAnswer(secretOf("url", url), text("state", state));
}

/**
 * Adds up access rights to the number that VK calls a mask.
 *
 * @category Tokens
 * @russian СложитьПраваДоступа
 * @short n, k
 * @param names the rights by name, such as wall or photos
 * @param kind whose rights: user or community
 * @returns the mask, a number
 * @throws {ArgumentError} when a right is unknown; it names those that there are
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
  return maskOf("names", names, scopeKind(kind));
}

/**
 * Tells which access rights a mask holds.
 *
 * @category Tokens
 * @russian РазложитьПраваДоступа
 * @short m, k
 * @param mask the mask, a whole number of at least 0
 * @param kind whose rights: user or community
 * @returns an array of the names, lowest bit first; a bit that has no name stands as its value, such as "16384"
 * @throws {ArgumentError} when the mask is not such a number
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
export function decodeScope(mask: Id, kind: ScopeKind = "user"): string[] {
  const number = within("mask", mask, 0, Number.MAX_SAFE_INTEGER);
  if (!Number.isInteger(number))
    throw new ArgumentError("mask", `got ${show(mask)}, expected a whole number`);
  return rightsIn(number, scopeKind(kind));
}

function scopeKind(kind: unknown): ScopeKind {
  if (kind === "user" || kind === "community") return kind;
  throw new ArgumentError("kind", `got ${show(kind)}, expected user or community`);
}

/**
 * Tells which rights a user has given to your application.
 *
 * @category Tokens
 * @russian ПолучитьПраваПриложения
 * @methods account.getAppPermissions
 * @short l
 * @param auth authorization structure with the token of a user
 * @returns VK's answer: `response` is the mask; beside it `permissions`, an array of names
 * @throws {VkApiError} when VK refuses
 * @throws {TransportError} when no answer came
 * @throws {ArgumentError} when the structure is wrong
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
  const answer = await call("account.getAppPermissions", {}, auth);
  return { ...answer, permissions: rightsIn(Number(answer.response), "user") };
}

/**
 * Tells which rights the token of a community has.
 *
 * @category Tokens
 * @russian ПолучитьПраваТокена
 * @methods groups.getTokenPermissions
 * @short l
 * @param auth authorization structure with the token of a community
 * @returns VK's answer: `response` has `mask` and `permissions`, an array with `name` and `setting` of each
 * @throws {VkApiError} when VK refuses, as it does with the token of a user
 * @throws {TransportError} when no answer came
 * @throws {ArgumentError} when the structure is wrong
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
export async function getTokenPermissions(auth: Auth): Promise<Answer<"groups.getTokenPermissions">> {
  return call("groups.getTokenPermissions", {}, auth, "community");
}
