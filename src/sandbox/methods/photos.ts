import { type Context, type Handler, photoObject } from "../call.ts";
import { Failure, invalid } from "../failure.ts";
import { json, number, type Params } from "../parameters.ts";
import type { Taken, UploadFor } from "../uploads.ts";
import { nextId, now, type Photo } from "../world.ts";

/** VK's own albums. Source: https://dev.vk.com/ru/api/upload/wall-photo and the pages beside it */
const albums = { wall: -14, product: -53, poll: -14, story: -81 };

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
): Taken {
  const taken = context.uploads.claim(hash);
  if (!taken || taken.ticket.for !== kind) throw new Failure(121);
  if (proof?.photo !== undefined && proof.photo !== taken.photo) throw new Failure(129);
  if (proof?.server !== undefined && proof.server !== taken.server) throw new Failure(118);
  return taken;
}

/** Makes a photo of an uploaded file. */
export function savePhoto({ world }: Context, { ticket, file, width, height }: Taken, text = ""): Photo {
  const { owner_id, album_id } = ticket;
  const photo = { id: nextId(world, "photo"), owner_id, album_id, date: now(), text, width, height, file };
  world.photos.push(photo);
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

const getUploadServer: Handler = (params, { uploads, origin, userId }) => {
  const album_id = number(params, "album_id");
  const upload_url = uploads.address(origin, { for: "album", owner_id: ownerOf(params, userId), album_id });
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

export const photos: Readonly<Record<string, Handler>> = {
  "photos.getWallUploadServer": getWallUploadServer,
  "photos.saveWallPhoto": saveWallPhoto,
  "photos.getUploadServer": getUploadServer,
  "photos.save": save,
  "market.getProductPhotoUploadServer": getProductPhotoUploadServer,
  "market.saveProductPhoto": saveProductPhoto,
  "polls.getPhotoUploadServer": getPollUploadServer,
  "polls.savePhoto": savePollPhoto,
};
