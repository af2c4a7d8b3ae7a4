import { Failure } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number } from "../server/parameters.ts";
import { groupOf, openGroup, userOf } from "../state/people.ts";

const get: Handler = (params, { state, userId }) => {
  const group = number(params, "group_id");
  return {
    text: group ? groupOf(state, group).status : userOf(state, number(params, "user_id", userId)).status,
  };
};

const set: Handler = (params, { state, userId }) => {
  const { text: status = "" } = params;
  const group = number(params, "group_id");
  if (group) state.groups.update(openGroup(state, group), { status });
  else if (userId > 0) state.users.put({ ...userOf(state, userId), status });
  else throw new Failure(15);
  return 1;
};

/** Methods of the VK section `status`. */
export const status: Readonly<Record<string, Handler>> = { "status.get": get, "status.set": set };
