import type { Samples } from "../samples.ts";

export const wall: Samples = {
  editPost: [
    { post: 42, text: "Open until 20:00", pictures: ["a.png"] },
    { post: 42, url: "https://vk.com" },
  ],
  publishPost: [{ post: 41 }],
  pinPost: [{ post: 42 }],
  unpinPost: [{ post: 42 }],
  restorePost: [{ post: 42 }],
  getPosts: [{ filter: "owner", since: "1970-01-01T00:00:01Z", limit: 1 }, {}],
  getPostsByID: [{ posts: [43, 42] }, { posts: 42, wall: -1 }],
  searchPosts: [{ query: "work", limit: 1 }],
};
