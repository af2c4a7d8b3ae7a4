import { Failure, invalid } from "../failure.ts";
import { type Context, type Handler, photoObject } from "../handler.ts";
import { json, number, numbers, type Params } from "../server/parameters.ts";
import type { PendingUpload, UploadFor } from "../server/uploads.ts";
import type { Photo, Video } from "../state/model.ts";
import { find, nextId, now, removeFrom } from "../state/store.ts";

/** VK's own albums. Source: https://dev.vk.com/ru/api/upload/wall-photo and the pages beside it */
const albums = { wall: -14, product: -53, cover: -53, poll: -14 };

/** The community of the call, or the user whose token it is. */
function ownerOf(params: Params, userId: number): number {
  const group = number(params, "group_id");
  return group > 0 ? -group : number(params, "owner_id", userId);
}

/** Hands over an uploaded file for saving, or fails as VK does. */
export function claim(
  context: Context,
  hash: string,
  kind: UploadFor,
  proof?: { photo?: string; server?: number },
): PendingUpload {
  const taken = context.uploads.claim(hash);
  if (!taken || taken.ticket.for !== kind) throw new Failure(121);
  if (proof?.photo !== undefined && proof.photo !== taken.photo) throw new Failure(129);
  if (proof?.server !== undefined && proof.server !== taken.server) throw new Failure(118);
  return taken;
}

/** Makes a photo of an uploaded file. */
export function savePhoto(
  { state }: Context,
  { ticket, file, width, height }: PendingUpload,
  text = "",
): Photo {
  const { owner_id, album_id } = ticket;
  const photo = { id: nextId(state, "photo"), owner_id, album_id, date: now(), text, width, height, file };
  state.photos.push(photo);
  return photo;
}

const getWallUploadServer: Handler = (params, { uploads, origin, userId }) => {
  const owner_id = ownerOf(params, userId);
  const upload_url = uploads.address(origin, { for: "wall", owner_id, album_id: albums.wall });
  return {
    album_id: albums.wall,
    upload_url,
    user_id: userId,
    ...(owner_id < 0 ? { group_id: -owner_id } : {}),
  };
};

const saveWallPhoto: Handler = (params, context) => {
  const { photo = "", hash = "" } = params;
  if (photo === "[]") throw invalid("photos_list is invalid");
  const taken = claim(context, hash, "wall", { photo, server: number(params, "server") });
  return [photoObject(savePhoto(context, taken, params.caption), context.origin)];
};

const getUploadServer: Handler = (params, { state, uploads, origin, userId }) => {
  const album_id = number(params, "album_id");
  const owner_id = ownerOf(params, userId);
  if (!find(state.albums, owner_id, album_id)) throw new Failure(114);
  const upload_url = uploads.address(origin, { for: "album", owner_id, album_id });
  return { album_id, upload_url, user_id: userId };
};

const save: Handler = (params, context) => {
  const { photos_list = "", hash = "" } = params;
  if (photos_list === "[]" || photos_list === "") throw invalid("photos_list is invalid");
  const taken = claim(context, hash, "album", { photo: photos_list, server: number(params, "server") });
  return [photoObject(savePhoto(context, taken, params.caption), context.origin)];
};

const getProductPhotoUploadServer: Handler = (params, { uploads, origin }) => {
  const owner_id = -number(params, "group_id");
  return { upload_url: uploads.address(origin, { for: "product", owner_id, album_id: albums.product }) };
};

const saveProductPhoto: Handler = (params, context) => {
  const uploaded = json(params, "upload_response") as { hash?: unknown } | null; // any JSON may come
  const photo = savePhoto(context, claim(context, String(uploaded?.hash ?? ""), "product"));
  return { photo_id: photo.id, photo: photoObject(photo, context.origin) };
};

const getPollUploadServer: Handler = (params, { uploads, origin, userId }) => {
  const owner_id = ownerOf(params, userId);
  return { upload_url: uploads.address(origin, { for: "poll", owner_id, album_id: albums.poll }) };
};

const savePollPhoto: Handler = (params, context) => {
  const photo = savePhoto(context, claim(context, params.hash ?? "", "poll", { photo: params.photo ?? "" }));
  const image = { url: `${context.origin}/files/${photo.file}`, width: photo.width, height: photo.height };
  return { id: photo.id, color: "4a76a8", images: [image] };
};

const getCoverUploadServer: Handler = (params, { uploads, origin }) => {
  const owner_id = -number(params, "group_id");
  return { upload_url: uploads.address(origin, { for: "cover", owner_id, album_id: albums.cover }) };
};

const saveCover: Handler = (params, context) => {
  const proof = { photo: params.photo ?? "", server: number(params, "server") };
  const taken = claim(context, params.hash ?? "", "cover", proof);
  return [photoObject(savePhoto(context, taken), context.origin)];
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
  };
  state.albums.push(album);
  return { ...album, updated: album.created, size: 0, thumb_id: 0, can_upload: 1 };
};

const deleteAlbum: Handler = (params, { state, userId }) => {
  const owner_id = ownerOf(params, userId);
  const album = find(state.albums, owner_id, number(params, "album_id"));
  if (!album) throw new Failure(114);
  removeFrom(state.albums, album);
  for (const photo of state.photos.filter(item => item.owner_id === owner_id && item.album_id === album.id)) {
    removeFrom(state.photos, photo);
  }
  return 1;
};

const deletePhotos: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const ids = params.photo_id ? [number(params, "photo_id")] : numbers(params, "photos");
  if (ids.length === 0) throw invalid("photo_id is undefined");
  for (const id of ids) {
    const photo = find(state.photos, owner_id, id);
    if (!photo) throw invalid("photo not found");
    removeFrom(state.photos, photo);
  }
  return 1;
};

/** Source: https://dev.vk.com/ru/method/video.save */
const maxVideoLength = { name: 128, description: 5000 };

const saveVideo: Handler = (params, { state, uploads, origin, userId }) => {
  const { name: title = "", description = "" } = params;
  if (title.length > maxVideoLength.name) throw invalid("name is too long");
  if (description.length > maxVideoLength.description) throw invalid("description is too long");
  const owner_id = ownerOf(params, userId);
  const video: Video = {
    id: nextId(state, "video"),
    owner_id,
    title,
    description,
    date: now(),
    file: "",
    size: 0,
  };
  state.videos.push(video);
  const stored = (file: string, size: number) => Object.assign(video, { file, size });
  const upload_url = uploads.address(origin, {
    for: "video",
    owner_id,
    album_id: 0,
    video_id: video.id,
    stored,
  });
  return { access_key: `key${video.id}`, owner_id, video_id: video.id, title, description, upload_url };
};

export const photos: Readonly<Record<string, Handler>> = {
  "photos.getWallUploadServer": getWallUploadServer,
  "photos.saveWallPhoto": saveWallPhoto,
  "photos.getUploadServer": getUploadServer,
  "photos.save": save,
  "market.getProductPhotoUploadServer": getProductPhotoUploadServer,
  "market.saveProductPhoto": saveProductPhoto,
  "polls.getPhotoUploadServer": getPollUploadServer,
  "polls.savePhoto": savePollPhoto,
  "photos.getMarketAlbumUploadServer": getCoverUploadServer,
  "photos.saveMarketAlbumPhoto": saveCover,
  "photos.createAlbum": createAlbum,
  "photos.deleteAlbum": deleteAlbum,
  "photos.delete": deletePhotos,
  "video.save": saveVideo,
};
