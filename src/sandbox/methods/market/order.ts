import { Failure } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import { derived } from "../../state/derived.ts";

/** What a shop puts in an order: by default, that of the IDs. */
interface Ordered {
  readonly id: number;
  readonly position?: number;
}

const positionOf = ({ id, position }: Ordered) => position ?? id;

/** Sorts products or collections as the shop shows them. */
export const inOrder = derived((list: readonly Ordered[]) =>
  list.toSorted((a, b) => positionOf(a) - positionOf(b)),
) as <T extends Ordered>(list: readonly T[]) => readonly T[]; // it only sorts

/**
 * The position of what is moved before or after another element of a list.
 *
 * @param code VK's error when the other element is not in the list
 */
function newPosition(params: Params, list: readonly Ordered[], id: number, code: number): number {
  const { before, after } = params;
  const others = inOrder(list).filter(element => element.id !== id);
  const neighbor = Number(before || after);
  const at = others.findIndex(element => element.id === neighbor);
  const element = others[at];
  if (!element) throw new Failure(code);
  const next = others[before ? at - 1 : at + 1];
  const end = positionOf(element) + (before ? -1 : 1);
  return next ? (positionOf(element) + positionOf(next)) / 2 : end;
}

const reorderItems: Handler = (params, { state }) => {
  const owner = number(params, "owner_id");
  const album = number(params, "album_id");
  const id = number(params, "item_id");
  const item = state.items.get(owner, id);
  if (!item || item.deleted) throw new Failure(1403);
  if (!album) {
    const position = newPosition(params, state.items.by("owner", owner), id, 1403);
    state.items.update(item, { position });
    return 1;
  }
  if (!state.marketAlbums.get(owner, album)) throw new Failure(1402);
  const inAlbum = state.marketAlbumItems.by("album", owner, album);
  const entry = inAlbum.find(({ item_id }) => item_id === id);
  if (!entry) throw new Failure(1403);
  const list = inAlbum.map(({ item_id, position }) => ({ id: item_id, ...(position ? { position } : {}) }));
  state.marketAlbumItems.update(entry, { position: newPosition(params, list, id, 1403) });
  return 1;
};

const reorderAlbums: Handler = (params, { state }) => {
  const owner = number(params, "owner_id");
  const id = number(params, "album_id");
  const album = state.marketAlbums.get(owner, id);
  if (!album) throw new Failure(1402);
  const position = newPosition(params, state.marketAlbums.by("owner", owner), id, 1402);
  state.marketAlbums.update(album, { position });
  return 1;
};

/** Methods that put products and collections in an order. */
export const marketOrder: Readonly<Record<string, Handler>> = {
  "market.reorderItems": reorderItems,
  "market.reorderAlbums": reorderAlbums,
};
