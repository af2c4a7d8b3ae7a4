import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number } from "../server/parameters.ts";
import { find, now } from "../state/store.ts";

const add: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  if (params.type !== "post") throw new Failure(33, "the sandbox supports likes for posts only");
  const post = find(state.posts, owner_id, number(params, "item_id"));
  if (!post) throw invalid("object not found");
  if (!post.likes.includes(userId)) {
    post.likes.push(userId);
    state.activity.push({ owner_id, kind: "like", date: now() });
  }
  return { likes: post.likes.length };
};

/** Methods of the VK section `likes`. */
export const likes: Readonly<Record<string, Handler>> = { "likes.add": add };
