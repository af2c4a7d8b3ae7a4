import { Failure } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { bitOf } from "../oauth/apps.ts";
import { sandboxUser } from "../oauth/tokens.ts";
import { numbers } from "../server/parameters.ts";

const group = (id: number) => ({
  id,
  name: `Community ${id}`,
  screen_name: `club${id}`,
  type: "group",
  is_closed: 0,
});

/** Methods that tell whose a token is, and what it may do. */
export const accounts: Readonly<Record<string, Handler>> = {
  "account.getAppPermissions": (_, { bearer }) =>
    bearer.rights.reduce((mask, right) => mask + bitOf(right, "user"), 0),

  "groups.getTokenPermissions": (_, { bearer }) => {
    const permissions = bearer.rights.map(name => ({ name, setting: bitOf(name, "community") }));
    return { mask: permissions.reduce((mask, { setting }) => mask + setting, 0), permissions };
  },

  "groups.getById": (params, { bearer }) => {
    const asked = numbers({ ids: params.group_ids ?? params.group_id ?? "" }, "ids");
    const own = bearer.group_id === undefined ? [] : [bearer.group_id];
    const ids = asked.length > 0 ? asked : own;
    if (ids.length === 0) throw new Failure(100, "group_ids is undefined");
    return { groups: ids.map(group), profiles: [] };
  },

  "users.get": (params, { bearer }) => {
    const asked = numbers(params, "user_ids");
    const own = bearer.kind === "user" ? [bearer.user_id] : [];
    return (asked.length > 0 ? asked : own).map(id => ({
      id,
      first_name: id === sandboxUser.id ? sandboxUser.first_name : "User",
      last_name: id === sandboxUser.id ? sandboxUser.last_name : String(id),
      can_access_closed: true,
      is_closed: false,
    }));
  },
};
