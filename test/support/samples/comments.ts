import type { Samples } from "../samples.ts";

export const comments: Samples = {
  getComments: [{ post: 42, limit: "2" }],
  replyToComment: [{ post: 42, comment: 3, text: "Tomorrow" }],
  editComment: [{ comment: 4, text: "On Monday" }],
  deleteComment: [{ comment: 3 }],
  restoreComment: [{ comment: 5, wall: -218861756 }],
};
