import { authorizeLink, displayOf, emptyPage, neededScope } from "../oauth/links.ts";
import { scopeText } from "../oauth/scope.ts";
import { type Auth, defaultVersion } from "../vk/auth.ts";
import { currentSettings } from "../vk/settings.ts";
import { type Flag, filled, flag, type Id, positiveId, secret, text, url } from "../vk/values.ts";

/**
 * Makes the link where you allow your VK application to act for you.
 *
 * Open it in a browser, allow what it asks, and take `access_token` out of the address of the empty page that follows.
 * The rights asked for are those that the functions of this library need, unless you name others.
 *
 * @category Authorization
 * @russian СоздатьСсылкуПолученияТокена
 * @short a, s, r, d, e, k, v
 * @param app number of the VK application, as its settings show it
 * @param scope rights, by name or as a number; empty: those that the functions of this library need
 * @param redirect where the answer goes; empty: VK's empty page
 * @param display look of the page: page, popup or mobile; empty: by the browser
 * @param state any text that comes back with the answer; empty: none
 * @param revoke whether to ask also when the user has allowed it before
 * @param version version of the API
 * @returns the link, a string
 * @throws {ArgumentError} when the application's number is not a number, or a right is unknown
 * @example
 * ```ts
 * const link = OPI_VK.createTokenRetrievalLink("51694790");
 * ```
 * @example
 * ```bash
 * oint vk createTokenRetrievalLink --app 51694790
 * ```
 * @see https://dev.vk.com/ru/api/access-token/implicit-flow-user
 */
export function createTokenRetrievalLink(
  app: Id,
  scope: readonly string[] | string = [],
  redirect: string = "",
  display: string = "",
  state: string = "",
  revoke: Flag = false,
  version: string = "5.131",
): string {
  const settings = currentSettings();
  const parts = {
    app: positiveId("app", app),
    response: "token",
    scope: scopeText("scope", scope, "user") || neededScope,
    redirect: url("redirect", redirect) ?? emptyPage(settings),
    display: displayOf("display", display),
    state: text("state", state),
    revoke: flag("revoke", revoke) === 1,
    version: filled("version", version),
  } as const;
  return authorizeLink(parts, settings);
}

/** An authorization structure as {@link getAuthParameters} makes it. */
export interface AuthParameters extends Auth {
  /** Version of the API. */
  readonly v: string;
  /** `"1"`: posts are published in the name of the community. */
  readonly from_group: string;
  /** The community, as a positive number. */
  readonly group_id: string;
  /** The community as an owner, as a negative number. */
  readonly owner_id: string;
  /** The VK application. */
  readonly app_id: string;
  /** The token. */
  readonly access_token: string;
}

/**
 * Makes the authorization structure that every other function takes.
 *
 * @category Authorization
 * @russian ПолучитьПараметрыАвторизации
 * @short g, a, t
 * @param group number of the community; a leading minus is dropped
 * @param app number of the VK application
 * @param token access token of a user or of the community
 * @returns the structure: `v`, `from_group`, `group_id`, `owner_id`, `app_id` and `access_token`, all strings
 * @throws {ArgumentError} when a number is not one, or the token is empty
 * @example
 * ```ts
 * const auth = OPI_VK.getAuthParameters("218861756", "51694790", "***");
 * ```
 * @example
 * ```bash
 * oint vk getAuthParameters --group 218861756 --app 51694790 --token "***" --out auth.json
 * ```
 */
export function getAuthParameters(group: Id, app: Id, token: string): AuthParameters {
  const groupId = String(positiveId("group", group));
  return {
    v: defaultVersion,
    from_group: "1",
    group_id: groupId,
    owner_id: `-${groupId}`,
    app_id: String(positiveId("app", app)),
    access_token: secret("token", token),
  };
}
