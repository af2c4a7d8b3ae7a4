import { Failure, invalid } from "../failure.ts";
import { type Context, type Handler, photoObject } from "../handler.ts";
import { number, numbers, type Params, slice } from "../server/parameters.ts";
import type { Property, Selection, Variant } from "../state/model.ts";
import { find, nextId, now, removeFrom, replaceIn, type State } from "../state/store.ts";
import { itemObject, itemOf } from "./market.ts";

/** VK's limits. Sources: https://dev.vk.com/ru/method/market.getAlbums and the pages beside it */
const limits = { selectionPage: 100, title: 128, orderPage: 50, variants: 50, variant: 60 };

function selectionObject(selection: Selection, { state, origin }: Context): object {
  const { items, photo, ...plain } = selection;
  const cover = find(state.photos, selection.owner_id, photo);
  return { ...plain, count: items.length, type: 0, ...(cover ? { photo: photoObject(cover, origin) } : {}) };
}

function selectionOf(params: Params, state: State, id: number): Selection {
  const selection = find(state.selections, number(params, "owner_id"), id);
  if (!selection) throw new Failure(1402);
  return selection;
}

function readSelection(params: Params, state: State) {
  const { title = "", main_album, is_hidden } = params;
  if ([...title].length > limits.title)
    throw invalid(`title should be at most ${limits.title} letters length`);
  if (main_album === "1" && is_hidden === "1") throw new Failure(1446);
  const photo = number(params, "photo_id");
  if (photo && !find(state.photos, number(params, "owner_id"), photo)) throw invalid("photo not found");
  return { title, photo, is_main: main_album === "1", is_hidden: is_hidden === "1", updated_time: now() };
}

const getAlbums: Handler = (params, context) => {
  const own = context.state.selections.filter(candidate => candidate.owner_id === number(params, "owner_id"));
  const { count, items } = slice(params, own, 50, limits.selectionPage);
  return { count, items: items.map(entry => selectionObject(entry, context)) };
};

const getAlbumById: Handler = (params, context) => {
  const owner = number(params, "owner_id");
  const found = numbers(params, "album_ids").flatMap(id => find(context.state.selections, owner, id) ?? []);
  return { count: found.length, items: found.map(element => selectionObject(element, context)) };
};

const addAlbum: Handler = (params, { state }) => {
  const owner_id = number(params, "owner_id");
  const read = readSelection(params, state);
  const id = nextId(state, `selection${owner_id}`);
  state.selections.push({ id, owner_id, items: [], ...read });
  return {
    market_album_id: id,
    albums_count: state.selections.filter(element => element.owner_id === owner_id).length,
  };
};

const editAlbum: Handler = (params, { state }) => {
  const selection = selectionOf(params, state, number(params, "album_id"));
  replaceIn(state.selections, selection, { ...selection, ...readSelection(params, state) });
  return 1;
};

const deleteAlbum: Handler = (params, { state }) => {
  removeFrom(state.selections, selectionOf(params, state, number(params, "album_id")));
  return 1;
};

const addToAlbum: Handler = (params, { state }) => {
  const owner = number(params, "owner_id");
  const selections = numbers(params, "album_ids").map(id => selectionOf(params, state, id));
  const items = numbers(params, "item_ids").map(id => itemOf(state, owner, id).id);
  if (selections.some(element => items.some(id => element.items.includes(id)))) throw new Failure(1404);
  for (const selection of selections) selection.items.push(...items);
  return 1;
};

const removeFromAlbum: Handler = (params, { state }) => {
  const item = itemOf(state, number(params, "owner_id"), number(params, "item_id"));
  for (const id of numbers(params, "album_ids")) {
    const { items } = selectionOf(params, state, id);
    if (!items.includes(item.id)) throw new Failure(1403);
    removeFrom(items, item.id);
  }
  return 1;
};

function propertyOf(params: Params, state: State): Property {
  const group_id = number(params, "group_id");
  const property = state.properties.find(
    item => item.group_id === group_id && item.id === number(params, "property_id"),
  );
  if (!property) throw new Failure(1417);
  return property;
}

function variantOf(params: Params, state: State): readonly [Property, Variant] {
  const group_id = number(params, "group_id");
  const id = number(params, "variant_id");
  const property = state.properties.find(
    item => item.group_id === group_id && item.variants.some(one => one.id === id),
  );
  const variant = property?.variants.find(candidate => candidate.id === id);
  if (!property || !variant) throw new Failure(1416);
  return [property, variant];
}

function variantTitle({ title = "" }: Params): string {
  if ([...title].length > limits.variant) throw new Failure(1423);
  return title;
}

const getProperties: Handler = (params, { state }) => {
  const items = state.properties.filter(element => element.group_id === number(params, "group_id"));
  return {
    count: items.length,
    items: items.map(({ id, title, variants }) => ({ id, title, type: "text", variants })),
  };
};

const addProperty: Handler = (params, { state }) => {
  const id = nextId(state, "property");
  state.properties.push({
    id,
    group_id: number(params, "group_id"),
    title: params.title ?? "",
    variants: [],
  });
  return { property_id: id };
};

const editProperty: Handler = (params, { state }) => {
  propertyOf(params, state).title = params.title ?? "";
  return 1;
};

const deleteProperty: Handler = (params, { state }) => {
  removeFrom(state.properties, propertyOf(params, state));
  return 1;
};

const addPropertyVariant: Handler = (params, { state }) => {
  const { variants } = propertyOf(params, state);
  if (variants.length >= limits.variants) throw new Failure(1419);
  const variant = { id: nextId(state, "variant"), title: variantTitle(params) };
  variants.push(variant);
  return { variant_id: variant.id };
};

const editPropertyVariant: Handler = (params, { state }) => {
  const [, variant] = variantOf(params, state);
  variant.title = variantTitle(params);
  return 1;
};

const deletePropertyVariant: Handler = (params, { state }) => {
  const [{ variants }, variant] = variantOf(params, state);
  removeFrom(variants, variant);
  return 1;
};

const getGroupOrders: Handler = (params, context) => {
  const { state } = context;
  const group = number(params, "group_id");
  const { count, items } = slice(
    params,
    state.orders.filter(element => element.group_id === group),
    10,
    limits.orderPage,
  );
  const described = items.map(({ lines, ...order }) => {
    const preview_order_items = lines.map(({ item_id, quantity }) => {
      const item = find(state.items, -group, item_id);
      return {
        owner_id: -group,
        item_id,
        quantity,
        ...(item ? { title: item.name, item: itemObject(item, context, false) } : {}),
      };
    });
    const total = lines.reduce(
      (sum, { item_id, quantity }) => sum + quantity * (find(state.items, -group, item_id)?.price ?? 0),
      0,
    );
    const total_price = {
      amount: String(Math.round(total * 100)),
      currency: { id: 643, name: "RUB", title: "₽" },
      text: `${total} ₽`,
    };
    return {
      ...order,
      display_order_id: `${order.user_id}-${order.id}`,
      items_count: lines.length,
      total_price,
      preview_order_items,
    };
  });
  return { count, items: described };
};

export const marketAlbums: Readonly<Record<string, Handler>> = {
  "market.getAlbums": getAlbums,
  "market.getAlbumById": getAlbumById,
  "market.addAlbum": addAlbum,
  "market.editAlbum": editAlbum,
  "market.deleteAlbum": deleteAlbum,
  "market.addToAlbum": addToAlbum,
  "market.removeFromAlbum": removeFromAlbum,
  "market.getProperties": getProperties,
  "market.addProperty": addProperty,
  "market.editProperty": editProperty,
  "market.deleteProperty": deleteProperty,
  "market.addPropertyVariant": addPropertyVariant,
  "market.editPropertyVariant": editPropertyVariant,
  "market.deletePropertyVariant": deletePropertyVariant,
  "market.getGroupOrders": getGroupOrders,
};
