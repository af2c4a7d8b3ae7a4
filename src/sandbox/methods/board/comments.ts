import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params } from "../../server/parameters.ts";
import type { Topic } from "../../state/model/index.ts";
import { deleteMethod, editMethod, restoreMethod } from "../comments/change.ts";
import { writeComment } from "../comments/create.ts";
import { flatComments } from "../comments/list.ts";
import { topicOf } from "./find.ts";

/** Adds the comment that a call describes to a discussion, and returns its ID. */
export function writeTopicComment(topic: Topic, params: Params, context: Context): number {
  const { group_id, id: object_id } = topic;
  const from_id = flag(params, "from_group") ? -group_id : context.userId;
  return writeComment(params, context, { type: "topic", owner_id: -group_id, object_id, from_id }).id;
}

const createComment: Handler = (params, context) => {
  const topic = topicOf(params, context);
  if (topic.closed) throw new Failure(15, "topic is closed");
  return writeTopicComment(topic, params, context);
};

const getComments: Handler = (params, context) => {
  const { group_id, id: object_id } = topicOf(params, context);
  return flatComments(params, context, { type: "topic", owner_id: -group_id, object_id });
};

const section = {
  type: "topic",
  ownerOf: (params: Params, context: Context) => -topicOf(params, context).group_id,
  missing: 100,
  denied: 15,
} as const;

/** A method for a comment that is in the discussion of the call. */
const inTopic =
  (method: Handler): Handler =>
  (params, context) => {
    const owner_id = -number(params, "group_id");
    const comment = context.state.comments.get("topic", owner_id, number(params, "comment_id"));
    if (comment && comment.object_id !== number(params, "topic_id"))
      throw new Failure(100, "topic_id is invalid");
    return method(params, context);
  };

/** Methods for comments in discussions. */
export const topicComments: Readonly<Record<string, Handler>> = {
  "board.createComment": createComment,
  "board.getComments": getComments,
  "board.editComment": inTopic(editMethod(section)),
  "board.deleteComment": inTopic(deleteMethod(section)),
  "board.restoreComment": inTopic(restoreMethod(section)),
};
