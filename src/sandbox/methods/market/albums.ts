import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { number, numbers, type Params, slice } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import type { MarketAlbum } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";
import { photoObject } from "../../views/photo.ts";
import { itemOf } from "./items.ts";
import { inOrder } from "./order.ts";

/** Limits of VK. Source: https://dev.vk.com/ru/method/market.getAlbums and related pages */
const limits = { pageSize: 100, title: 128 };

function albumObject(album: MarketAlbum, { state, origin }: Context): object {
  const { photo, position: _, ...fields } = album;
  const count = state.marketAlbumItems.count("album", album.owner_id, album.id);
  const cover = state.photos.get(album.owner_id, photo);
  return { ...fields, count, type: 0, ...(cover ? { photo: photoObject(cover, origin) } : {}) };
}

/** Finds a collection, or fails with VK's error 1402. */
function albumOf(params: Params, state: State, id: number): MarketAlbum {
  const album = state.marketAlbums.get(number(params, "owner_id"), id);
  if (!album) throw new Failure(1402);
  return album;
}

function readAlbum(params: Params, state: State) {
  const { title = "", main_album, is_hidden } = params;
  if ([...title].length > limits.title)
    throw invalid(`title should be at most ${limits.title} letters length`);
  if (main_album === "1" && is_hidden === "1") throw new Failure(1446);
  const photo = number(params, "photo_id");
  if (photo && !state.photos.get(number(params, "owner_id"), photo)) throw invalid("photo not found");
  return { title, photo, is_main: main_album === "1", is_hidden: is_hidden === "1", updated_time: now() };
}

const getAlbums: Handler = (params, context) => {
  const owner = number(params, "owner_id");
  const albums = inOrder(context.state.marketAlbums.by("owner", owner));
  const { count, items } = slice(params, albums, 50, limits.pageSize);
  return { count, items: items.map(album => albumObject(album, context)) };
};

const getAlbumById: Handler = (params, context) => {
  const owner = number(params, "owner_id");
  const albums = numbers(params, "album_ids").flatMap(id => context.state.marketAlbums.get(owner, id) ?? []);
  return { count: albums.length, items: albums.map(album => albumObject(album, context)) };
};

const addAlbum: Handler = (params, { state }) => {
  const owner_id = number(params, "owner_id");
  const fields = readAlbum(params, state);
  const id = nextId(state, `marketAlbum${owner_id}`);
  state.marketAlbums.add({ id, owner_id, ...fields });
  return {
    market_album_id: id,
    albums_count: state.marketAlbums.count("owner", owner_id),
  };
};

const editAlbum: Handler = (params, { state }) => {
  const album = albumOf(params, state, number(params, "album_id"));
  state.marketAlbums.update(album, readAlbum(params, state));
  return 1;
};

const deleteAlbum: Handler = (params, { state }) => {
  const { marketAlbums: albums, marketAlbumItems } = state;
  const album = albumOf(params, state, number(params, "album_id"));
  albums.remove(album);
  for (const albumItem of marketAlbumItems.by("album", album.owner_id, album.id))
    marketAlbumItems.remove(albumItem);
  return 1;
};

const addToAlbum: Handler = (params, { state }) => {
  const owner = number(params, "owner_id");
  const albums = numbers(params, "album_ids").map(id => albumOf(params, state, id));
  const items = numbers(params, "item_ids").map(id => itemOf(state, owner, id).id);
  for (const { id: album_id } of albums) {
    for (const item_id of items) {
      if (state.marketAlbumItems.get(owner, album_id, item_id)) throw new Failure(1404);
      state.marketAlbumItems.add({ owner_id: owner, album_id, item_id });
    }
  }
  return 1;
};

const removeFromAlbum: Handler = (params, { state }) => {
  const item = itemOf(state, number(params, "owner_id"), number(params, "item_id"));
  for (const id of numbers(params, "album_ids")) {
    const album = albumOf(params, state, id);
    const albumItem = state.marketAlbumItems.get(album.owner_id, album.id, item.id);
    if (!albumItem) throw new Failure(1403);
    state.marketAlbumItems.remove(albumItem);
  }
  return 1;
};

/** Methods for collections of products, which the VK API calls market albums. */
export const marketAlbums: Readonly<Record<string, Handler>> = {
  "market.getAlbums": getAlbums,
  "market.getAlbumById": getAlbumById,
  "market.addAlbum": addAlbum,
  "market.editAlbum": editAlbum,
  "market.deleteAlbum": deleteAlbum,
  "market.addToAlbum": addToAlbum,
  "market.removeFromAlbum": removeFromAlbum,
};
