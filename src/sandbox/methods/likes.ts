import { addLike, isLikable, type LikeOf, removeLike } from "../actions/likes.ts";
import { invalid } from "../failure.ts";
import type { Context, Handler } from "../handler.ts";
import { flag, number, type Params, page } from "../server/parameters.ts";
import type { LikedType } from "../state/model/index.ts";
import { groupOf, userOf } from "../state/people.ts";
import { groupObject } from "../views/group.ts";
import { userObject } from "../views/user.ts";
import { words } from "./names.ts";

/** Maximum page sizes. Source: https://dev.vk.com/ru/method/likes.getList */
const maxLikes = { all: 1000, friends: 100 };
const defaultLikes = { all: 100, friends: 10 };

/** Reads what a call is about, or fails with VK's error 100 when the object does not exist. */
function likeOf(params: Params, { state, userId }: Context): LikeOf {
  const owner_id = number(params, "owner_id", userId);
  const type = params.type as LikedType; // the methods accept no other word
  const user_id = flag(params, "from_group") && owner_id < 0 ? owner_id : userId;
  const like = { type, owner_id, item_id: number(params, "item_id"), user_id };
  if (!isLikable(state, like)) throw invalid("object not found");
  return like;
}

const count = ({ type, owner_id, item_id }: LikeOf, { state }: Context) => ({
  likes: state.likes.count("object", type, owner_id, item_id),
});

const add: Handler = (params, context) => {
  const like = likeOf(params, context);
  addLike(context.state, like);
  return count(like, context);
};

const remove: Handler = (params, context) => {
  const like = likeOf(params, context);
  removeLike(context.state, like);
  return count(like, context);
};

/** The name of a post as an attachment; other objects are not counted as shared. */
const sharedName = ({ type, owner_id, item_id }: LikeOf) =>
  type === "post" ? `wall${owner_id}_${item_id}` : "";

/** Who likes an object, or shared it, newest first. */
function likersOf(like: LikeOf, params: Params, { state }: Context): number[] {
  const { type, owner_id, item_id } = like;
  const sharers = () => state.posts.by("shares", sharedName(like)).map(({ from_id }) => from_id);
  const likers = () => state.likes.by("object", type, owner_id, item_id).map(({ user_id }) => user_id);
  return [...new Set((params.filter === "copies" ? sharers() : likers()).toReversed())];
}

const getList: Handler = (params, context) => {
  const { state, userId } = context;
  const isFriendsOnly = number(params, "friends_only") > 0;
  const ids = likersOf(likeOf(params, context), params, context).filter(
    id =>
      (!isFriendsOnly || state.friends.get(userId, id) !== undefined) &&
      (!flag(params, "skip_own") || id !== userId),
  );
  const size = isFriendsOnly ? "friends" : "all";
  const found = page(params, ids, defaultLikes[size], maxLikes[size]);
  if (!flag(params, "extended")) return found;
  return { count: found.count, items: found.items.map(id => ownerObject(id, params, context)) };
};

/** A user or a community, with the word by which VK tells them apart in one list. */
function ownerObject(id: number, params: Params, context: Context): object {
  const fields = words(params, "fields");
  return id < 0
    ? groupObject(groupOf(context.state, -id), fields, context)
    : { ...userObject(userOf(context.state, id), fields, context), type: "profile" };
}

const isLiked: Handler = (params, context) => {
  const { state, userId } = context;
  const like = likeOf(params, context);
  const user_id = number(params, "user_id", userId);
  const { type, owner_id, item_id } = like;
  const shared = state.posts.by("shares", sharedName(like)).some(({ created_by }) => created_by === user_id);
  return { liked: state.likes.get(type, owner_id, item_id, user_id) ? 1 : 0, copied: shared ? 1 : 0 };
};

/** Methods of the VK section `likes`. */
export const likes: Readonly<Record<string, Handler>> = {
  "likes.add": add,
  "likes.delete": remove,
  "likes.getList": getList,
  "likes.isLiked": isLiked,
};
