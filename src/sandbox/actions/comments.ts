import { countActivity } from "../state/activity.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import type { Comment, CommentedType } from "../state/model/index.ts";
import { commentObject } from "../views/comment.ts";
import type { Viewer } from "../views/viewer.ts";
import { addHappeningOf } from "./happening.ts";

/** Start of the names of the events about comments, by what is commented. */
const eventNames: Readonly<Record<CommentedType, string>> = {
  post: "wall_reply",
  photo: "photo_comment",
  video: "video_comment",
  market: "market_comment",
  topic: "board_post",
};

/** What a new comment has; the rest of its fields is assigned. */
export type NewComment = Pick<Comment, "type" | "owner_id" | "object_id" | "from_id" | "text"> &
  Partial<Pick<Comment, "attachments" | "guid" | "reply_to_comment" | "sticker_id">>;

/** The counter of the IDs of comments; those on posts share one with the posts. */
function idKind({ type, owner_id }: Pick<Comment, "type" | "owner_id">): string {
  if (type === "post") return `post${owner_id}`;
  return type === "topic" ? `board${-owner_id}` : `${type}Comment${owner_id}`;
}

/** Adds a comment, in the thread of the comment that it replies to. */
export function addComment(viewer: Viewer, { reply_to_comment, ...fields }: NewComment): Comment {
  const { state } = viewer;
  const { type, owner_id, object_id, from_id } = fields;
  const repliedTo =
    reply_to_comment === undefined ? undefined : state.comments.get(type, owner_id, reply_to_comment);
  const comment = state.comments.add({
    attachments: [],
    guid: "",
    ...fields,
    id: nextId(state, idKind(fields)),
    date: now(),
    parents_stack: repliedTo && type !== "topic" ? threadOf(repliedTo) : [],
    ...(repliedTo ? { reply_to_comment: repliedTo.id, reply_to_user: repliedTo.from_id } : {}),
  });
  if (type === "topic") {
    const topic = state.topics.get(-owner_id, object_id);
    if (topic) state.topics.update(topic, { updated: comment.date, updated_by: from_id });
  }
  countActivity(state, owner_id, "comment");
  addCommentHappening(viewer, comment, "new");
  return comment;
}

/** VK has threads of one level: a reply to a reply is in the same thread. */
function threadOf({ id, parents_stack }: Comment): readonly number[] {
  return parents_stack.length > 0 ? parents_stack : [id];
}

/** Changes a comment. */
export function editComment(viewer: Viewer, comment: Comment, changes: Partial<Comment>): Comment {
  const changed = viewer.state.comments.update(comment, { ...changes, edited: now() });
  addCommentHappening(viewer, changed, "edit");
  return changed;
}

/** Marks a comment as deleted. */
export function deleteComment(viewer: Viewer, comment: Comment, deleter_id: number): void {
  const { id, type, owner_id, object_id, from_id: user_id } = comment;
  viewer.state.comments.update(comment, { deleted: true });
  const fields = {
    post: { owner_id, id, user_id, post_id: object_id, deleter_id },
    photo: { owner_id, id, user_id, photo_id: object_id, deleter_id },
    video: { owner_id, id, user_id, video_id: object_id, deleter_id },
    market: { owner_id, id, user_id, item_id: object_id, deleter_id },
    topic: { topic_owner_id: owner_id, topic_id: object_id, id, deleter_id },
  }[type];
  addHappeningOf(viewer.state, owner_id, `${eventNames[type]}_delete`, fields);
}

/** Restores a deleted comment. */
export function restoreComment(viewer: Viewer, comment: Comment): void {
  addCommentHappening(viewer, viewer.state.comments.update(comment, { deleted: false }), "restore");
}

function addCommentHappening(viewer: Viewer, comment: Comment, what: "new" | "edit" | "restore"): void {
  const { type, owner_id, object_id } = comment;
  const { thread: _, likes: __, can_edit: ___, ...fields } = commentObject(comment, viewer);
  const about = {
    post: { post_owner_id: owner_id },
    photo: { photo_owner_id: owner_id },
    video: { video_owner_id: owner_id },
    market: { market_owner_id: owner_id, item_id: object_id },
    topic: { topic_owner_id: owner_id, topic_id: object_id },
  }[type];
  addHappeningOf(viewer.state, owner_id, `${eventNames[type]}_${what}`, { ...fields, ...about });
}
