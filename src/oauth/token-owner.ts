import type { TokenKind } from "../api/facts.ts";
import type { Auth } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { VkApiError } from "../errors.ts";

/** Whose a token is. */
export interface TokenOwner {
  readonly kind: TokenKind;
  /** The user or the community; `undefined` for a service token. */
  readonly id: number | undefined;
  readonly name: string;
  /** The mask of its rights; `undefined` when VK does not tell. */
  readonly scopeMask: number | undefined;
}

/**
 * Asks VK whose a token is: users.get without a user tells that of a user's token, and nothing or an error for others (which
 * of the two is not verified); a community's token knows its rights; what is neither is a service token.
 */
export async function inspectToken(auth: Auth): Promise<TokenOwner> {
  const token = { access_token: auth.access_token };
  const users = await undefinedIfDenied(call("users.get", {}, token));
  const user = users?.response[0];
  if (user) {
    const name = `${user.first_name} ${user.last_name}`;
    return { kind: "user", id: user.id, name, scopeMask: await undefinedIfDenied(userScopeMask(token)) };
  }
  const rights = await undefinedIfDenied(call("groups.getTokenPermissions", {}, token, "community"));
  if (!rights)
    return { kind: "service", id: undefined, name: "the application itself", scopeMask: undefined };
  const known = await undefinedIfDenied(call("groups.getById", {}, token, "community"));
  const group = known?.response.groups?.[0];
  return { kind: "community", id: group?.id, name: group?.name ?? "", scopeMask: rights.response.mask };
}

async function userScopeMask(auth: Auth): Promise<number> {
  const { response } = await call("account.getAppPermissions", {}, auth);
  return Number(response);
}

/** What VK refuses to tell this kind of token is `undefined`. */
async function undefinedIfDenied<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof VkApiError && [3, 7, 15, 27, 28, 100, 113, 125, 1051].includes(error.errorCode))
      return undefined;
    throw error;
  });
}
