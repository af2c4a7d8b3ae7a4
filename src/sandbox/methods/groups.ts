import { Failure } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { scopeBit } from "../oauth/scopes.ts";
import { numbers } from "../server/parameters.ts";

const groupObject = (id: number) => ({
  id,
  name: `Community ${id}`,
  screen_name: `club${id}`,
  type: "group",
  is_closed: 0,
});

const getTokenPermissions: Handler = (_, { bearer }) => {
  const permissions = bearer.scopes.map(name => ({ name, setting: scopeBit(name, "community") }));
  return { mask: permissions.reduce((mask, { setting }) => mask + setting, 0), permissions };
};

const getById: Handler = (params, { bearer }) => {
  const requested = numbers({ ids: params.group_ids ?? params.group_id ?? "" }, "ids");
  const tokenGroup = bearer.group_id === undefined ? [] : [bearer.group_id];
  const ids = requested.length > 0 ? requested : tokenGroup;
  if (ids.length === 0) throw new Failure(100, "group_ids is undefined");
  return { groups: ids.map(groupObject), profiles: [] };
};

/** Methods of the VK section `groups`. */
export const groups: Readonly<Record<string, Handler>> = {
  "groups.getTokenPermissions": getTokenPermissions,
  "groups.getById": getById,
};
