import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import { ownerOf } from "./uploaded-photos.ts";

/** Source: https://dev.vk.com/ru/method/video.save */
const maxLengths = { name: 128, description: 5000 };

const save: Handler = (params, { state, uploads, origin, userId }) => {
  const { name: title = "", description = "" } = params;
  if (title.length > maxLengths.name) throw invalid("name is too long");
  if (description.length > maxLengths.description) throw invalid("description is too long");
  const owner_id = ownerOf(params, userId);
  const video = state.videos.add({
    id: nextId(state, "video"),
    owner_id,
    user_id: userId,
    title,
    description,
    date: now(),
    file: "",
    size: 0,
  });
  const upload_url = uploads.issueUrl(origin, {
    kind: "video",
    owner_id,
    album_id: 0,
    video_id: video.id,
  });
  return { access_key: `key${video.id}`, owner_id, video_id: video.id, title, description, upload_url };
};

/** Methods of the VK section `video`. */
export const video: Readonly<Record<string, Handler>> = { "video.save": save };
