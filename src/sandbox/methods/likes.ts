import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number } from "../server/parameters.ts";
import { countActivity } from "../state/activity.ts";
import { now } from "../state/clock.ts";

const add: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  if (params.type !== "post") throw new Failure(33, "the sandbox supports likes for posts only");
  const post = state.posts.get(owner_id, number(params, "item_id"));
  if (!post || post.deleted) throw invalid("object not found");
  const like = { type: "post", owner_id, item_id: post.id, user_id: userId } as const;
  if (!state.likes.get("post", owner_id, post.id, userId)) {
    state.likes.add({ ...like, date: now() });
    countActivity(state, owner_id, "like");
  }
  return { likes: state.likes.count("object", "post", owner_id, post.id) };
};

/** Methods of the VK section `likes`. */
export const likes: Readonly<Record<string, Handler>> = { "likes.add": add };
