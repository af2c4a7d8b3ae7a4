import { Failure, invalid } from "../failure.ts";
import type { Context, Handler } from "../handler.ts";
import { number, type Params } from "../server/parameters.ts";
import type { Topic } from "../state/model.ts";
import { nextId, now, removeFrom } from "../state/store.ts";
import { isDuplicate } from "./guid.ts";

/** Finds a discussion, or fails with VK's error 100. */
function topicOf(params: Params, { state }: Context): Topic {
  const group_id = number(params, "group_id");
  const topic = state.topics.find(
    item => item.group_id === group_id && item.id === number(params, "topic_id"),
  );
  if (!topic) throw invalid("topic_id is invalid");
  return topic;
}

function addMessage(
  topic: Topic,
  text: string,
  guid: string,
  params: Params,
  { state, userId }: Context,
): number {
  const { group_id, id: topic_id } = topic;
  const from_id = params.from_group === "1" ? -group_id : userId;
  const id = nextId(state, `board${topic_id}`);
  state.topicMessages.push({ id, group_id, topic_id, from_id, date: now(), text, guid });
  return id;
}

const addTopic: Handler = (params, context) => {
  const { title = "", text = "" } = params;
  if (!text && !params.attachments) throw invalid("text is undefined");
  const topic = {
    id: nextId(context.state, "topic"),
    group_id: number(params, "group_id"),
    title,
    created: now(),
    closed: false,
  };
  context.state.topics.push(topic);
  addMessage(topic, text, "", params, context);
  return topic.id;
};

function setClosed(closed: boolean): Handler {
  return (params, context) => {
    topicOf(params, context).closed = closed;
    return 1;
  };
}

const deleteTopic: Handler = (params, context) => {
  removeFrom(context.state.topics, topicOf(params, context));
  return 1;
};

const createComment: Handler = (params, context) => {
  const topic = topicOf(params, context);
  const { message = "", guid = "" } = params;
  if (!message && !params.attachments && !params.sticker_id) throw invalid("message is undefined");
  if (topic.closed) throw new Failure(15, "topic is closed");
  const duplicate = context.state.topicMessages.find(existing => isDuplicate(guid, existing, existing.date));
  return duplicate ? duplicate.id : addMessage(topic, message, guid, params, context);
};

/** Methods of the VK section `board`, the discussions. */
export const board: Readonly<Record<string, Handler>> = {
  "board.addTopic": addTopic,
  "board.closeTopic": setClosed(true),
  "board.openTopic": setClosed(false),
  "board.deleteTopic": deleteTopic,
  "board.createComment": createComment,
};
