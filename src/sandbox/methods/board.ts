import { Failure, invalid } from "../failure.ts";
import type { Context, Handler } from "../handler.ts";
import { number, type Params } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import type { Topic } from "../state/model/index.ts";
import { isRecent } from "./guid.ts";

/** Finds a discussion, or fails with VK's error 100. */
function topicOf(params: Params, { state }: Context): Topic {
  const topic = state.topics.get(number(params, "group_id"), number(params, "topic_id"));
  if (!topic) throw invalid("topic_id is invalid");
  return topic;
}

function addComment(topic: Topic, text: string, params: Params, { state, userId }: Context): number {
  const { group_id, id: object_id } = topic;
  const from_id = params.from_group === "1" ? -group_id : userId;
  const id = nextId(state, `board${group_id}`);
  state.comments.add({
    id,
    type: "topic",
    owner_id: -group_id,
    object_id,
    from_id,
    date: now(),
    text,
    attachments: attachmentsOf(params),
    guid: params.guid ?? "",
    parents_stack: [],
  });
  state.topics.update(topic, { updated: now(), updated_by: from_id });
  return id;
}

const attachmentsOf = ({ attachments = "" }: Params) => attachments.split(",").filter(Boolean);

const addTopic: Handler = (params, context) => {
  const { title = "", text = "" } = params;
  if (!text && !params.attachments) throw invalid("text is undefined");
  const { state, userId } = context;
  const topic = state.topics.add({
    id: nextId(state, "topic"),
    group_id: number(params, "group_id"),
    title,
    created: now(),
    created_by: userId,
    updated: now(),
    updated_by: userId,
    closed: false,
    fixed: false,
  });
  addComment(topic, text, params, context);
  return topic.id;
};

function setClosed(closed: boolean): Handler {
  return (params, context) => {
    context.state.topics.update(topicOf(params, context), { closed });
    return 1;
  };
}

const deleteTopic: Handler = (params, context) => {
  const { topics, comments } = context.state;
  const topic = topicOf(params, context);
  topics.remove(topic);
  for (const comment of comments.by("object", "topic", -topic.group_id, topic.id)) comments.remove(comment);
  return 1;
};

const createComment: Handler = (params, context) => {
  const topic = topicOf(params, context);
  const { message = "", guid = "" } = params;
  if (!message && !params.attachments && !params.sticker_id) throw invalid("message is undefined");
  if (topic.closed) throw new Failure(15, "topic is closed");
  const duplicate = context.state.comments.last("guid", "topic", -topic.group_id, guid);
  if (duplicate && isRecent(duplicate.date)) return duplicate.id;
  return addComment(topic, message, params, context);
};

/** Methods of the VK section `board`, the discussions. */
export const board: Readonly<Record<string, Handler>> = {
  "board.addTopic": addTopic,
  "board.closeTopic": setClosed(true),
  "board.openTopic": setClosed(false),
  "board.deleteTopic": deleteTopic,
  "board.createComment": createComment,
};
