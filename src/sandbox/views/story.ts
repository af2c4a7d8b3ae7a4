import { now } from "../state/clock.ts";
import type { Story } from "../state/model/index.ts";
import { photoObject } from "./photo.ts";
import { videoObject } from "./video.ts";
import type { Viewer } from "./viewer.ts";

/** Whether a story is no longer shown. */
export function isExpired({ expires_at }: Story): boolean {
  return expires_at <= now();
}

/** A story object of the VK API. */
export function storyObject(story: Story, viewer: Viewer): Record<string, unknown> {
  const { state, userId, origin } = viewer;
  const { id, owner_id, date, expires_at, type, link } = story;
  const expired = isExpired(story);
  const common = { id, owner_id, date, expires_at, is_expired: expired, is_deleted: story.deleted ?? false };
  // VK shows nothing else of a story that has expired.
  if (expired || story.deleted) return { ...common, can_see: 0 };
  const photo = type === "photo" ? state.photos.get(owner_id, story.photo) : undefined;
  const video = type === "video" ? state.videos.get(owner_id, story.photo) : undefined;
  return {
    ...common,
    can_see: 1,
    type,
    ...(photo ? { photo: photoObject(photo, origin) } : {}),
    ...(video ? { video: videoObject(video, viewer) } : {}),
    ...(link ? { link } : {}),
    seen: state.storyViews.get(owner_id, id, userId) ? 1 : 0,
    views: state.storyViews.count("story", owner_id, id),
    can_comment: 1,
    can_reply: 1,
    can_share: 1,
    can_like: true,
    can_hide: 0,
  };
}
