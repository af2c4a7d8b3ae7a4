import { expect } from "vitest";
import { type Case, group_id } from "./case.ts";

export const discussions: Readonly<Record<string, Case>> = {
  getDiscussions: {
    sent: [["board.getTopics", { group_id, order: "1", count: "1" }]],
    result: [expect.objectContaining({ id: 48950001, title: "Topic", comments: 1 })],
  },
  getDiscussionMessages: {
    sent: [["board.getComments", { group_id, topic_id: "48950001", sort: "desc", count: "2" }]],
    result: [expect.objectContaining({ id: 6, text: "How long does it take?" })],
  },
  editDiscussion: {
    sent: [["board.editTopic", { group_id, topic_id: "48950001", title: "Delivery and pickup" }]],
    result: { response: 1 },
  },
};
