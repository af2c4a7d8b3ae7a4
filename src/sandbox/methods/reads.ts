import type { Handler } from "../handler.ts";
import { number } from "../server/parameters.ts";

const maxPosts = 100;

/** Methods with which VK's own manual begins. */
export const reads: Readonly<Record<string, Handler>> = {
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
