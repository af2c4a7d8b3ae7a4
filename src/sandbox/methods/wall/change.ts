import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import type { Post } from "../../state/model/index.ts";
import { canChange, canManage } from "../rights.ts";
import { changeablePost, findPost, isPublished } from "./find.ts";
import { readContent, readDetails, readPublishDate } from "./post-fields.ts";

const edit: Handler = (params, context) => {
  const post = changeablePost(params, context, { missing: 100, denied: 15 });
  const date = readPublishDate(params);
  if (date !== undefined && isPublished(post)) throw invalid("publish_date: the post is published");
  context.state.posts.update(post, {
    ...readContent(params),
    ...readDetails(params),
    ...(params.signed ? { signed: flag(params, "signed") } : {}),
    ...(params.mark_as_ads ? { marked_as_ads: flag(params, "mark_as_ads") ? 1 : 0 } : {}),
    ...(date === undefined ? {} : { date, postponed: true }),
    edited: now(),
  });
  return { post_id: post.id };
};

const deletePost: Handler = (params, context) => {
  const post = changeablePost(params, context, { missing: 104, denied: 210 });
  context.state.posts.update(post, { deleted: true, is_pinned: false });
  return 1;
};

const restore: Handler = (params, context) => {
  const post = findPost(params, context);
  if (!post || !canChange(post.owner_id, post.created_by, context)) throw new Failure(210);
  context.state.posts.update(post, { deleted: false });
  return 1;
};

/** A published post on a wall that the caller manages, or VK's errors. */
function managedPost(params: Params, context: Context): Post {
  const post = findPost(params, context);
  if (!post || post.deleted || !isPublished(post)) throw invalid("post_id is invalid");
  if (!canManage(post.owner_id, context)) throw new Failure(15);
  return post;
}

/** A wall has one pinned post. */
const pin: Handler = (params, context) => {
  const { posts } = context.state;
  const post = managedPost(params, context);
  for (const pinned of posts.by("pinned", post.owner_id)) posts.update(pinned, { is_pinned: false });
  posts.update(post, { is_pinned: true });
  return 1;
};

const unpin: Handler = (params, context) => {
  context.state.posts.update(managedPost(params, context), { is_pinned: false });
  return 1;
};

function setCommentsClosed(close_comments: 0 | 1): Handler {
  return (params, context) => {
    context.state.posts.update(managedPost(params, context), { close_comments });
    return 1;
  };
}

/** Methods that change posts. */
export const wallChanges: Readonly<Record<string, Handler>> = {
  "wall.edit": edit,
  "wall.delete": deletePost,
  "wall.restore": restore,
  "wall.pin": pin,
  "wall.unpin": unpin,
  "wall.openComments": setCommentsClosed(0),
  "wall.closeComments": setCommentsClosed(1),
};
