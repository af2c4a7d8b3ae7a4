import type { TokenKind } from "../api/facts.ts";
import type { Auth } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { VkApiError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/** The owner of a token. */
export interface TokenOwner {
  readonly kind: TokenKind;
  /** ID of the user or the community; `undefined` for a service token. */
  readonly id: number | undefined;
  readonly name: string;
  /** Scope mask of the token; `undefined` if VK does not return it. */
  readonly scopeMask: number | undefined;
}

/**
 * Gets the owner of a token. `users.get` without parameters returns the owner of a user token; for other tokens it returns an
 * empty list or an error (VK does not document which). `groups.getTokenPermissions` works only with a community token. Any
 * other token is a service token.
 */
export async function inspectToken(auth: Auth): Promise<TokenOwner> {
  const token = { access_token: auth.access_token };
  const users = await undefinedIfDenied(call("users.get", {}, token));
  const user = users?.response[0];
  if (user) {
    const name = `${user.first_name} ${user.last_name}`;
    return { kind: "user", id: user.id, name, scopeMask: await undefinedIfDenied(userScopeMask(token)) };
  }
  const permissions = await undefinedIfDenied(call("groups.getTokenPermissions", {}, token, "community"));
  if (!permissions) {
    return { kind: "service", id: undefined, name: localize("the app itself"), scopeMask: undefined };
  }
  const groups = await undefinedIfDenied(call("groups.getById", {}, token, "community"));
  const group = groups?.response.groups?.[0];
  return { kind: "community", id: group?.id, name: group?.name ?? "", scopeMask: permissions.response.mask };
}

async function userScopeMask(auth: Auth): Promise<number> {
  const { response } = await call("account.getAppPermissions", {}, auth);
  return Number(response);
}

/** Returns `undefined` if VK denies the call to this type of token. */
async function undefinedIfDenied<T>(response: Promise<T>): Promise<T | undefined> {
  return response.catch((error: unknown) => {
    if (error instanceof VkApiError && [3, 7, 15, 27, 28, 100, 113, 125, 1051].includes(error.errorCode))
      return undefined;
    throw error;
  });
}
