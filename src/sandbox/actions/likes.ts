import { countActivity } from "../state/activity.ts";
import { now } from "../state/clock.ts";
import type { Comment, CommentedType, Like, LikedType } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { addHappeningOf } from "./happening.ts";

/** A user's like of an object. */
export type LikeOf = Omit<Like, "date">;

const commentedTypes: Readonly<Partial<Record<LikedType, CommentedType>>> = {
  comment: "post",
  photo_comment: "photo",
  video_comment: "video",
  market_comment: "market",
  topic_comment: "topic",
};

/** The comment that a like is about; `undefined` for a like of something else. */
function likedComment({ comments }: State, { type, owner_id, item_id }: LikeOf): Comment | undefined {
  const commentedType = commentedTypes[type];
  return commentedType && comments.get(commentedType, owner_id, item_id);
}

/** Whether the object that is liked exists. */
export function isLikable(state: State, like: LikeOf): boolean {
  const { type, owner_id, item_id } = like;
  const objects = {
    post: state.posts,
    photo: state.photos,
    video: state.videos,
    market: state.items,
    story: state.stories,
  };
  const object =
    type in objects
      ? objects[type as keyof typeof objects].get(owner_id, item_id)
      : likedComment(state, like);
  return object !== undefined && !object.deleted;
}

/** Adds a like; does nothing when the user likes the object already. */
export function addLike(state: State, like: LikeOf): void {
  const { type, owner_id, item_id, user_id } = like;
  if (state.likes.get(type, owner_id, item_id, user_id)) return;
  state.likes.add({ ...like, date: now() });
  countActivity(state, owner_id, "like");
  addHappeningOf(state, owner_id, "like_add", likeEvent(state, like));
}

/** Removes a like; does nothing when the user does not like the object. */
export function removeLike(state: State, like: LikeOf): void {
  const { type, owner_id, item_id, user_id } = like;
  const existing = state.likes.get(type, owner_id, item_id, user_id);
  if (!existing) return;
  state.likes.remove(existing);
  addHappeningOf(state, owner_id, "like_remove", likeEvent(state, like));
}

function likeEvent(state: State, like: LikeOf): Record<string, unknown> {
  const comment = likedComment(state, like);
  return {
    liker_id: like.user_id,
    object_type: like.type,
    object_owner_id: like.owner_id,
    object_id: like.item_id,
    post_id: comment?.type === "post" ? comment.object_id : 0,
    ...(comment ? { thread_reply_id: comment.parents_stack[0] ?? 0 } : {}),
  };
}
