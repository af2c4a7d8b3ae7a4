import { VkApiError } from "../errors.ts";
import type { Auth } from "./auth.ts";
import { call } from "./client.ts";
import type { TokenKind } from "./methods.ts";

/** Whose a token is. */
export interface Owner {
  readonly kind: TokenKind;
  /** The user or the community; `undefined` for a service token. */
  readonly id: number | undefined;
  readonly name: string;
  /** The mask of its rights; `undefined` when VK does not tell. */
  readonly mask: number | undefined;
}

/**
 * Asks VK whose a token is: users.get without a user tells that of a user's token, and nothing or an error for others (which
 * of the two is not verified); a community's token knows its rights; what is neither is a service token.
 */
export async function whose(auth: Auth): Promise<Owner> {
  const token = { access_token: auth.access_token };
  const users = await refusedOr(call("users.get", {}, token));
  const user = users?.response[0];
  if (user) {
    const name = `${user.first_name} ${user.last_name}`;
    return { kind: "user", id: user.id, name, mask: await refusedOr(userRights(token)) };
  }
  const rights = await refusedOr(call("groups.getTokenPermissions", {}, token, "community"));
  if (!rights) return { kind: "service", id: undefined, name: "the application itself", mask: undefined };
  const known = await refusedOr(call("groups.getById", {}, token, "community"));
  const group = known?.response.groups?.[0];
  return { kind: "community", id: group?.id, name: group?.name ?? "", mask: rights.response.mask };
}

async function userRights(auth: Auth): Promise<number> {
  const { response } = await call("account.getAppPermissions", {}, auth);
  return Number(response);
}

/** What VK refuses to tell this kind of token is `undefined`. */
async function refusedOr<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof VkApiError && [3, 7, 15, 27, 28, 100, 113, 125].includes(error.code))
      return undefined;
    throw error;
  });
}
