import { invalid } from "../../failure.ts";
import type { Context } from "../../handler.ts";
import { flag, number, type Params, page } from "../../server/parameters.ts";
import type { Comment, CommentedType } from "../../state/model/index.ts";
import { commentObject } from "../../views/comment.ts";
import { profilesOf } from "../../views/profiles.ts";
import { words } from "../names.ts";

/** Source: https://dev.vk.com/ru/method/wall.getComments */
const maxComments = 100;
const maxThreadItems = 10;

/** What is commented. */
export type Commented = Pick<Comment, "owner_id" | "object_id"> & { readonly type: CommentedType };

/** Returns the comments on an object without threads: each follows the one that was written before it. */
export function flatComments(params: Params, context: Context, about: Commented): Record<string, unknown> {
  const { type, owner_id, object_id } = about;
  const all = context.state.comments.by("object", type, owner_id, object_id);
  const { count, items, real_offset } = commentPage(params, all);
  return {
    count,
    items: items.map(comment => shown(comment, params, context)),
    ...(params.start_comment_id ? { real_offset } : {}),
    ...extended(params, items, context),
  };
}

/** Returns the comments on an object, or those in a thread, with the first comments of each thread. */
export function threadedComments(
  params: Params,
  context: Context,
  about: Commented,
): Record<string, unknown> {
  const { comments } = context.state;
  const { type, owner_id, object_id } = about;
  const all = comments.by("object", type, owner_id, object_id);
  const thread = number(params, "comment_id");
  const level = thread
    ? comments.by("thread", type, owner_id, thread)
    : all.filter(({ parents_stack }) => parents_stack.length === 0);
  const { items } = commentPage(params, level);
  const replies = (comment: Comment) =>
    thread ? [] : comments.by("thread", type, owner_id, comment.id).slice(0, threadItems(params));
  return {
    count: thread ? level.length : all.length,
    items: items.map(comment => withThread(comment, replies(comment), params, context)),
    current_level_count: level.length,
    can_post: true,
    show_reply_button: true,
    groups_can_post: true,
    ...extended(params, [...items, ...items.flatMap(replies)], context),
  };
}

function threadItems(params: Params): number {
  const count = number(params, "thread_items_count");
  if (count < 0 || count > maxThreadItems)
    throw invalid(`thread_items_count should be from 0 to ${maxThreadItems}`);
  return count;
}

function withThread(comment: Comment, replies: readonly Comment[], params: Params, context: Context): object {
  const object = shown(comment, params, context);
  if (!object.thread) return object;
  return {
    ...object,
    thread: { ...object.thread, items: replies.map(reply => shown(reply, params, context)) },
  };
}

/** A page of comments in the order of the call, from `start_comment_id` if it is passed. */
function commentPage(params: Params, oldestFirst: readonly Comment[]) {
  const ordered = params.sort === "desc" ? oldestFirst.toReversed() : oldestFirst;
  const start = params.start_comment_id
    ? ordered.findIndex(({ id }) => id === number(params, "start_comment_id"))
    : 0;
  // VK allows a negative offset from the comment that is named.
  const from = Math.max(Math.max(start, 0) + number(params, "offset"), 0);
  const { count, items } = page({ ...params, offset: String(from) }, ordered, 20, maxComments);
  return { count, items, real_offset: from };
}

/** A comment as a call asks for it. */
function shown(comment: Comment, params: Params, context: Context) {
  const { likes, ...object } = commentObject(comment, context);
  const length = number(params, "preview_length");
  return {
    ...object,
    ...(length > 0 && [...comment.text].length > length
      ? { text: `${[...comment.text].slice(0, length).join("")}...` }
      : {}),
    ...(flag(params, "need_likes") ? { likes } : {}),
  } as Record<string, unknown>;
}

/** The authors of comments, when a call asks for them. */
function extended(params: Params, comments: readonly Comment[], context: Context): object {
  if (!flag(params, "extended")) return {};
  const authors = comments.flatMap(({ from_id, reply_to_user }) => [from_id, reply_to_user ?? from_id]);
  return profilesOf(authors, words(params, "fields"), context);
}
