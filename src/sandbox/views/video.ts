import type { Video } from "../state/model/index.ts";
import { likesInfo } from "./likes.ts";
import type { Viewer } from "./viewer.ts";

/** A video object of the VK API. */
export function videoObject(video: Video, viewer: Viewer): object {
  const { id, owner_id, title, description, date, user_id, file, link } = video;
  const { count, user_likes } = likesInfo("video", owner_id, id, viewer);
  return {
    id,
    owner_id,
    title,
    description,
    date,
    ...(user_id ? { user_id } : {}),
    type: "video",
    duration: 0,
    views: 0,
    comments: viewer.state.comments.count("object", "video", owner_id, id),
    likes: { count, user_likes },
    can_comment: 1,
    can_like: 1,
    can_repost: 1,
    can_add: 1,
    ...(link ? { player: link } : {}),
    ...(file || link ? {} : { processing: 1 }),
  };
}
