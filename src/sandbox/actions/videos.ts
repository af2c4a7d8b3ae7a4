import type { Video } from "../state/model/index.ts";
import { videoObject } from "../views/video.ts";
import type { Viewer } from "../views/viewer.ts";
import { addHappeningOf } from "./happening.ts";

/** A video can be watched: its file was uploaded, or it is on another site. */
export function publishVideo(viewer: Viewer, video: Video): void {
  addHappeningOf(viewer.state, video.owner_id, "video_new", videoObject(video, viewer));
}
