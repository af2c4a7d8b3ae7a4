import { invalid } from "../../failure.ts";
import type { Context } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import type { Topic } from "../../state/model/index.ts";

/** Finds a discussion, or fails with VK's error 100. */
export function topicOf(params: Params, { state }: Context): Topic {
  const topic = state.topics.get(number(params, "group_id"), number(params, "topic_id"));
  if (!topic) throw invalid("topic_id is invalid");
  return topic;
}
