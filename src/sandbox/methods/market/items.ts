import { Failure, invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { number, numbers, type Params, slice } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import type { Item } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";
import { itemObject } from "./item-object.ts";

/** Limits of VK. Sources: https://dev.vk.com/ru/method/market.add, market.get and market.getById */
const limits = { pageSize: 200, ids: 100, photos: 4, variants: 2, url: 320, sku: 50 };
const nameLength = { min: 4, max: 100 };
const minDescriptionLength = 10;

/** Finds a product, or fails with VK's error 1403. */
export function itemOf(state: State, owner: number, id: number): Item {
  const item = state.items.get(owner, id);
  if (!item || item.deleted) throw new Failure(1403);
  return item;
}

/** A photo can belong to one product only. */
function checkPhotos(state: State, owner: number, photos: readonly number[], itemId: number): void {
  for (const photo of photos) {
    const isAssigned = state.items.by("photo", owner, photo).some(({ id }) => id !== itemId);
    if (!state.photos.get(owner, photo) || isAssigned)
      throw invalid("photo not found or already assigned to another item");
  }
}

function checkVariants(state: State, owner: number, variants: readonly number[]): void {
  if (variants.length > limits.variants) throw invalid(`variant_ids: more than ${limits.variants}`);
  if (variants.some(id => !state.variants.get(-owner, id))) throw new Failure(1416);
}

/** Returns the product with the changes that the parameters contain, or fails when one is invalid. */
function withChanges(item: Item, params: Params, state: State): Item {
  const text = (parameter: string, current: string) => params[parameter] ?? current;
  const name = text("name", item.name);
  if ([...name].length < nameLength.min)
    throw invalid(`name should be at least ${nameLength.min} letters length`);
  if ([...name].length > nameLength.max) throw new Failure(1421);
  const description = text("description", item.description);
  if ([...description].length < minDescriptionLength)
    throw invalid(`description should be at least ${minDescriptionLength} letters length`);
  if (text("url", item.url).length > limits.url) throw invalid("url is too long");
  if (text("sku", item.sku).length > limits.sku) throw invalid("sku is too long");
  const photoIds = numbers(params, "photo_ids");
  if (photoIds.length > limits.photos) throw invalid(`photo_ids: more than ${limits.photos}`);
  const mainPhoto = number(params, "main_photo_id", item.photos[0] ?? 0);
  const otherPhotos = params.photo_ids === undefined ? item.photos.slice(1) : photoIds;
  const photos = [mainPhoto, ...otherPhotos].filter(Boolean);
  const variants = params.variant_ids === undefined ? item.variants : numbers(params, "variant_ids");
  checkPhotos(state, item.owner_id, photos, item.id);
  checkVariants(state, item.owner_id, variants);
  return {
    ...item,
    name,
    description,
    category_id: number(params, "category_id", item.category_id),
    price: number(params, "price", item.price),
    old_price: number(params, "old_price", item.old_price),
    url: text("url", item.url),
    sku: text("sku", item.sku),
    stock_amount: number(params, "stock_amount", item.stock_amount),
    weight: number(params, "weight", item.weight),
    dimensions: {
      width: number(params, "dimension_width", item.dimensions.width),
      height: number(params, "dimension_height", item.dimensions.height),
      length: number(params, "dimension_length", item.dimensions.length),
    },
    photos,
    variants,
    is_main_variant:
      params.is_main_variant === undefined ? item.is_main_variant : params.is_main_variant === "1",
  };
}

const emptyItem: Omit<Item, "id" | "owner_id" | "date"> = {
  name: "",
  description: "",
  category_id: 0,
  price: 0,
  old_price: 0,
  url: "",
  sku: "",
  stock_amount: -1,
  weight: 0,
  dimensions: { width: 0, height: 0, length: 0 },
  photos: [],
  variants: [],
  is_main_variant: false,
  group: 0,
};

const add: Handler = (params, { state }) => {
  const owner_id = number(params, "owner_id");
  const item = withChanges({ ...emptyItem, id: 0, owner_id, date: now() }, params, state);
  const id = nextId(state, `item${owner_id}`);
  state.items.add({ ...item, id });
  return { market_item_id: id };
};

const edit: Handler = (params, { state }) => {
  const item = itemOf(state, number(params, "owner_id"), number(params, "item_id"));
  const changes = Object.keys(params).filter(
    key => !["owner_id", "item_id", "v", "access_token", "lang"].includes(key),
  );
  if (changes.length === 0) throw invalid("nothing to change");
  state.items.put(withChanges(item, params, state));
  return 1;
};

const deleteItem: Handler = (params, { state }) => {
  const item = itemOf(state, number(params, "owner_id"), number(params, "item_id"));
  state.items.update(item, { deleted: true });
  const { marketAlbumItems } = state;
  for (const albumItem of marketAlbumItems.by("item", item.owner_id, item.id))
    marketAlbumItems.remove(albumItem);
  return 1;
};

const get: Handler = (params, context) => {
  const { state } = context;
  const owner = number(params, "owner_id");
  const albumId = number(params, "album_id");
  const album = albumId ? state.marketAlbums.get(owner, albumId) : undefined;
  if (albumId && !album) throw new Failure(1402);
  const selected = album
    ? state.marketAlbumItems
        .by("album", owner, album.id)
        .flatMap(({ item_id }) => state.items.get(owner, item_id) ?? [])
    : state.items.by("owner", owner);
  const { count, items } = slice(params, selected, 100, limits.pageSize);
  return { count, items: items.map(item => itemObject(item, context, params.extended === "1")) };
};

const getById: Handler = (params, context) => {
  const fullIds = (params.item_ids ?? "").split(",").filter(Boolean);
  if (fullIds.length > limits.ids) throw invalid(`item_ids: more than ${limits.ids}`);
  const items = fullIds.flatMap(fullId => {
    const [owner = 0, id = 0] = fullId.split("_").map(Number);
    const item = context.state.items.get(owner, id);
    return item && !item.deleted ? [item] : [];
  });
  return {
    count: items.length,
    items: items.map(item => itemObject(item, context, params.extended === "1")),
  };
};

const groupItems: Handler = (params, { state }) => {
  const owner = -number(params, "group_id");
  const items = numbers(params, "item_ids").map(id => itemOf(state, owner, id));
  const group = number(params, "item_group_id") || nextId(state, "itemGroup");
  for (const item of items) state.items.update(item, { group });
  return { item_group_id: group };
};

/** Methods for products. */
export const marketItems: Readonly<Record<string, Handler>> = {
  "market.add": add,
  "market.edit": edit,
  "market.delete": deleteItem,
  "market.get": get,
  "market.getById": getById,
  "market.groupItems": groupItems,
};
