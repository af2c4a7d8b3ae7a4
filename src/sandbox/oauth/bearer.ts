import { Failure } from "../failure.ts";
import type { Params } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import type { Token } from "../state/model/index.ts";
import { sandboxGroupId, sandboxUserId } from "../state/people.ts";
import type { State } from "../state/schema.ts";

/** The owner of a call's token, and what the token allows. */
export type Bearer = Pick<Token, "kind" | "user_id" | "group_id" | "scopes"> & {
  /** The token skips the checks of its kind and scopes. */
  readonly unrestricted?: boolean;
};

/** The owner of a token that the sandbox did not issue. It is unrestricted, so that first steps need no real token. */
const unknownBearer: Bearer = {
  kind: "user",
  user_id: sandboxUserId,
  group_id: sandboxGroupId,
  scopes: [],
  unrestricted: true,
};

/**
 * Looks up the token of a call, or fails with VK's error 5.
 *
 * @param accepted tokens to accept in addition to issued ones; an empty list accepts any token
 */
export function findBearer(state: State, accepted: readonly string[], value: string | undefined): Bearer {
  if (!value) throw new Failure(5, "no access_token passed.");
  const token = state.tokens.get(value);
  if (token?.revoked) throw new Failure(5, "invalid access_token (4).");
  if (token && token.expires > 0 && token.expires <= now()) throw new Failure(5, "access_token has expired.");
  if (token) return token;
  if (accepted.length > 0 && !accepted.includes(value)) throw new Failure(5, "invalid access_token (4).");
  return unknownBearer;
}

/** Whose messages a call is about: those of the community that it names or whose token it has, or those of the token's user. */
export function accountOf({ group_id }: Params, bearer: Bearer): number {
  const group = Number(group_id) || bearer.group_id;
  return group ? -group : bearer.user_id;
}
