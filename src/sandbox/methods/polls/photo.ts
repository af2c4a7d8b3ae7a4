import { Failure } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { photoBackground } from "../../views/poll.ts";
import { claimUpload, ownerOf, savePhoto, systemAlbums } from "../uploaded-photos.ts";

const getPhotoUploadServer: Handler = (params, { uploads, origin, userId }) => {
  const owner_id = ownerOf(params, userId);
  return { upload_url: uploads.issueUrl(origin, { kind: "poll", owner_id, album_id: systemAlbums.poll }) };
};

const savePollPhoto: Handler = (params, context) => {
  const { photo = "", hash = "" } = params;
  if (!photo) throw new Failure(129);
  return photoBackground(savePhoto(context, claimUpload(context, hash, "poll", { photo })), context.origin);
};

/** Methods for the photo behind a poll. */
export const pollPhotos: Readonly<Record<string, Handler>> = {
  "polls.getPhotoUploadServer": getPhotoUploadServer,
  "polls.savePhoto": savePollPhoto,
};
