import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params } from "../../server/parameters.ts";
import type { Post } from "../../state/model/index.ts";
import { commentObject } from "../../views/comment.ts";
import { profilesOf } from "../../views/profiles.ts";
import { deleteMethod, editMethod, restoreMethod } from "../comments/change.ts";
import { writeComment } from "../comments/create.ts";
import { threadedComments } from "../comments/list.ts";
import { words } from "../names.ts";
import { findPost, isVisible } from "./find.ts";

/** Finds a post that the caller sees, or fails with VK's error 212. */
function commentedPost(params: Params, context: Context): Post {
  const post = findPost(params, context);
  if (!post || !isVisible(post, context)) throw new Failure(212);
  return post;
}

const createComment: Handler = (params, context) => {
  const { owner_id, id: object_id, close_comments } = commentedPost(params, context);
  if (close_comments) throw new Failure(213);
  const group = number(params, "from_group");
  const from_id = group ? -group : context.userId;
  const { id, parents_stack } = writeComment(params, context, { type: "post", owner_id, object_id, from_id });
  return { comment_id: id, parents_stack };
};

/** VK finds the post by a comment in whose thread the caller is, too. */
const getComments: Handler = (params, context) => {
  const owner_id = number(params, "owner_id", context.userId);
  const inThread = context.state.comments.get("post", owner_id, number(params, "comment_id"));
  const post_id = params.post_id ?? String(inThread?.object_id ?? 0);
  const post = commentedPost({ ...params, post_id }, context);
  const response = threadedComments(params, context, { type: "post", owner_id, object_id: post.id });
  return flag(params, "extended") ? { ...response, post_author_id: post.from_id } : response;
};

const getComment: Handler = (params, context) => {
  const owner_id = number(params, "owner_id", context.userId);
  const comment = context.state.comments.get("post", owner_id, number(params, "comment_id"));
  if (!comment || comment.deleted) throw new Failure(212);
  const post = commentedPost({ ...params, post_id: String(comment.object_id) }, context);
  const abilities = { can_post: !post.close_comments, show_reply_button: true, groups_can_post: true };
  const response = { items: [commentObject(comment, context)], ...abilities };
  if (!flag(params, "extended")) return response;
  const authors = [comment.from_id, comment.reply_to_user ?? comment.from_id, post.owner_id];
  return {
    ...response,
    post_author_id: post.from_id,
    ...profilesOf(authors, words(params, "fields"), context),
  };
};

const section = {
  type: "post",
  ownerOf: (params: Params, { userId }: Context) => number(params, "owner_id", userId),
  missing: 104,
  denied: 211,
  notDeleted: 243,
} as const;

/** Methods for comments on posts. */
export const wallComments: Readonly<Record<string, Handler>> = {
  "wall.createComment": createComment,
  "wall.getComment": getComment,
  "wall.getComments": getComments,
  "wall.editComment": editMethod(section),
  "wall.deleteComment": deleteMethod(section),
  "wall.restoreComment": restoreMethod(section),
};
