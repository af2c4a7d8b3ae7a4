import { addHappeningOf } from "../../actions/happening.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { json, number, type Params } from "../../server/parameters.ts";
import { openGroup } from "../../state/people.ts";
import { photoObject, photoSizes } from "../../views/photo.ts";
import { claimUpload, type PhotoFields, savePhoto, savePhotos } from "../uploaded-photos.ts";

/** Caption and place of a photo. */
function fieldsOf(params: Params): PhotoFields {
  const place = params.latitude && params.longitude;
  return {
    text: params.caption ?? "",
    ...(place ? { lat: number(params, "latitude"), long: number(params, "longitude") } : {}),
  };
}

const saveWallPhoto: Handler = (params, context) => {
  const { photo = "", hash = "" } = params;
  if (photo === "[]") throw invalid("photos_list is invalid");
  const upload = claimUpload(context, hash, "wall", { photo, server: number(params, "server") });
  return [photoObject(savePhoto(context, upload, fieldsOf(params)), context.origin)];
};

const save: Handler = (params, context) => {
  const { photos_list = "", hash = "" } = params;
  if (photos_list === "[]" || photos_list === "") throw invalid("photos_list is invalid");
  const expected = { photo: photos_list, server: number(params, "server") };
  const upload = claimUpload(context, hash, "album", expected);
  if (params.album_id && number(params, "album_id") !== upload.ticket.album_id) throw new Failure(114);
  return savePhotos(context, upload, fieldsOf(params)).map(photo => photoObject(photo, context.origin));
};

/** VK gives a photo of a message a key, with which the other side sees it. */
const saveMessagesPhoto: Handler = (params, context) => {
  const expected = { photo: params.photo, server: number(params, "server") };
  const upload = claimUpload(context, params.hash ?? "", "message", expected);
  const photo = savePhoto(context, upload);
  return [{ ...photoObject(photo, context.origin), access_key: photo.file.slice(0, 18) }];
};

const saveMarketAlbumPhoto: Handler = (params, context) => {
  const expected = { photo: params.photo, server: number(params, "server") };
  const upload = claimUpload(context, params.hash ?? "", "cover", expected);
  return [photoObject(savePhoto(context, upload), context.origin)];
};

const saveOwnerPhoto: Handler = (params, context) => {
  const { photo: description, hash = "" } = params;
  const upload = claimUpload(context, hash, "owner", { photo: description ?? "" });
  const photo = savePhoto(context, upload);
  const event = { user_id: context.bearer.user_id, photo: photoObject(photo, context.origin) };
  addHappeningOf(context.state, photo.owner_id, "group_change_photo", event);
  const url = `${context.origin}/files/${photo.file}`;
  return { photo_hash: hash, photo_src: url, photo_src_big: url, photo_src_small: url, saved: 1 };
};

const saveOwnerCoverPhoto: Handler = (params, context) => {
  const { photo: description, hash = "" } = params.response_json
    ? (json(params, "response_json") as Params) // what the upload server returned
    : params;
  const upload = claimUpload(context, hash, "ownerCover", { photo: description ?? "" });
  const photo = savePhoto(context, upload);
  const images = photoSizes(photo, context.origin).map(({ url, width, height }) => ({ url, width, height }));
  const { groups } = context.state;
  const group = photo.owner_id < 0 ? openGroup(context.state, -photo.owner_id) : undefined;
  if (group) groups.update(group, { settings: { ...group.settings, cover_photo: photo.id } });
  return { images };
};

/** Methods that save uploaded photos. */
export const photoSaves: Readonly<Record<string, Handler>> = {
  "photos.saveWallPhoto": saveWallPhoto,
  "photos.save": save,
  "photos.saveMessagesPhoto": saveMessagesPhoto,
  "photos.saveMarketAlbumPhoto": saveMarketAlbumPhoto,
  "photos.saveOwnerPhoto": saveOwnerPhoto,
  "photos.saveOwnerCoverPhoto": saveOwnerCoverPhoto,
};
