import type { Handler } from "../../handler.ts";
import { wallChanges } from "./change.ts";
import { wallComments } from "./comments.ts";
import { wallPosts } from "./post.ts";
import { wallReads } from "./read.ts";
import { wallReposts } from "./repost.ts";

/** Methods of the VK section `wall`. */
export const wall: Readonly<Record<string, Handler>> = {
  ...wallChanges,
  ...wallComments,
  ...wallPosts,
  ...wallReads,
  ...wallReposts,
};
