import { Failure } from "../failure.ts";
import type { Context } from "../handler.ts";
import { number, type Params } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import type { PendingUpload, Photo, UploadKind } from "../state/model/index.ts";

/** IDs of VK's system albums. Source: https://dev.vk.com/ru/api/upload/wall-photo and related pages */
export const systemAlbums = { wall: -14, product: -53, cover: -53, poll: -14, story: -81 };

/** The owner ID of a call: the community it names, or the owner it names, or the token's user. */
export function ownerOf(params: Params, userId: number): number {
  const group = number(params, "group_id");
  return group > 0 ? -group : number(params, "owner_id", userId);
}

/** Takes an uploaded file out of the pending ones, or fails as VK does. */
export function claimUpload(
  context: Context,
  hash: string,
  kind: UploadKind,
  expected?: { photo?: string; server?: number },
): PendingUpload {
  const upload = context.uploads.claim(hash);
  if (!upload || upload.ticket.kind !== kind) throw new Failure(121);
  if (expected?.photo !== undefined && expected.photo !== upload.photo) throw new Failure(129);
  if (expected?.server !== undefined && expected.server !== upload.server) throw new Failure(118);
  return upload;
}

/** Creates a photo from an uploaded file. */
export function savePhoto(
  { state, userId }: Context,
  { ticket, file, width, height }: PendingUpload,
  text = "",
): Photo {
  const { owner_id, album_id } = ticket;
  const id = nextId(state, "photo");
  return state.photos.add({
    id,
    owner_id,
    album_id,
    user_id: userId,
    date: now(),
    text,
    width,
    height,
    file,
  });
}
