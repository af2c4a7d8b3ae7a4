import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, numbers, type Params, page } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import type { Album } from "../../state/model/index.ts";
import { albumObject } from "../../views/photo.ts";
import { ownerOf, systemAlbums } from "../uploaded-photos.ts";

/** VK has no limit of the page of albums but its own number of albums. */
const maxAlbums = 10_000;
const minTitle = 2;

/** The albums that VK makes for each owner. Source: https://dev.vk.com/ru/method/photos.getAlbums */
const serviceAlbums = [
  { id: systemAlbums.profile, title: "Profile photos" },
  { id: -7, title: "Wall photos" },
  { id: -15, title: "Saved photos" },
];

/** Finds the album of a call, or fails with VK's error 114. */
function albumOf(params: Params, { state, userId }: Context): Album {
  const album = state.albums.get(ownerOf(params, userId), number(params, "album_id"));
  if (!album) throw new Failure(114);
  return album;
}

function privacyOf(params: Params): Partial<Album> {
  return {
    ...(params.comments_disabled ? { comments_disabled: flag(params, "comments_disabled") ? 1 : 0 } : {}),
    ...(params.upload_by_admins_only
      ? { upload_by_admins_only: flag(params, "upload_by_admins_only") ? 1 : 0 }
      : {}),
  };
}

const createAlbum: Handler = (params, context) => {
  const { title = "", description = "" } = params;
  if ([...title].length < minTitle) throw invalid(`title should be at least ${minTitle} letters length`);
  const album = context.state.albums.add({
    id: nextId(context.state, "album"),
    owner_id: ownerOf(params, context.userId),
    title,
    description,
    created: now(),
    updated: now(),
    thumb_id: 0,
    ...privacyOf(params),
  });
  return albumObject(album, context);
};

const editAlbum: Handler = (params, context) => {
  const album = albumOf(params, context);
  const { title, description } = params;
  if (title !== undefined && [...title].length < minTitle)
    throw invalid(`title should be at least ${minTitle} letters length`);
  context.state.albums.update(album, {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...privacyOf(params),
    updated: now(),
  });
  return 1;
};

const deleteAlbum: Handler = (params, context) => {
  const { albums, photos } = context.state;
  const album = albumOf(params, context);
  albums.remove(album);
  for (const photo of photos.by("album", album.owner_id, album.id)) photos.remove(photo);
  return 1;
};

const getAlbums: Handler = (params, context) => {
  const { state, userId } = context;
  const owner_id = number(params, "owner_id", userId);
  const requested = numbers(params, "album_ids");
  const own = state.albums.by("owner", owner_id).toReversed();
  const service = flag(params, "need_system")
    ? serviceAlbums.map(album => serviceAlbum(album, owner_id))
    : [];
  const chosen = [...service, ...own].filter(({ id }) => requested.length === 0 || requested.includes(id));
  const { count, items } = page(params, chosen, maxAlbums, maxAlbums);
  const options = { cover: flag(params, "need_covers"), sizes: flag(params, "photo_sizes") };
  return { count, items: items.map(album => albumObject(album, context, options)) };
};

function serviceAlbum({ id, title }: { id: number; title: string }, owner_id: number): Album {
  return { id, owner_id, title, description: "", created: 0, updated: 0, thumb_id: 0 };
}

const getAlbumsCount: Handler = (params, { state, userId }) => {
  const group = number(params, "group_id");
  const owner_id = group ? -group : number(params, "user_id", userId);
  return state.albums.count("owner", owner_id) + (flag(params, "need_system") ? serviceAlbums.length : 0);
};

const makeCover: Handler = (params, context) => {
  const { state, userId } = context;
  const owner_id = number(params, "owner_id", userId);
  const photo = state.photos.get(owner_id, number(params, "photo_id"));
  const album = state.albums.get(owner_id, number(params, "album_id", photo?.album_id));
  if (!photo || photo.deleted || !album || album.id !== photo.album_id) throw invalid("photo_id is invalid");
  state.albums.update(album, { thumb_id: photo.id });
  return 1;
};

/** Methods for albums of photos. */
export const albums: Readonly<Record<string, Handler>> = {
  "photos.createAlbum": createAlbum,
  "photos.editAlbum": editAlbum,
  "photos.deleteAlbum": deleteAlbum,
  "photos.getAlbums": getAlbums,
  "photos.getAlbumsCount": getAlbumsCount,
  "photos.makeCover": makeCover,
};
