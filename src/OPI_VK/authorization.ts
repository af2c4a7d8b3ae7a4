import type { Auth } from "../core/auth.ts";
import { defaults } from "../core/defaults.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { authorizeLink, displayOf, emptyPage, neededScope } from "../oauth/links.ts";
import { scopeText } from "../oauth/scope.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { type BooleanInput, toBooleanFlag } from "../validation/numbers.ts";
import { nonEmptyString, optionalUrl, text, trimmedSecret } from "../validation/strings.ts";

/**
 * Creates a link for getting a user token through VK OAuth (implicit flow).
 *
 * Open the link in a browser, allow access, and copy `access_token` from the URL of the blank page that follows.
 * By default, the link requests the scopes that the functions of this library need.
 *
 * @category Authorization
 * @secretResult
 * @russian СоздатьСсылкуПолученияТокена
 * @short a, s, r, d, e, k, v
 * @param app App ID, from the app's settings
 * @param scope Scopes, by name or as a mask; by default, those that the functions of this library need
 * @param redirect Redirect URL; by default, VK's blank page
 * @param display Layout of the page: page, popup or mobile; by default, VK chooses by the browser
 * @param state Any string that VK returns with the response
 * @param revoke Ask for permission again, even if the user has already granted it
 * @param version API version; by default, that of the links of OpenIntegrations
 * @returns the link, a string
 * @throws {ArgumentError} if an argument is invalid
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
  app: IdInput,
  scope: readonly string[] | string = [],
  redirect: string = "",
  display: string = "",
  state: string = "",
  revoke: BooleanInput = false,
  version: string = "5.131",
): string {
  const settings = currentSettings();
  const parts = {
    app: positiveId("app", app),
    response: "token",
    scope: scopeText("scope", scope, "user") || neededScope,
    redirect: optionalUrl("redirect", redirect) ?? emptyPage(settings),
    display: displayOf("display", display),
    state: text("state", state),
    revoke: toBooleanFlag("revoke", revoke) === 1,
    version: nonEmptyString("version", version),
  } as const;
  return authorizeLink(parts, settings);
}

/** An credentials as {@link getAuthParameters} makes it. */
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
 * Creates the credentials that all other functions take.
 *
 * @category Authorization
 * @secretResult
 * @russian ПолучитьПараметрыАвторизации
 * @short g, a, t
 * @param group Community ID, with or without a leading minus
 * @param app App ID
 * @param token Access token of a user or a community
 * @returns the credentials: `v`, `from_group`, `group_id`, `owner_id`, `app_id` and `access_token`, all strings
 * @throws {ArgumentError} if an argument is invalid
 * @example
 * ```ts
 * const auth = OPI_VK.getAuthParameters("218861756", "51694790", "***");
 * ```
 * @example
 * ```bash
 * oint vk getAuthParameters --group 218861756 --app 51694790 --token "***" --out auth.json
 * ```
 */
export function getAuthParameters(group: IdInput, app: IdInput, token: string): AuthParameters {
  const groupId = String(positiveId("group", group));
  return {
    v: defaults.apiVersion,
    from_group: "1",
    group_id: groupId,
    owner_id: `-${groupId}`,
    app_id: String(positiveId("app", app)),
    access_token: trimmedSecret("token", token),
  };
}
