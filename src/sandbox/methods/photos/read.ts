import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, numbers, type Params, page } from "../../server/parameters.ts";
import type { Photo } from "../../state/model/index.ts";
import { extendedPhotoObject, photoObject } from "../../views/photo.ts";
import { findObjects } from "../object-ids.ts";
import { systemAlbums } from "../uploaded-photos.ts";

/** Maximum page sizes. Sources: https://dev.vk.com/ru/method/photos.get and photos.getAll */
const maxPhotos = { album: 1000, all: 200 };

/** Names of VK's own albums. Source: https://dev.vk.com/ru/method/photos.get */
const albumNames: Readonly<Record<string, readonly number[]>> = {
  wall: [systemAlbums.wall, -7],
  profile: [systemAlbums.profile],
  saved: [-15],
};

/** Photo objects, as a call asks for them. */
function shown(photos: readonly Photo[], params: Params, context: Context): object[] {
  return photos.map(photo =>
    flag(params, "extended") ? extendedPhotoObject(photo, context) : photoObject(photo, context.origin),
  );
}

function photosOf(album: string, owner_id: number, { state }: Context): Photo[] {
  const ids = albumNames[album] ?? [Number(album)];
  const [id = 0] = ids;
  if (!/^-?\d+$/.test(album) && !(album in albumNames)) throw invalid("album_id is invalid");
  if (id > 0 && !state.albums.get(owner_id, id)) throw new Failure(200);
  return ids.flatMap(albumId => state.photos.by("album", owner_id, albumId));
}

const get: Handler = (params, context) => {
  const owner_id = number(params, "owner_id", context.userId);
  const { album_id } = params;
  const requested = numbers(params, "photo_ids");
  if (!album_id && requested.length === 0) throw invalid("album_id is undefined");
  const photos = album_id
    ? photosOf(album_id, owner_id, context)
    : context.state.photos.by("owner", owner_id);
  const chosen = photos.filter(({ id }) => requested.length === 0 || requested.includes(id));
  const { count, items } = page(
    params,
    flag(params, "rev") ? chosen.toReversed() : chosen,
    50,
    maxPhotos.album,
  );
  return { count, items: shown(items, params, context) };
};

const getAll: Handler = (params, context) => {
  const all = context.state.photos.by("owner", number(params, "owner_id", context.userId)).toReversed();
  const chosen = flag(params, "no_service_albums") ? all.filter(({ album_id }) => album_id > 0) : all;
  const { count, items } = page(params, chosen, 20, maxPhotos.all);
  const more = number(params, "offset") + items.length < count ? 1 : 0;
  return { count, items: shown(items, params, context), more };
};

const getById: Handler = (params, context) =>
  shown(findObjects(params, "photos", context.state.photos), params, context);

/** Methods that return photos. */
export const photoReads: Readonly<Record<string, Handler>> = {
  "photos.get": get,
  "photos.getAll": getAll,
  "photos.getById": getById,
};
