import { Failure, invalid } from "../../failure.ts";
import type { Context } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import type { Post } from "../../state/model/index.ts";
import { findScreenName } from "../../state/people.ts";
import { isScheduled } from "../../views/post.ts";
import { canChange } from "../rights.ts";

/** The wall of a call: that of `owner_id`, or of who has the screen name `domain`, or of the token's user. */
export function wallOf(params: Params, { state, userId }: Context): number {
  if (params.owner_id || !params.domain) return number(params, "owner_id", userId);
  const owner = findScreenName(state, params.domain);
  if (!owner) throw invalid("domain is invalid");
  return owner.type === "group" ? -owner.object_id : owner.object_id;
}

/** Whether everybody sees a post: it is neither scheduled nor only suggested. */
export function isPublished(post: Post): boolean {
  return post.post_type === "post" && !isScheduled(post);
}

/** Whether the caller sees a post. */
export function isVisible(post: Post, context: Context): boolean {
  if (post.deleted) return false;
  return isPublished(post) || canChange(post.owner_id, post.created_by, context);
}

/** Finds the post of a call, also a deleted one. */
export function findPost(params: Params, { state, userId }: Context): Post | undefined {
  return state.posts.get(number(params, "owner_id", userId), number(params, "post_id"));
}

/** Finds the post of a call that the caller can change, or fails with a code. */
export function changeablePost(
  params: Params,
  context: Context,
  codes: { missing: number; denied: number },
): Post {
  const post = findPost(params, context);
  if (!post || post.deleted)
    throw new Failure(codes.missing, codes.missing === 100 ? "post_id is invalid" : "");
  if (!canChange(post.owner_id, post.created_by, context)) throw new Failure(codes.denied);
  return post;
}
