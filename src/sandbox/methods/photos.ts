import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number, numbers } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import { photoObject } from "../views/photo.ts";
import { claimUpload, ownerOf, savePhoto, systemAlbums } from "./uploaded-photos.ts";

const getWallUploadServer: Handler = (params, { uploads, origin, userId }) => {
  const owner_id = ownerOf(params, userId);
  const album_id = systemAlbums.wall;
  return {
    album_id,
    upload_url: uploads.issueUrl(origin, { kind: "wall", owner_id, album_id }),
    user_id: userId,
    ...(owner_id < 0 ? { group_id: -owner_id } : {}),
  };
};

const saveWallPhoto: Handler = (params, context) => {
  const { photo = "", hash = "" } = params;
  if (photo === "[]") throw invalid("photos_list is invalid");
  const upload = claimUpload(context, hash, "wall", { photo, server: number(params, "server") });
  return [photoObject(savePhoto(context, upload, params.caption), context.origin)];
};

const getUploadServer: Handler = (params, { state, uploads, origin, userId }) => {
  const album_id = number(params, "album_id");
  const owner_id = ownerOf(params, userId);
  if (!state.albums.get(owner_id, album_id)) throw new Failure(114);
  const upload_url = uploads.issueUrl(origin, { kind: "album", owner_id, album_id });
  return { album_id, upload_url, user_id: userId };
};

const save: Handler = (params, context) => {
  const { photos_list = "", hash = "" } = params;
  if (photos_list === "[]" || photos_list === "") throw invalid("photos_list is invalid");
  const expected = { photo: photos_list, server: number(params, "server") };
  const upload = claimUpload(context, hash, "album", expected);
  return [photoObject(savePhoto(context, upload, params.caption), context.origin)];
};

const getMarketAlbumUploadServer: Handler = (params, { uploads, origin }) => {
  const owner_id = -number(params, "group_id");
  return { upload_url: uploads.issueUrl(origin, { kind: "cover", owner_id, album_id: systemAlbums.cover }) };
};

const saveMarketAlbumPhoto: Handler = (params, context) => {
  const expected = { photo: params.photo ?? "", server: number(params, "server") };
  const upload = claimUpload(context, params.hash ?? "", "cover", expected);
  return [photoObject(savePhoto(context, upload), context.origin)];
};

const createAlbum: Handler = (params, { state, userId }) => {
  const { title = "", description = "" } = params;
  if ([...title].length < 2) throw invalid("title should be at least 2 letters length");
  const album = {
    id: nextId(state, "album"),
    owner_id: ownerOf(params, userId),
    title,
    description,
    created: now(),
    updated: now(),
    thumb_id: 0,
  };
  state.albums.add(album);
  return { ...album, size: 0, can_upload: 1 };
};

const deleteAlbum: Handler = (params, { state, userId }) => {
  const owner_id = ownerOf(params, userId);
  const album = state.albums.get(owner_id, number(params, "album_id"));
  if (!album) throw new Failure(114);
  state.albums.remove(album);
  for (const photo of state.photos.by("album", owner_id, album.id)) state.photos.remove(photo);
  return 1;
};

const deletePhotos: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const ids = params.photo_id ? [number(params, "photo_id")] : numbers(params, "photos");
  if (ids.length === 0) throw invalid("photo_id is undefined");
  for (const id of ids) {
    const photo = state.photos.get(owner_id, id);
    if (!photo || photo.deleted) throw invalid("photo not found");
    state.photos.update(photo, { deleted: true });
  }
  return 1;
};

/** Methods of the VK section `photos`. */
export const photos: Readonly<Record<string, Handler>> = {
  "photos.getWallUploadServer": getWallUploadServer,
  "photos.saveWallPhoto": saveWallPhoto,
  "photos.getUploadServer": getUploadServer,
  "photos.save": save,
  "photos.getMarketAlbumUploadServer": getMarketAlbumUploadServer,
  "photos.saveMarketAlbumPhoto": saveMarketAlbumPhoto,
  "photos.createAlbum": createAlbum,
  "photos.deleteAlbum": deleteAlbum,
  "photos.delete": deletePhotos,
};
