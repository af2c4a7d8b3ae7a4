import { deleteComment, editComment, restoreComment } from "../../actions/comments.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import type { Comment, CommentedType } from "../../state/model/index.ts";
import { readAttachments } from "../attachments.ts";
import { canChange } from "../rights.ts";

/** How the methods of a section find a comment, and with which codes they refuse to change it. */
export interface CommentSection {
  readonly type: CommentedType;
  readonly ownerOf: (params: Params, context: Context) => number;
  /** Code for a comment that does not exist. */
  readonly missing: number;
  /** Code for a comment of another user. */
  readonly denied: number;
  /** Code for a comment that should be restored and was not deleted; absent when VK ignores it. */
  readonly notDeleted?: number;
}

function findComment(
  { type, ownerOf, missing, denied }: CommentSection,
  params: Params,
  context: Context,
): Comment {
  const owner_id = ownerOf(params, context);
  const comment = context.state.comments.get(type, owner_id, number(params, "comment_id"));
  if (!comment) throw new Failure(missing, missing === 100 ? "comment_id is invalid" : "");
  if (!canChange(owner_id, comment.from_id, context)) throw new Failure(denied);
  return comment;
}

/** A method that changes the text and the attachments of a comment. */
export function editMethod(section: CommentSection): Handler {
  return (params, context) => {
    const comment = findComment({ ...section, missing: 100, denied: 15 }, params, context);
    if (comment.deleted) throw invalid("comment_id is invalid");
    const { message: text = "" } = params;
    const attachments = readAttachments(params);
    if (!text && attachments.length === 0) throw invalid("message is undefined");
    editComment(context, comment, { text, attachments });
    return 1;
  };
}

/** A method that deletes a comment. */
export function deleteMethod(section: CommentSection): Handler {
  return (params, context) => {
    const comment = findComment(section, params, context);
    if (comment.deleted)
      throw new Failure(section.missing, section.missing === 100 ? "comment_id is invalid" : "");
    deleteComment(context, comment, context.userId);
    return 1;
  };
}

/** A method that restores a deleted comment. */
export function restoreMethod(section: CommentSection): Handler {
  return (params, context) => {
    const comment = findComment(section, params, context);
    if (comment.deleted) restoreComment(context, comment);
    else if (section.notDeleted) throw new Failure(section.notDeleted);
    return 1;
  };
}
