import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { number, numbers, type Params, slice } from "../../server/parameters.ts";
import type { MarketAlbum } from "../../state/model.ts";
import { find, nextId, now, removeFrom, replaceIn, type State } from "../../state/store.ts";
import { photoObject } from "../../views/photo.ts";
import { itemOf } from "./items.ts";

/** Limits of VK. Source: https://dev.vk.com/ru/method/market.getAlbums and related pages */
const limits = { pageSize: 100, title: 128 };

function albumObject(album: MarketAlbum, { state, origin }: Context): object {
  const { items, photo, ...fields } = album;
  const cover = find(state.photos, album.owner_id, photo);
  return { ...fields, count: items.length, type: 0, ...(cover ? { photo: photoObject(cover, origin) } : {}) };
}

/** Finds a collection, or fails with VK's error 1402. */
function albumOf(params: Params, state: State, id: number): MarketAlbum {
  const album = find(state.marketAlbums, number(params, "owner_id"), id);
  if (!album) throw new Failure(1402);
  return album;
}

function readAlbum(params: Params, state: State) {
  const { title = "", main_album, is_hidden } = params;
  if ([...title].length > limits.title)
    throw invalid(`title should be at most ${limits.title} letters length`);
  if (main_album === "1" && is_hidden === "1") throw new Failure(1446);
  const photo = number(params, "photo_id");
  if (photo && !find(state.photos, number(params, "owner_id"), photo)) throw invalid("photo not found");
  return { title, photo, is_main: main_album === "1", is_hidden: is_hidden === "1", updated_time: now() };
}

const getAlbums: Handler = (params, context) => {
  const owner = number(params, "owner_id");
  const albums = context.state.marketAlbums.filter(album => album.owner_id === owner);
  const { count, items } = slice(params, albums, 50, limits.pageSize);
  return { count, items: items.map(album => albumObject(album, context)) };
};

const getAlbumById: Handler = (params, context) => {
  const owner = number(params, "owner_id");
  const albums = numbers(params, "album_ids").flatMap(
    id => find(context.state.marketAlbums, owner, id) ?? [],
  );
  return { count: albums.length, items: albums.map(album => albumObject(album, context)) };
};

const addAlbum: Handler = (params, { state }) => {
  const owner_id = number(params, "owner_id");
  const fields = readAlbum(params, state);
  const id = nextId(state, `marketAlbum${owner_id}`);
  state.marketAlbums.push({ id, owner_id, items: [], ...fields });
  return {
    market_album_id: id,
    albums_count: state.marketAlbums.filter(album => album.owner_id === owner_id).length,
  };
};

const editAlbum: Handler = (params, { state }) => {
  const album = albumOf(params, state, number(params, "album_id"));
  replaceIn(state.marketAlbums, album, { ...album, ...readAlbum(params, state) });
  return 1;
};

const deleteAlbum: Handler = (params, { state }) => {
  removeFrom(state.marketAlbums, albumOf(params, state, number(params, "album_id")));
  return 1;
};

const addToAlbum: Handler = (params, { state }) => {
  const owner = number(params, "owner_id");
  const albums = numbers(params, "album_ids").map(id => albumOf(params, state, id));
  const items = numbers(params, "item_ids").map(id => itemOf(state, owner, id).id);
  if (albums.some(album => items.some(id => album.items.includes(id)))) throw new Failure(1404);
  for (const album of albums) album.items.push(...items);
  return 1;
};

const removeFromAlbum: Handler = (params, { state }) => {
  const item = itemOf(state, number(params, "owner_id"), number(params, "item_id"));
  for (const id of numbers(params, "album_ids")) {
    const { items } = albumOf(params, state, id);
    if (!items.includes(item.id)) throw new Failure(1403);
    removeFrom(items, item.id);
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
