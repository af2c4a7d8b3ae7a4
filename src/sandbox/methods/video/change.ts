import { Failure, invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { flag, number } from "../../server/parameters.ts";
import { accessKey, videoOf } from "./find.ts";

const edit: Handler = (params, context) => {
  const video = videoOf(params, context);
  const { name, desc } = params;
  context.state.videos.update(video, {
    ...(name === undefined ? {} : { title: name }),
    ...(desc === undefined ? {} : { description: desc }),
    ...(params.no_comments ? { no_comments: flag(params, "no_comments") } : {}),
    ...(params.repeat ? { repeat: flag(params, "repeat") } : {}),
  });
  return { success: 1, access_key: accessKey(video) };
};

/** Deletes a video of the owner, or takes it out of the videos of who added it. */
const deleteVideo: Handler = (params, context) => {
  const { addedVideos, videos } = context.state;
  const video = videoOf(params, context);
  const target = number(params, "target_id", video.owner_id);
  const added = addedVideos.get(target, video.owner_id, video.id);
  if (target !== video.owner_id && !added) throw invalid("video not found");
  if (added) addedVideos.remove(added);
  else videos.update(video, { deleted: true });
  return 1;
};

const restore: Handler = (params, { state, userId }) => {
  const video = state.videos.get(number(params, "owner_id", userId), number(params, "video_id"));
  if (!video) throw invalid("video not found");
  state.videos.update(video, { deleted: false });
  return 1;
};

const add: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id");
  const video_id = number(params, "video_id");
  const target_id = number(params, "target_id", userId);
  const video = state.videos.get(owner_id, video_id);
  if (!video || video.deleted) throw new Failure(204);
  if (owner_id === target_id || state.addedVideos.get(target_id, owner_id, video_id)) throw new Failure(800);
  state.addedVideos.add({ target_id, owner_id, video_id });
  return 1;
};

/** Methods that change videos. */
export const videoChanges: Readonly<Record<string, Handler>> = {
  "video.edit": edit,
  "video.delete": deleteVideo,
  "video.restore": restore,
  "video.add": add,
};
