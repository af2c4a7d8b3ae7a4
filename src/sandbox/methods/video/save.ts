import { addPost } from "../../actions/posts.ts";
import { publishVideo } from "../../actions/videos.ts";
import { invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { flag, json } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import { videoImages } from "../../views/video.ts";
import { claimUpload, ownerOf, savePhoto, systemAlbums } from "../uploaded-photos.ts";
import { accessKey, videoOf } from "./find.ts";

/** Source: https://dev.vk.com/ru/method/video.save */
const maxLengths = { name: 128, description: 5000 };

const save: Handler = (params, context) => {
  const { state, uploads, origin, userId } = context;
  const { name: title = "", description = "", link } = params;
  if (title.length > maxLengths.name) throw invalid("name is too long");
  if (description.length > maxLengths.description) throw invalid("description is too long");
  if (link && !/^https?:\/\//.test(link)) throw invalid("link is invalid");
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
    ...(link ? { link } : {}),
  });
  if (link) publishVideo(context, video);
  if (flag(params, "wallpost")) {
    const from_id = owner_id < 0 ? owner_id : userId;
    const attachments = [`video${owner_id}_${video.id}`];
    addPost(context, { owner_id, from_id, created_by: userId, text: "", attachments });
  }
  const upload_url = uploads.issueUrl(origin, {
    kind: "video",
    owner_id,
    album_id: 0,
    video_id: video.id,
  });
  return { access_key: accessKey(video), owner_id, video_id: video.id, title, description, upload_url };
};

const getThumbUploadUrl: Handler = (params, { uploads, origin, userId }) => {
  const owner_id = ownerOf(params, userId);
  return { upload_url: uploads.issueUrl(origin, { kind: "thumb", owner_id, album_id: systemAlbums.story }) };
};

/** `set_thumb` makes the photo the cover of the video. */
const saveUploadedThumb: Handler = (params, context) => {
  const response = json(params, "thumb_json") as { hash?: unknown } | null; // what the upload server returned
  const hash = String(response?.hash ?? "");
  const photo = savePhoto(context, claimUpload(context, hash, "thumb"));
  if (flag(params, "set_thumb") && params.video_id)
    context.state.videos.update(videoOf(params, context), { thumb: photo.id });
  const image = videoImages(photo, context.origin);
  return { photo_id: photo.id, photo_owner_id: photo.owner_id, photo_hash: hash, image };
};

/** Methods that save videos. */
export const videoSaves: Readonly<Record<string, Handler>> = {
  "video.save": save,
  "video.getThumbUploadUrl": getThumbUploadUrl,
  "video.saveUploadedThumb": saveUploadedThumb,
};
