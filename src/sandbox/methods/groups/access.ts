import { Failure } from "../../failure.ts";
import type { Context } from "../../handler.ts";
import type { Params } from "../../server/parameters.ts";
import { groupOf } from "../../state/people.ts";
import { adminLevel } from "../../views/group.ts";
import { groupIdOf } from "../names.ts";

/**
 * Returns the community that a call of a manager names, or fails as VK does when the token is not of a manager or of this
 * community.
 */
export function managedGroup(params: Params, { state, bearer }: Context): number {
  const group = groupIdOf(params, state);
  const isAllowed =
    bearer.kind === "community"
      ? bearer.group_id === group
      : adminLevel(groupOf(state, group), bearer.user_id) > 0;
  if (!isAllowed) throw new Failure(15, "group access denied");
  return group;
}
