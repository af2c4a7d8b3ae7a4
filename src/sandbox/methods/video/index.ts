import type { Handler } from "../../handler.ts";
import { videoChanges } from "./change.ts";
import { videoComments } from "./comments.ts";
import { videoReads } from "./read.ts";
import { videoSaves } from "./save.ts";

/** Methods of the VK section `video`. */
export const video: Readonly<Record<string, Handler>> = {
  ...videoChanges,
  ...videoComments,
  ...videoReads,
  ...videoSaves,
};
