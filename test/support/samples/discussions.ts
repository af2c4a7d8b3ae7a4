import type { Samples } from "../samples.ts";

export const discussions: Samples = {
  getDiscussions: [{ limit: 1 }],
  getDiscussionMessages: [{ topic: 48950001, since: "1970-01-01T00:00:01Z", limit: 2 }],
  editDiscussion: [{ topic: 48950001, title: "Delivery and pickup" }],
};
