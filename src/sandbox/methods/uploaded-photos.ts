import assert from "node:assert/strict";
import { addHappeningOf } from "../actions/happening.ts";
import { Failure } from "../failure.ts";
import type { Context } from "../handler.ts";
import { number, type Params } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import type { PendingUpload, Photo, UploadedFile, UploadKind } from "../state/model/index.ts";
import { photoObject } from "../views/photo.ts";

/**
 * IDs of VK's system albums. Sources: https://dev.vk.com/ru/api/upload/wall-photo and related pages; https://dev.vk.com/ru/method/photos.get
 * for those of the profile
 */
export const systemAlbums = {
  wall: -14,
  product: -53,
  cover: -53,
  poll: -14,
  story: -81,
  profile: -6,
  message: -64,
};

/** The owner ID of a call: the community it names, or the owner it names, or the token's user. */
export function ownerOf(params: Params, userId: number): number {
  const group = number(params, "group_id");
  return group > 0 ? -group : number(params, "owner_id", userId);
}

/** Codes with which the methods that save a file refuse it. Source: the errors of each method in VK's schema. */
const refusals: Readonly<Record<UploadKind, { hash: number; photo: number; server: number }>> = {
  album: { hash: 121, photo: 121, server: 118 },
  chat: { hash: 22, photo: 22, server: 22 },
  cover: { hash: 121, photo: 129, server: 129 },
  document: { hash: 105, photo: 105, server: 105 },
  leadForm: { hash: 100, photo: 100, server: 100 },
  message: { hash: 121, photo: 121, server: 118 },
  owner: { hash: 129, photo: 129, server: 129 },
  ownerCover: { hash: 129, photo: 129, server: 129 },
  poll: { hash: 129, photo: 129, server: 129 },
  product: { hash: 100, photo: 100, server: 100 },
  productBulk: { hash: 100, photo: 100, server: 100 },
  story: { hash: 100, photo: 100, server: 100 },
  storyVideo: { hash: 100, photo: 100, server: 100 },
  thumb: { hash: 129, photo: 129, server: 129 },
  video: { hash: 22, photo: 22, server: 22 },
  wall: { hash: 121, photo: 121, server: 118 },
  widget: { hash: 129, photo: 129, server: 129 },
};

/** Takes uploaded files out of the pending ones, or fails as VK does. */
export function claimUpload(
  context: Context,
  hash: string,
  kind: UploadKind,
  expected: { photo?: string | undefined; server?: number } = {},
): PendingUpload {
  const codes = refusals[kind];
  const upload = context.uploads.claim(hash);
  if (!upload || upload.ticket.kind !== kind) throw new Failure(codes.hash);
  if (expected.photo !== undefined && expected.photo !== upload.photo) throw new Failure(codes.photo);
  if (expected.server !== undefined && expected.server !== upload.server) throw new Failure(codes.server);
  return upload;
}

/** What a saved photo has besides its file. */
export type PhotoFields = Partial<Pick<Photo, "text" | "lat" | "long" | "album_id" | "owner_id">>;

/** Creates a photo from each uploaded file. */
export function savePhotos(context: Context, upload: PendingUpload, fields: PhotoFields = {}): Photo[] {
  return upload.files.map(file => addPhoto(context, upload, file, fields));
}

/** Creates a photo from the uploaded file. */
export function savePhoto(context: Context, upload: PendingUpload, fields: PhotoFields = {}): Photo {
  const [file] = upload.files;
  assert(file, "an upload has a file");
  return addPhoto(context, upload, file, fields);
}

function addPhoto(
  { state, origin, userId }: Context,
  { ticket }: PendingUpload,
  { file, width, height }: UploadedFile,
  fields: PhotoFields,
): Photo {
  const photo = state.photos.add({
    id: nextId(state, "photo"),
    owner_id: ticket.owner_id,
    album_id: ticket.album_id,
    user_id: userId,
    date: now(),
    text: "",
    width,
    height,
    file,
    ...fields,
  });
  // VK tells the community of photos in its albums, not of those on walls or in products.
  if (photo.album_id > 0)
    addHappeningOf(state, photo.owner_id, "photo_new", { ...photoObject(photo, origin) });
  return photo;
}
