import type { Samples } from "../samples.ts";

export const likes: Samples = {
  unlikePost: [{ post: 43 }],
  getLikes: [{ post: 43, wall: "-218861756" }],
};
