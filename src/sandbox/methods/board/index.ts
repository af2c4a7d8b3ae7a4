import type { Handler } from "../../handler.ts";
import { topicComments } from "./comments.ts";
import { topics } from "./topics.ts";

/** Methods of the VK section `board`, the discussions. */
export const board: Readonly<Record<string, Handler>> = { ...topicComments, ...topics };
