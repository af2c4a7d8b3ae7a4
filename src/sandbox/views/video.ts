import type { Photo, Video } from "../state/model/index.ts";
import { likesInfo } from "./likes.ts";
import { photoSizes } from "./photo.ts";
import type { Viewer } from "./viewer.ts";

/** A video object of the VK API. */
export function videoObject(video: Video, viewer: Viewer): Record<string, unknown> {
  const { id, owner_id, title, description, date, user_id, file, link, thumb } = video;
  const { state, origin, userId } = viewer;
  const { count, user_likes } = likesInfo("video", owner_id, id, viewer);
  const cover = thumb === undefined ? undefined : state.photos.get(owner_id, thumb);
  const isOwn = owner_id === userId || owner_id < 0 ? 1 : 0;
  return {
    id,
    owner_id,
    title,
    description,
    date,
    ...(user_id > 0 ? { user_id } : {}),
    type: video.is_story ? "story" : "video",
    duration: 0,
    views: 0,
    comments: state.comments.count("object", "video", owner_id, id),
    likes: { count, user_likes },
    reposts: { count: 0, user_reposted: 0 },
    ...(cover ? { image: videoImages(cover, origin) } : {}),
    can_comment: video.no_comments ? 0 : 1,
    can_edit: isOwn,
    can_delete: isOwn,
    can_like: 1,
    can_repost: 1,
    can_add: 1,
    added: state.addedVideos.get(userId, owner_id, id) ? 1 : 0,
    is_favorite: false,
    ...(video.repeat ? { repeat: 1 } : {}),
    ...(link ? { player: link } : {}),
    ...(file && !link ? { player: `${origin}/files/${file}` } : {}),
    ...(file || link ? {} : { processing: 1 }),
  };
}

/** A photo as the cover of a video. */
export function videoImages(photo: Photo, origin: string): object[] {
  return photoSizes(photo, origin).map(({ url, width, height }) => ({ url, width, height }));
}
