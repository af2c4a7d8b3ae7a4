import { invalid } from "../../failure.ts";
import type { Context } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import type { Video } from "../../state/model/index.ts";

/** Finds a video that was not deleted, or fails with VK's error 100. */
export function videoOf(params: Params, { state, userId }: Context): Video {
  const video = state.videos.get(number(params, "owner_id", userId), number(params, "video_id"));
  if (!video || video.deleted) throw invalid("video not found");
  return video;
}

/** The key with which others see a video. */
export function accessKey({ id }: Video): string {
  return `key${id}`;
}
