import type { Handler } from "../handler.ts";
import { number } from "../server/parameters.ts";

const maxPosts = 100;

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

  "wall.get": (params, { state, userId }) => {
    const owner_id = number(params, "owner_id", userId);
    const shown = state.posts
      .by("owner", owner_id)
      .filter(item => !item.postponed)
      .sort((a, b) => b.date - a.date || b.id - a.id);
    const offset = number(params, "offset");
    const count = Math.min(number(params, "count", 20), maxPosts);
    const items = shown.slice(offset, offset + count).map(({ id, from_id, date, text }) => ({
      id,
      owner_id,
      from_id,
      date,
      text,
      post_type: "post",
      likes: { count: state.likes.count("object", "post", owner_id, id) },
      reposts: { count: state.posts.count("shares", `wall${owner_id}_${id}`) },
    }));
    return { count: shown.length, items };
  },
};
