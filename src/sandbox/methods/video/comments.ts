import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params } from "../../server/parameters.ts";
import { deleteMethod, editMethod, restoreMethod } from "../comments/change.ts";
import { writeComment } from "../comments/create.ts";
import { threadedComments } from "../comments/list.ts";
import { videoOf } from "./find.ts";

/** What a call is about, or VK's error 801 when the comments of the video are closed. */
function commented(params: Params, context: Context) {
  const { owner_id, id: object_id, no_comments } = videoOf(params, context);
  if (no_comments) throw new Failure(801);
  return { type: "video", owner_id, object_id } as const;
}

const createComment: Handler = (params, context) => {
  const about = commented(params, context);
  const from_id = flag(params, "from_group") && about.owner_id < 0 ? about.owner_id : context.userId;
  return writeComment(params, context, { ...about, from_id }).id;
};

const getComments: Handler = (params, context) =>
  threadedComments(params, context, commented(params, context));

const section = {
  type: "video",
  ownerOf: (params: Params, { userId }: Context) => number(params, "owner_id", userId),
  missing: 100,
  denied: 15,
} as const;

/** Methods for comments on videos. */
export const videoComments: Readonly<Record<string, Handler>> = {
  "video.createComment": createComment,
  "video.getComments": getComments,
  "video.editComment": editMethod(section),
  "video.deleteComment": deleteMethod(section),
  "video.restoreComment": restoreMethod(section),
};
