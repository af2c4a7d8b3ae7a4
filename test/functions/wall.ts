import { expect } from "vitest";
import { type Case, group_id, owner_id, text } from "./case.ts";

const one = { response: 1 };
const post = (id: number) =>
  expect.objectContaining({ id, owner_id: -218861756, text: "A post to work with" });

export const wall: Readonly<Record<string, Case>> = {
  editPost: {
    sent: [
      ["wall.getById", { posts: `${owner_id}_42` }],
      ["photos.getWallUploadServer", { group_id }],
      ["photos.saveWallPhoto", { group_id }],
      [
        "wall.edit",
        {
          owner_id,
          post_id: "42",
          message: "Open until 20:00",
          attachments: expect.stringMatching(/^photo-218861756_\d+$/),
          from_group: null,
        },
      ],
    ],
    result: { response: { post_id: 42 } },
  },
  publishPost: {
    sent: [["wall.post", { owner_id, post_id: "41", guid: text, message: null }]],
    result: { response: { post_id: 41 } },
  },
  pinPost: { sent: [["wall.pin", { owner_id, post_id: "42" }]], result: one },
  unpinPost: { sent: [["wall.unpin", { owner_id, post_id: "42" }]], result: one },
  restorePost: { sent: [["wall.restore", { owner_id, post_id: "42" }]], result: one },
  getPosts: {
    sent: [["wall.get", { owner_id, filter: "owner" }]],
    result: [post(43)],
  },
  getPostsByID: {
    sent: [["wall.getById", { posts: `${owner_id}_43,${owner_id}_42` }]],
    result: [post(43), post(42)],
  },
  searchPosts: { sent: [["wall.search", { owner_id, query: "work", count: "1" }]], result: [post(43)] },
};
