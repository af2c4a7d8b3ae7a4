import { expect } from "vitest";
import { type Case, group_id, number, owner_id } from "./case.ts";

export const comments: Readonly<Record<string, Case>> = {
  getComments: {
    sent: [
      ["wall.getComments", { owner_id, post_id: "42", sort: "desc", count: "2", thread_items_count: "10" }],
    ],
    result: [
      expect.objectContaining({
        id: 3,
        text: "When do you deliver?",
        thread: expect.objectContaining({
          count: 1,
          items: [expect.objectContaining({ id: 4, parents_stack: [3] })],
        }),
      }),
    ],
  },
  replyToComment: {
    sent: [
      [
        "wall.createComment",
        { owner_id, post_id: "42", reply_to_comment: "3", message: "Tomorrow", from_group: group_id },
      ],
    ],
    result: { response: { comment_id: number, parents_stack: [3] } },
  },
  editComment: {
    sent: [
      ["wall.getComment", { owner_id, comment_id: "4" }],
      ["wall.editComment", { owner_id, comment_id: "4", message: "On Monday", attachments: null }],
    ],
    result: { response: 1 },
  },
  deleteComment: {
    sent: [["wall.deleteComment", { owner_id, comment_id: "3" }]],
    result: { response: 1 },
  },
  restoreComment: {
    sent: [["wall.restoreComment", { owner_id, comment_id: "5" }]],
    result: { response: 1 },
  },
};
