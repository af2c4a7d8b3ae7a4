import { addComment, deleteComment, editComment, restoreComment } from "../../actions/comments.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { number, type Params, slice } from "../../server/parameters.ts";
import type { Comment } from "../../state/model/index.ts";
import { commentObject } from "../../views/comment.ts";
import { profilesOf } from "../../views/profiles.ts";
import { isRecent } from "../guid.ts";
import { words } from "../names.ts";

const maxPageSize = 100;

/** Fails with VK's error 100 when a call names a product that is not there. */
function checkItem(params: Params, { state }: Context): { owner_id: number; object_id: number } {
  const owner_id = number(params, "owner_id");
  const object_id = number(params, "item_id");
  const item = state.items.get(owner_id, object_id);
  if (!item || item.deleted) throw invalid("item_id is invalid");
  return { owner_id, object_id };
}

const getComments: Handler = (params, context) => {
  const { owner_id, object_id } = checkItem(params, context);
  const all = context.state.comments.by("object", "market", owner_id, object_id);
  const sorted = params.sort === "desc" ? all.toReversed() : all;
  const start = number(params, "start_comment_id");
  const position = start ? sorted.findIndex(({ id }) => id === start) : 0;
  const { items } = slice(params, sorted.slice(Math.max(position, 0)), 20, maxPageSize);
  const people = items.map(({ from_id }) => from_id);
  return {
    count: all.length,
    items: items.map(comment => {
      const { likes, ...object } = commentObject(comment, context);
      return params.need_likes === "1" ? { ...object, likes } : object;
    }),
    ...(params.extended === "1" ? profilesOf(people, words(params, "fields"), context) : {}),
  };
};

function readContent(params: Params) {
  const { message: text = "" } = params;
  const attachments = words(params, "attachments");
  if (!text && attachments.length === 0 && !params.sticker_id) throw invalid("message is undefined");
  return { text, attachments };
}

const createComment: Handler = (params, context) => {
  const { state, userId } = context;
  const product = checkItem(params, context);
  const { guid = "" } = params;
  const content = readContent(params);
  const duplicate = state.comments.last("guid", "market", product.owner_id, guid);
  if (duplicate && isRecent(duplicate.date)) return duplicate.id;
  const reply_to_comment = number(params, "reply_to_comment");
  const sticker_id = number(params, "sticker_id");
  const repliedTo = state.comments.get("market", product.owner_id, reply_to_comment);
  if (reply_to_comment && (!repliedTo || repliedTo.deleted)) throw invalid("reply_to_comment is invalid");
  const comment = addComment(context, {
    type: "market",
    ...product,
    ...content,
    from_id: params.from_group === "1" ? product.owner_id : userId,
    guid,
    ...(reply_to_comment ? { reply_to_comment } : {}),
    ...(sticker_id ? { sticker_id } : {}),
  });
  return comment.id;
};

/** The comment that a call names, also a deleted one; or VK's error 100. */
function commentOf(params: Params, { state }: Context): Comment {
  const comment = state.comments.get("market", number(params, "owner_id"), number(params, "comment_id"));
  if (!comment) throw invalid("comment_id is invalid");
  return comment;
}

const edit: Handler = (params, context) => {
  const comment = commentOf(params, context);
  if (comment.deleted) throw invalid("comment_id is invalid");
  const isOwn = comment.from_id === context.userId || comment.from_id === comment.owner_id;
  if (!isOwn) throw new Failure(15);
  editComment(context, comment, readContent(params));
  return 1;
};

/** VK answers 0 when there is nothing to delete. */
const remove: Handler = (params, context) => {
  const comment = commentOf(params, context);
  if (comment.deleted) return 0;
  deleteComment(context, comment, context.userId);
  return 1;
};

/** VK answers 0 when the comment is not deleted. */
const restore: Handler = (params, context) => {
  const comment = commentOf(params, context);
  if (!comment.deleted) return 0;
  restoreComment(context, comment);
  return 1;
};

/** Methods for comments on products. */
export const marketComments: Readonly<Record<string, Handler>> = {
  "market.getComments": getComments,
  "market.createComment": createComment,
  "market.editComment": edit,
  "market.deleteComment": remove,
  "market.restoreComment": restore,
};
