import { Failure } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { scopeBit } from "../oauth/scopes.ts";
import { numbers } from "../server/parameters.ts";
import { groupOf } from "../state/people.ts";
import type { State } from "../state/schema.ts";

function groupObject(state: State, groupId: number): object {
  const { id, name, screen_name, type, is_closed } = groupOf(state, groupId);
  return { id, name, screen_name, type, is_closed };
}

const getTokenPermissions: Handler = (_, { bearer }) => {
  const permissions = bearer.scopes.map(name => ({ name, setting: scopeBit(name, "community") }));
  return { mask: permissions.reduce((mask, { setting }) => mask + setting, 0), permissions };
};

const getById: Handler = (params, { state, bearer }) => {
  const requested = numbers({ ids: params.group_ids ?? params.group_id ?? "" }, "ids");
  const tokenGroup = bearer.group_id === undefined ? [] : [bearer.group_id];
  const ids = requested.length > 0 ? requested : tokenGroup;
  if (ids.length === 0) throw new Failure(100, "group_ids is undefined");
  return { groups: ids.map(id => groupObject(state, id)), profiles: [] };
};

/** Methods of the VK section `groups`. */
export const groups: Readonly<Record<string, Handler>> = {
  "groups.getTokenPermissions": getTokenPermissions,
  "groups.getById": getById,
};
