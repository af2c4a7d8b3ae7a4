import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params, page } from "../../server/parameters.ts";
import type { Video } from "../../state/model/index.ts";
import { profilesOf } from "../../views/profiles.ts";
import { videoObject } from "../../views/video.ts";
import { words } from "../names.ts";
import { findObjects } from "../object-ids.ts";

/** Source: https://dev.vk.com/ru/method/video.get */
const maxVideos = 200;

/** The videos of an owner, newest first: their own and those they added. */
function videosOf(owner_id: number, { state }: Context): Video[] {
  const added = state.addedVideos.by("target", owner_id).flatMap(({ owner_id: owner, video_id }) => {
    const video = state.videos.get(owner, video_id);
    return video && !video.deleted ? [video] : [];
  });
  return [...added.toReversed(), ...state.videos.by("owner", owner_id).toReversed()];
}

function shown(params: Params, videos: readonly Video[], max: number, context: Context): object {
  const { count, items } = page(params, videos, 100, max);
  const response = { count, items: items.map(video => videoObject(video, context)) };
  if (!flag(params, "extended")) return response;
  const owners = items.map(({ owner_id }) => owner_id);
  return { ...response, ...profilesOf(owners, words(params, "fields"), context) };
}

const get: Handler = (params, context) => {
  const videos = params.videos
    ? findObjects(params, "videos", context.state.videos)
    : videosOf(number(params, "owner_id", context.userId), context);
  return shown(params, videos, maxVideos, context);
};

/** Methods that return videos. */
export const videoReads: Readonly<Record<string, Handler>> = { "video.get": get };
