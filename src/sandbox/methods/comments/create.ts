import { addComment } from "../../actions/comments.ts";
import { invalid } from "../../failure.ts";
import type { Context } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import type { Comment } from "../../state/model/index.ts";
import { readAttachments } from "../attachments.ts";
import { isRecent } from "../guid.ts";

/** What is commented, and by whom. */
export type NewCommentOf = Pick<Comment, "type" | "owner_id" | "object_id" | "from_id">;

/** Adds the comment that a call describes; a repeated `guid` returns the comment that it added before. */
export function writeComment(params: Params, context: Context, about: NewCommentOf): Comment {
  const { comments } = context.state;
  const { type, owner_id, object_id } = about;
  const { message: text = "", guid = "" } = params;
  if (!text && !params.attachments && !params.sticker_id) throw invalid("message is undefined");
  const reply_to_comment = number(params, "reply_to_comment");
  if (reply_to_comment) {
    const repliedTo = comments.get(type, owner_id, reply_to_comment);
    if (!repliedTo || repliedTo.deleted || repliedTo.object_id !== object_id)
      throw invalid("reply_to_comment is invalid");
  }
  const duplicate = comments.last("guid", type, owner_id, guid);
  if (duplicate && isRecent(duplicate.date)) return duplicate;
  return addComment(context, {
    ...about,
    text,
    guid,
    attachments: readAttachments(params),
    ...(reply_to_comment ? { reply_to_comment } : {}),
    ...(params.sticker_id ? { sticker_id: number(params, "sticker_id") } : {}),
  });
}
