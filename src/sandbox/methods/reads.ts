import type { Handler } from "../handler.ts";
import { number } from "../server/parameters.ts";

/** Methods with which VK's own manual begins. */
export const reads: Readonly<Record<string, Handler>> = {
  // The user of the sandbox has no friends.
  "friends.getOnline": () => [],

  "groups.getMembers": (params, { state }) => {
    const offset = number(params, "offset");
    const count = number(params, "count", 1000);
    const members = state.members.by("group", number(params, "group_id"));
    return {
      count: members.length,
      items: members.map(({ user_id }) => user_id).slice(offset, offset + count),
    };
  },

  "utils.getServerTime": () => Math.floor(Date.now() / 1000),
};
