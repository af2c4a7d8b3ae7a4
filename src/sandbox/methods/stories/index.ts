import { Failure, invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { number } from "../../server/parameters.ts";
import { objectIds } from "../object-ids.ts";
import { canManage } from "../rights.ts";
import { storyReads } from "./read.ts";
import { storyUploads } from "./upload.ts";

/** Deletes one story, or those that `stories` lists. */
const deleteStories: Handler = (params, context) => {
  const { stories } = context.state;
  const ids = params.stories
    ? objectIds(params, "stories")
    : [{ owner_id: number(params, "owner_id", context.userId), id: number(params, "story_id") }];
  for (const { owner_id, id } of ids) {
    const story = stories.get(owner_id, id);
    if (!story || story.deleted) throw invalid("story not found");
    if (!canManage(owner_id, context)) throw new Failure(15);
    stories.update(story, { deleted: true });
  }
  return 1;
};

/** Methods of the VK section `stories`. */
export const stories: Readonly<Record<string, Handler>> = {
  ...storyReads,
  ...storyUploads,
  "stories.delete": deleteStories,
};
