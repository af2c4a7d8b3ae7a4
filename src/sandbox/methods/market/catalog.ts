import { invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, numbers, type Params, slice } from "../../server/parameters.ts";
import { derived } from "../../state/derived.ts";
import type { Item } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";
import { words } from "../names.ts";
import { findObjects } from "../object-ids.ts";
import { itemObject } from "./item-object.ts";
import { inOrder } from "./order.ts";

/** Limits of VK. Sources: https://dev.vk.com/ru/method/market.get, market.getById, market.search */
const limits = { pageSize: 200, ids: 100 };
/** VK's number for products shown as tiles. */
const tileView = 1;

/** Products of an owner, or of one of its collections, in their order. */
function listed(params: Params, state: State): readonly Item[] {
  const owner = number(params, "owner_id");
  const album = number(params, "album_id");
  if (!album) return inOrder(state.items.by("owner", owner));
  const { marketAlbumItems, items } = state;
  const inAlbum = marketAlbumItems.by("album", owner, album).map(entry => ({ ...entry, id: entry.item_id }));
  return inOrder(inAlbum).flatMap(({ item_id }) => items.get(owner, item_id) ?? []);
}

/** The products of a page, and, when the call asks for them, the other variants of each. */
function pageOf(all: readonly Item[], params: Params, context: Context, fallback: number): object {
  const { count, items } = slice(params, all, fallback, limits.pageSize);
  const object = (item: Item) => itemObject(item, context, flag(params, "extended"));
  if (!flag(params, "need_variants")) return { count, items: items.map(object) };
  const variants = items.flatMap(({ owner_id, id, group }) =>
    group ? context.state.items.by("group", owner_id, group).filter(other => other.id !== id) : [],
  );
  return { count, items: items.map(object), variants: variants.map(object) };
}

/** A day, `2026-11-24`, in Unix seconds. */
function dayOf(params: Params, name: string, fallback: number): number {
  const day = params[name];
  if (!day) return fallback;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw invalid(`${name} is invalid`);
  return time / 1000;
}

const secondsPerDay = 24 * 3600;

/** Products on sale. */
const onSale = derived((items: readonly Item[]) => items.filter(({ is_disabled }) => !is_disabled));

const get: Handler = (params, context) => {
  const all = listed(params, context.state);
  const shown = flag(params, "with_disabled") ? all : onSale(all);
  return pageOf(addedBetween(params, shown), params, context, 100);
};

function addedBetween(params: Params, items: readonly Item[]): readonly Item[] {
  if (!params.date_from && !params.date_to) return items;
  const from = dayOf(params, "date_from", 0);
  const to = dayOf(params, "date_to", Number.POSITIVE_INFINITY) + secondsPerDay;
  return items.filter(({ date }) => date >= from && date < to);
}

const getById: Handler = (params, context) => {
  if (words(params, "item_ids").length > limits.ids) throw invalid(`item_ids: more than ${limits.ids}`);
  const items = findObjects(params, "item_ids", context.state.items);
  const objects = items.map(item => itemObject(item, context, flag(params, "extended")));
  return { count: objects.length, items: objects };
};

/** What market.search sorts by, by VK's number; 0 keeps the order of the market. Nobody views products here. */
const sortKeys: Readonly<Record<string, (item: Item) => number>> = {
  1: ({ date }) => date,
  2: ({ price }) => price,
  3: () => 0,
};

function sorted(items: readonly Item[], { sort = "0", rev = "1" }: Params): Item[] {
  const key = sortKeys[sort];
  if (!key) return [...items];
  const direction = rev === "1" ? -1 : 1;
  return items.toSorted((a, b) => direction * (key(a) - key(b)));
}

const search: Handler = (params, context) => {
  const terms = (params.q ?? "").toLowerCase().split(/\s+/);
  const from = number(params, "price_from") / 100;
  const to = number(params, "price_to", Number.POSITIVE_INFINITY) / 100;
  const statuses = numbers(params, "status");
  const found = listed(params, context.state).filter(item => {
    const text = `${item.name} ${item.description}`.toLowerCase();
    const status = item.is_disabled ? 2 : 0;
    const isChosen = statuses.length === 0 ? status === 0 : statuses.includes(status);
    return isChosen && item.price >= from && item.price <= to && terms.every(term => text.includes(term));
  });
  return { ...pageOf(sorted(found, params), params, context, 20), view_type: tileView };
};

/** Methods that find products. */
export const marketCatalog: Readonly<Record<string, Handler>> = {
  "market.get": get,
  "market.getById": getById,
  "market.search": search,
};
