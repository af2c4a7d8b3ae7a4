import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, numbers, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import type { Photo } from "../../state/model/index.ts";

/** VK's album of the photos that a user saved. Source: https://dev.vk.com/ru/method/photos.copy */
const savedAlbum = -15;

/** Finds a photo that was not deleted, or fails with VK's error 100. */
export function photoOf(params: Params, { state, userId }: Context): Photo {
  const photo = state.photos.get(number(params, "owner_id", userId), number(params, "photo_id"));
  if (!photo || photo.deleted) throw invalid("photo not found");
  return photo;
}

const edit: Handler = (params, context) => {
  const photo = photoOf(params, context);
  const { caption } = params;
  const hasPlace = params.latitude && params.longitude && !flag(params, "delete_place");
  const { lat, long, ...placeless } = photo;
  context.state.photos.put({
    ...(flag(params, "delete_place") ? placeless : photo),
    ...(caption === undefined ? {} : { text: caption }),
    ...(hasPlace ? { lat: number(params, "latitude"), long: number(params, "longitude") } : {}),
  });
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

const restore: Handler = (params, { state, userId }) => {
  const photo = state.photos.get(number(params, "owner_id", userId), number(params, "photo_id"));
  if (!photo) throw invalid("photo not found");
  state.photos.update(photo, { deleted: false });
  return 1;
};

const move: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const album_id = number(params, "target_album_id");
  if (!state.albums.get(owner_id, album_id)) throw new Failure(200);
  const ids = (params.photo_ids ?? "").split(",").map(id => Number(id.split("_").at(-1)));
  for (const id of ids) {
    const photo = state.photos.get(owner_id, id);
    if (!photo || photo.deleted) throw invalid("photo not found");
    state.photos.update(photo, { album_id });
  }
  return 1;
};

/** The copy is in the saved photos of the token's user. */
const copy: Handler = (params, context) => {
  const { state, userId } = context;
  const { file, width, height, text } = photoOf(params, context);
  const id = nextId(state, "photo");
  const owner = { owner_id: userId, album_id: savedAlbum, user_id: userId };
  state.photos.add({ id, ...owner, date: now(), text, width, height, file });
  return id;
};

/** Methods that change photos. */
export const photoChanges: Readonly<Record<string, Handler>> = {
  "photos.edit": edit,
  "photos.delete": deletePhotos,
  "photos.restore": restore,
  "photos.move": move,
  "photos.copy": copy,
};
