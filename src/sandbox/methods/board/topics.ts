import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, numbers, type Params, page } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import type { Topic } from "../../state/model/index.ts";
import { profilesOf } from "../../views/profiles.ts";
import { type TopicPreview, topicObject } from "../../views/topic.ts";
import { canChange } from "../rights.ts";
import { writeTopicComment } from "./comments.ts";
import { topicOf } from "./find.ts";

/** Source: https://dev.vk.com/ru/method/board.getTopics */
const maxTopics = 100;
const defaultPreviewLength = 90;

/** VK's numbers of the orders: those that are newest first, by the field that they compare. */
const orders: Readonly<Record<number, "updated" | "created">> = { 1: "updated", 2: "created" };

/** Discussions in the order that a call asks for; pinned ones are above the others. */
function inOrder(topics: readonly Topic[], order: number): Topic[] {
  const field = orders[Math.abs(order)] ?? "updated";
  const direction = order < 0 ? 1 : -1;
  return topics.toSorted(
    (a, b) => Number(b.fixed) - Number(a.fixed) || direction * (a[field] - b[field] || a.id - b.id),
  );
}

function previewOf(params: Params): TopicPreview {
  const which = number(params, "preview");
  return {
    first: which === 1,
    last: which === 2,
    length: number(params, "preview_length", defaultPreviewLength),
  };
}

const getTopics: Handler = (params, context) => {
  const requested = numbers(params, "topic_ids");
  const order = number(params, "order") || 1;
  const topics = context.state.topics
    .by("group", number(params, "group_id"))
    .filter(({ id }) => requested.length === 0 || requested.includes(id));
  const { count, items } = page(params, inOrder(topics, order), 40, maxTopics);
  const response = {
    count,
    items: items.map(topic => topicObject(topic, previewOf(params), context)),
    default_order: 1,
    can_add_topics: 1,
  };
  if (!flag(params, "extended")) return response;
  const authors = items.flatMap(({ created_by, updated_by }) => [created_by, updated_by]);
  return { ...response, ...profilesOf(authors, [], context) };
};

const addTopic: Handler = (params, context) => {
  const { title = "", text = "" } = params;
  if (!text && !params.attachments) throw invalid("text is undefined");
  const { state, userId } = context;
  const topic = state.topics.add({
    id: nextId(state, "topic"),
    group_id: number(params, "group_id"),
    title,
    created: now(),
    created_by: flag(params, "from_group") ? -number(params, "group_id") : userId,
    updated: now(),
    updated_by: userId,
    closed: false,
    fixed: false,
  });
  writeTopicComment(topic, { ...params, message: text }, context);
  return topic.id;
};

/** Finds a discussion that the caller can change, or fails with VK's error 15. */
function changeableTopic(params: Params, context: Context): Topic {
  const topic = topicOf(params, context);
  if (!canChange(-topic.group_id, topic.created_by, context)) throw new Failure(15);
  return topic;
}

/** A method that changes fields of a discussion. */
function changeMethod(changesOf: (params: Params) => Partial<Topic>): Handler {
  return (params, context) => {
    context.state.topics.update(changeableTopic(params, context), changesOf(params));
    return 1;
  };
}

const deleteTopic: Handler = (params, context) => {
  const { topics, comments } = context.state;
  const topic = changeableTopic(params, context);
  topics.remove(topic);
  for (const comment of comments.by("object", "topic", -topic.group_id, topic.id)) comments.remove(comment);
  return 1;
};

/** Methods for discussions. */
export const topics: Readonly<Record<string, Handler>> = {
  "board.getTopics": getTopics,
  "board.addTopic": addTopic,
  "board.editTopic": changeMethod(({ title = "" }) => ({ title })),
  "board.closeTopic": changeMethod(() => ({ closed: true })),
  "board.openTopic": changeMethod(() => ({ closed: false })),
  "board.fixTopic": changeMethod(() => ({ fixed: true })),
  "board.unfixTopic": changeMethod(() => ({ fixed: false })),
  "board.deleteTopic": deleteTopic,
};
