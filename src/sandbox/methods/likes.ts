import { addLike, isLikable } from "../actions/likes.ts";
import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number } from "../server/parameters.ts";
import type { LikedType } from "../state/model/index.ts";

const add: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const type = params.type as LikedType; // likes.add accepts no other word
  const like = { type, owner_id, item_id: number(params, "item_id"), user_id: userId };
  if (!isLikable(state, like)) throw invalid("object not found");
  addLike(state, like);
  return { likes: state.likes.count("object", type, owner_id, like.item_id) };
};

/** Methods of the VK section `likes`. */
export const likes: Readonly<Record<string, Handler>> = { "likes.add": add };
