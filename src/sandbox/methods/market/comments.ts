import { invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params } from "../../server/parameters.ts";
import { type CommentSection, deleteMethod, editMethod, restoreMethod } from "../comments/change.ts";
import { writeComment } from "../comments/create.ts";
import { type Commented, flatComments } from "../comments/list.ts";

const section: CommentSection = {
  type: "market",
  ownerOf: params => number(params, "owner_id"),
  missing: 100,
  denied: 15,
};

/** The product that a call names, or VK's error 100. */
function commentedItem(params: Params, { state }: Context): Commented {
  const owner_id = number(params, "owner_id");
  const object_id = number(params, "item_id");
  const item = state.items.get(owner_id, object_id);
  if (!item || item.deleted) throw invalid("item_id is invalid");
  return { type: section.type, owner_id, object_id };
}

const getComments: Handler = (params, context) =>
  flatComments(params, context, commentedItem(params, context));

const createComment: Handler = (params, context) => {
  const item = commentedItem(params, context);
  const from_id = flag(params, "from_group") ? item.owner_id : context.userId;
  return writeComment(params, context, { ...item, from_id }).id;
};

/** Methods for comments on products. */
export const marketComments: Readonly<Record<string, Handler>> = {
  "market.getComments": getComments,
  "market.createComment": createComment,
  "market.editComment": editMethod(section),
  "market.deleteComment": deleteMethod(section),
  "market.restoreComment": restoreMethod(section),
};
