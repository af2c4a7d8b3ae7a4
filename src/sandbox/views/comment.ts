import type { Comment, CommentedType, LikedType } from "../state/model/index.ts";
import { likesInfo } from "./likes.ts";
import { attachmentObjects } from "./post.ts";
import { stickerAttachment } from "./sticker.ts";
import type { Viewer } from "./viewer.ts";

/** What VK calls a comment that is liked, by what is commented. */
export const likedTypes: Readonly<Record<CommentedType, LikedType>> = {
  post: "comment",
  photo: "photo_comment",
  video: "video_comment",
  market: "market_comment",
  topic: "topic_comment",
};

/** A comment object of the VK API. */
export function commentObject(comment: Comment, viewer: Viewer): Record<string, unknown> {
  const { id, type, owner_id, object_id, from_id, date, text, parents_stack } = comment;
  const { reply_to_user, reply_to_comment, sticker_id } = comment;
  const attachments = [...attachmentObjects(comment.attachments, viewer), ...stickerAttachment(sticker_id)];
  const common = {
    id,
    from_id,
    date,
    text,
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(comment.deleted ? { deleted: true } : {}),
    can_edit: from_id === viewer.userId ? 1 : 0,
    likes: likesInfo(likedTypes[type], owner_id, id, viewer),
  };
  if (type === "topic") return common;
  const isTopLevel = parents_stack.length === 0;
  return {
    ...common,
    owner_id,
    ...(type === "post" ? { post_id: object_id } : {}),
    ...(type === "photo" ? { photo_id: object_id, pid: object_id } : {}),
    ...(type === "video" ? { video_id: object_id } : {}),
    parents_stack,
    ...(reply_to_user ? { reply_to_user } : {}),
    ...(reply_to_comment ? { reply_to_comment } : {}),
    ...(isTopLevel ? { thread: threadInfo(comment, viewer) } : {}),
  };
}

function threadInfo({ type, owner_id, id }: Comment, { state }: Viewer): object {
  const count = state.comments.count("thread", type, owner_id, id);
  return { count, items: [], can_post: true, show_reply_button: true, groups_can_post: true };
}
