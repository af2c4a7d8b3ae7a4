import type { Handler } from "../../handler.ts";
import { pollChanges } from "./change.ts";
import { pollPhotos } from "./photo.ts";
import { pollReads } from "./read.ts";
import { pollVotes } from "./vote.ts";

/** Methods of the VK section `polls`. */
export const polls: Readonly<Record<string, Handler>> = {
  ...pollChanges,
  ...pollPhotos,
  ...pollReads,
  ...pollVotes,
};
