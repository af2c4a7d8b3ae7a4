import type { Handler } from "../handler.ts";
import { number } from "../server/parameters.ts";

const maxPosts = 100;

/** Methods with which VK's own manual begins. */
export const reads: Readonly<Record<string, Handler>> = {
  // The user of the sandbox has no friends.
  "friends.getOnline": () => [],

  // A community of the sandbox has its user as its only member.
  "groups.getMembers": (params, { userId }) => {
    const offset = number(params, "offset");
    const count = number(params, "count", 1000);
    return { count: 1, items: [userId].slice(offset, offset + count) };
  },

  "utils.getServerTime": () => Math.floor(Date.now() / 1000),

  "wall.get": (params, { state, userId }) => {
    const owner_id = number(params, "owner_id", userId);
    const shown = state.posts
      .filter(item => item.owner_id === owner_id && !item.postponed)
      .sort((a, b) => b.date - a.date || b.id - a.id);
    const offset = number(params, "offset");
    const count = Math.min(number(params, "count", 20), maxPosts);
    const items = shown.slice(offset, offset + count).map(({ id, from_id, date, text, likes, reposts }) => ({
      id,
      owner_id,
      from_id,
      date,
      text,
      post_type: "post",
      likes: { count: likes.length },
      reposts: { count: reposts },
    }));
    return { count: shown.length, items };
  },
};
