import { Failure, invalid } from "../failure.ts";
import { type Context, type Handler, photoObject } from "../handler.ts";
import { number, numbers, type Params, slice } from "../server/parameters.ts";
import type { Item } from "../state/model.ts";
import { find, nextId, now, removeFrom, replaceIn, type State } from "../state/store.ts";

/** VK's limits. Sources: https://dev.vk.com/ru/method/market.add, market.get and market.getById */
const limits = { page: 200, ids: 100, photos: 4, variants: 2, url: 320, sku: 50 };
const name = { least: 4, most: 100 };
const minDescription = 10;

const categories = [
  {
    id: 20_000,
    name: "House and garden",
    children: [
      { id: 20_173, name: "Tableware", children: [] },
      { id: 20_174, name: "Furniture", children: [{ id: 20_175, name: "Chairs", children: [] }] },
    ],
  },
  { id: 21_000, name: "Clothes", children: [{ id: 21_001, name: "Shirts", children: [] }] },
];

function categoryName(id: number): string {
  const all = categories.flatMap(category => [
    category,
    ...category.children,
    ...category.children.flatMap(({ children }) => children),
  ]);
  return all.find(item => item.id === id)?.name ?? `Category ${id}`;
}

function money(amount: number): object {
  return {
    amount: String(Math.round(amount * 100)),
    currency: { id: 643, name: "RUB", title: "₽" },
    text: `${amount} ₽`,
    price_type: 0,
  };
}

/** A product as VK describes it. */
export function itemObject(item: Item, { state, origin }: Context, extended: boolean): object {
  const pictures = item.photos.flatMap(id => find(state.photos, item.owner_id, id) ?? []);
  const [thumb] = pictures;
  const plain = {
    id: item.id,
    owner_id: item.owner_id,
    title: item.name,
    description: item.description,
    price: {
      ...money(item.price),
      ...(item.old_price ? { old_amount: String(Math.round(item.old_price * 100)) } : {}),
    },
    category: { id: item.category_id, name: categoryName(item.category_id) },
    availability: item.stock_amount === 0 ? 2 : 0,
    date: item.date,
    is_main_variant: item.is_main_variant,
    sku: item.sku,
    stock_amount: item.stock_amount,
    ...(item.url ? { url: item.url } : {}),
    ...(item.group ? { variants_grouping_id: item.group } : {}),
    ...(thumb ? { thumb_photo: `${origin}/files/${thumb.file}` } : {}),
  };
  if (!extended) return plain;
  const albums_ids = state.selections
    .filter(selection => selection.items.includes(item.id))
    .map(({ id }) => id);
  return { ...plain, photos: pictures.map(photo => photoObject(photo, origin)), albums_ids, views_count: 0 };
}

/** The product, or VK's error that there is none. */
export function itemOf(state: State, owner: number, id: number): Item {
  const item = find(state.items, owner, id);
  if (!item) throw new Failure(1403);
  return item;
}

/** A product's photo belongs to one product only. */
function checkPhotos(state: State, owner: number, photos: readonly number[], item: number): void {
  for (const photo of photos) {
    const assigned = state.items.some(candidate => candidate.id !== item && candidate.photos.includes(photo));
    if (!find(state.photos, owner, photo) || assigned)
      throw invalid("photo not found or already assigned to another item");
  }
}

function checkVariants(state: State, variants: readonly number[]): void {
  if (variants.length > limits.variants) throw invalid(`variant_ids: more than ${limits.variants}`);
  const known = state.properties.flatMap(property => property.variants.map(({ id }) => id));
  if (variants.some(id => !known.includes(id))) throw new Failure(1416);
}

/** What a call says of a product, over what is known of it. */
function readItem(params: Params, known: Item, state: State): Item {
  const text = (parameter: string, old: string) => params[parameter] ?? old;
  const title = text("name", known.name);
  if ([...title].length < name.least) throw invalid(`name should be at least ${name.least} letters length`);
  if ([...title].length > name.most) throw new Failure(1421);
  const description = text("description", known.description);
  if ([...description].length < minDescription)
    throw invalid(`description should be at least ${minDescription} letters length`);
  if (text("url", known.url).length > limits.url) throw invalid("url is too long");
  if (text("sku", known.sku).length > limits.sku) throw invalid("sku is too long");
  const additional = numbers(params, "photo_ids");
  if (additional.length > limits.photos) throw invalid(`photo_ids: more than ${limits.photos}`);
  const main = number(params, "main_photo_id", known.photos[0] ?? 0);
  const others = params.photo_ids === undefined ? known.photos.slice(1) : additional;
  const photos = [main, ...others].filter(Boolean);
  const variants = params.variant_ids === undefined ? known.variants : numbers(params, "variant_ids");
  checkPhotos(state, known.owner_id, photos, known.id);
  checkVariants(state, variants);
  return {
    ...known,
    name: title,
    description,
    category_id: number(params, "category_id", known.category_id),
    price: number(params, "price", known.price),
    old_price: number(params, "old_price", known.old_price),
    url: text("url", known.url),
    sku: text("sku", known.sku),
    stock_amount: number(params, "stock_amount", known.stock_amount),
    weight: number(params, "weight", known.weight),
    dimensions: {
      width: number(params, "dimension_width", known.dimensions.width),
      height: number(params, "dimension_height", known.dimensions.height),
      length: number(params, "dimension_length", known.dimensions.length),
    },
    photos,
    variants,
    is_main_variant:
      params.is_main_variant === undefined ? known.is_main_variant : params.is_main_variant === "1",
  };
}

const blank: Omit<Item, "id" | "owner_id" | "date"> = {
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
  const item = readItem(params, { ...blank, id: 0, owner_id, date: now() }, state);
  const id = nextId(state, `item${owner_id}`);
  state.items.push({ ...item, id });
  return { market_item_id: id };
};

const edit: Handler = (params, { state }) => {
  const item = itemOf(state, number(params, "owner_id"), number(params, "item_id"));
  const changes = Object.keys(params).filter(
    key => !["owner_id", "item_id", "v", "access_token", "lang"].includes(key),
  );
  if (changes.length === 0) throw invalid("nothing to change");
  replaceIn(state.items, item, readItem(params, item, state));
  return 1;
};

const remove: Handler = (params, { state }) => {
  const item = itemOf(state, number(params, "owner_id"), number(params, "item_id"));
  removeFrom(state.items, item);
  for (const { items } of state.selections.filter(entry => entry.items.includes(item.id)))
    removeFrom(items, item.id);
  return 1;
};

const get: Handler = (params, context) => {
  const { state } = context;
  const owner = number(params, "owner_id");
  const album = number(params, "album_id");
  const selection = album ? find(state.selections, owner, album) : undefined;
  if (album && !selection) throw new Failure(1402);
  const own = state.items.filter(
    one => one.owner_id === owner && (!selection || selection.items.includes(one.id)),
  );
  const { count, items } = slice(params, own, 100, limits.page);
  return { count, items: items.map(item => itemObject(item, context, params.extended === "1")) };
};

const getById: Handler = (params, context) => {
  const ids = (params.item_ids ?? "").split(",").filter(Boolean);
  if (ids.length > limits.ids) throw invalid(`item_ids: more than ${limits.ids}`);
  const found = ids.flatMap(full => {
    const [owner = 0, id = 0] = full.split("_").map(Number);
    return find(context.state.items, owner, id) ?? [];
  });
  return {
    count: found.length,
    items: found.map(item => itemObject(item, context, params.extended === "1")),
  };
};

const groupItems: Handler = (params, { state }) => {
  const owner = -number(params, "group_id");
  const items = numbers(params, "item_ids").map(id => itemOf(state, owner, id));
  const group = number(params, "item_group_id") || nextId(state, "itemGroup");
  for (const item of items) replaceIn(state.items, item, { ...item, group });
  return { item_group_id: group };
};

export const market: Readonly<Record<string, Handler>> = {
  "market.getCategories": () => ({ items: categories }),
  "market.add": add,
  "market.edit": edit,
  "market.delete": remove,
  "market.get": get,
  "market.getById": getById,
  "market.groupItems": groupItems,
};
