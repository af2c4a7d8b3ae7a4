import { Failure, invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { flag, number, numbers, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import type { Item } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";
import { findCategory } from "./categories.ts";

/** Limits of VK. Sources: https://dev.vk.com/ru/method/market.add, market.groupItems */
const limits = { photos: 4, variants: 2, url: 320, sku: 50, grouped: 2 };
/** Ranges of numbers. Sources: the same. */
const ranges = {
  price: [0, 999_999_999_999],
  old_price: [0, 999_999_999_999],
  dimension_width: [0, 100_000],
  dimension_height: [0, 100_000],
  dimension_length: [0, 100_000],
  weight: [0, 100_000_000],
  stock_amount: [-1, 999_999],
} as const;
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

/** Reads a field of a product that VK limits to a range. */
function limited(params: Params, name: keyof typeof ranges, current: number): number {
  const value = number(params, name, current);
  const [min, max] = ranges[name];
  if (value < min || value > max) throw invalid(`${name} should be from ${min} to ${max}`);
  return value;
}

/** Returns the product with the changes that the parameters contain, or fails when one is invalid. */
function withChanges(item: Item, params: Params, state: State): Item {
  const text = (parameter: string, current: string) => params[parameter] ?? current;
  const name = text("name", item.name);
  if ([...name].length < nameLength.min)
    throw invalid(`name should be at least ${nameLength.min} letters length`);
  if ([...name].length > nameLength.max)
    throw invalid(`name should be at most ${nameLength.max} letters length`);
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
  const category_id = number(params, "category_id", item.category_id);
  if (params.category_id !== undefined && !findCategory(category_id)) throw invalid("category_id is invalid");
  return {
    ...item,
    name,
    description,
    category_id,
    price: limited(params, "price", item.price),
    old_price: limited(params, "old_price", item.old_price),
    url: text("url", item.url),
    sku: text("sku", item.sku),
    stock_amount: limited(params, "stock_amount", item.stock_amount),
    weight: limited(params, "weight", item.weight),
    dimensions: {
      width: limited(params, "dimension_width", item.dimensions.width),
      height: limited(params, "dimension_height", item.dimensions.height),
      length: limited(params, "dimension_length", item.dimensions.length),
    },
    photos,
    variants,
    is_main_variant: params.is_main_variant ? flag(params, "is_main_variant") : item.is_main_variant,
    is_disabled: params.deleted ? flag(params, "deleted") : (item.is_disabled ?? false),
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

const restore: Handler = (params, { state }) => {
  const item = state.items.get(number(params, "owner_id"), number(params, "item_id"));
  if (!item) throw new Failure(1403);
  if (!item.deleted) throw new Failure(1518);
  state.items.update(item, { deleted: false });
  return 1;
};

const groupItems: Handler = (params, { state }) => {
  const owner = -number(params, "group_id");
  const items = numbers(params, "item_ids").map(id => itemOf(state, owner, id));
  if (items.length < limits.grouped) throw new Failure(1425);
  const group = number(params, "item_group_id") || nextId(state, "itemGroup");
  for (const item of items) state.items.update(item, { group });
  return { item_group_id: group };
};

const ungroupItems: Handler = (params, { state }) => {
  const owner = -number(params, "group_id");
  const items = state.items.by("group", owner, number(params, "item_group_id"));
  for (const item of items) state.items.update(item, { group: 0 });
  return 1;
};

/** Methods that change products. */
export const marketItems: Readonly<Record<string, Handler>> = {
  "market.add": add,
  "market.edit": edit,
  "market.delete": deleteItem,
  "market.restore": restore,
  "market.groupItems": groupItems,
  "market.ungroupItems": ungroupItems,
};
