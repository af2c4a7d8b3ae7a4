import type { Context, Handler } from "../call.ts";
import { Failure, invalid } from "../failure.ts";
import { number, type Params } from "../parameters.ts";
import type { Topic } from "../things.ts";
import { drop, nextId, now } from "../world.ts";
import { guidLife } from "./wall.ts";

function topicOf(params: Params, { world }: Context): Topic {
  const group_id = number(params, "group_id");
  const topic = world.topics.find(
    each => each.group_id === group_id && each.id === number(params, "topic_id"),
  );
  if (!topic) throw invalid("topic_id is invalid");
  return topic;
}

function write(topic: Topic, text: string, guid: string, params: Params, { world, userId }: Context): number {
  const { group_id, id: topic_id } = topic;
  const from_id = params.from_group === "1" ? -group_id : userId;
  const id = nextId(world, `board${topic_id}`);
  world.topicMessages.push({ id, group_id, topic_id, from_id, date: now(), text, guid });
  return id;
}

const addTopic: Handler = (params, context) => {
  const { title = "", text = "" } = params;
  if (!text && !params.attachments) throw invalid("text is undefined");
  const topic = {
    id: nextId(context.world, "topic"),
    group_id: number(params, "group_id"),
    title,
    created: now(),
    closed: false,
  };
  context.world.topics.push(topic);
  write(topic, text, "", params, context);
  return topic.id;
};

function setClosed(closed: boolean): Handler {
  return (params, context) => {
    topicOf(params, context).closed = closed;
    return 1;
  };
}

const deleteTopic: Handler = (params, context) => {
  drop(context.world.topics, topicOf(params, context));
  return 1;
};

const createComment: Handler = (params, context) => {
  const topic = topicOf(params, context);
  const { message = "", guid = "" } = params;
  if (!message && !params.attachments && !params.sticker_id) throw invalid("message is undefined");
  if (topic.closed) throw new Failure(15, "topic is closed");
  const twin =
    guid && context.world.topicMessages.find(each => each.guid === guid && each.date > now() - guidLife);
  return twin ? twin.id : write(topic, message, guid, params, context);
};

export const board: Readonly<Record<string, Handler>> = {
  "board.addTopic": addTopic,
  "board.closeTopic": setClosed(true),
  "board.openTopic": setClosed(false),
  "board.deleteTopic": deleteTopic,
  "board.createComment": createComment,
};
