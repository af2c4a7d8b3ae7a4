import { Failure } from "../../failure.ts";
import type { Context } from "../../handler.ts";
import type { Params } from "../../server/parameters.ts";
import { groupIdOf } from "../names.ts";
import { canManage } from "../rights.ts";

/** The community that a call names, or VK's error 15 when the token is neither of a manager nor of the community. */
export function managedGroup(params: Params, context: Context): number {
  const group = groupIdOf(params, context.state);
  if (!canManage(-group, context)) throw new Failure(15, "group access denied");
  return group;
}
