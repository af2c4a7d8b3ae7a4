import { type Context, type Handler, photoObject } from "../call.ts";
import { Failure, invalid } from "../failure.ts";
import { number, numbers, type Params, slice } from "../parameters.ts";
import type { Property, Selection, Variant } from "../things.ts";
import { drop, find, nextId, now, replace, type World } from "../world.ts";
import { itemObject, itemOf } from "./market.ts";

/** VK's limits. Sources: https://dev.vk.com/ru/method/market.getAlbums and the pages beside it */
const limits = { selectionPage: 100, title: 128, orderPage: 50, variants: 50, variant: 60 };

function selectionObject(selection: Selection, { world, origin }: Context): object {
  const { items, photo, ...plain } = selection;
  const cover = find(world.photos, selection.owner_id, photo);
  return { ...plain, count: items.length, type: 0, ...(cover ? { photo: photoObject(cover, origin) } : {}) };
}

function selectionOf(params: Params, world: World, id: number): Selection {
  const selection = find(world.selections, number(params, "owner_id"), id);
  if (!selection) throw new Failure(1402);
  return selection;
}

function readSelection(params: Params, world: World) {
  const { title = "", main_album, is_hidden } = params;
  if ([...title].length > limits.title)
    throw invalid(`title should be at most ${limits.title} letters length`);
  if (main_album === "1" && is_hidden === "1") throw new Failure(1446);
  const photo = number(params, "photo_id");
  if (photo && !find(world.photos, number(params, "owner_id"), photo)) throw invalid("photo not found");
  return { title, photo, is_main: main_album === "1", is_hidden: is_hidden === "1", updated_time: now() };
}

const getAlbums: Handler = (params, context) => {
  const own = context.world.selections.filter(each => each.owner_id === number(params, "owner_id"));
  const { count, items } = slice(params, own, 50, limits.selectionPage);
  return { count, items: items.map(each => selectionObject(each, context)) };
};

const getAlbumById: Handler = (params, context) => {
  const owner = number(params, "owner_id");
  const found = numbers(params, "album_ids").flatMap(id => find(context.world.selections, owner, id) ?? []);
  return { count: found.length, items: found.map(each => selectionObject(each, context)) };
};

const addAlbum: Handler = (params, { world }) => {
  const owner_id = number(params, "owner_id");
  const read = readSelection(params, world);
  const id = nextId(world, `selection${owner_id}`);
  world.selections.push({ id, owner_id, items: [], ...read });
  return {
    market_album_id: id,
    albums_count: world.selections.filter(each => each.owner_id === owner_id).length,
  };
};

const editAlbum: Handler = (params, { world }) => {
  const selection = selectionOf(params, world, number(params, "album_id"));
  replace(world.selections, selection, { ...selection, ...readSelection(params, world) });
  return 1;
};

const deleteAlbum: Handler = (params, { world }) => {
  drop(world.selections, selectionOf(params, world, number(params, "album_id")));
  return 1;
};

const addToAlbum: Handler = (params, { world }) => {
  const owner = number(params, "owner_id");
  const selections = numbers(params, "album_ids").map(id => selectionOf(params, world, id));
  const items = numbers(params, "item_ids").map(id => itemOf(world, owner, id).id);
  if (selections.some(each => items.some(id => each.items.includes(id)))) throw new Failure(1404);
  for (const selection of selections) selection.items.push(...items);
  return 1;
};

const removeFromAlbum: Handler = (params, { world }) => {
  const item = itemOf(world, number(params, "owner_id"), number(params, "item_id"));
  for (const id of numbers(params, "album_ids")) {
    const { items } = selectionOf(params, world, id);
    if (!items.includes(item.id)) throw new Failure(1403);
    drop(items, item.id);
  }
  return 1;
};

function propertyOf(params: Params, world: World): Property {
  const group_id = number(params, "group_id");
  const property = world.properties.find(
    each => each.group_id === group_id && each.id === number(params, "property_id"),
  );
  if (!property) throw new Failure(1417);
  return property;
}

function variantOf(params: Params, world: World): readonly [Property, Variant] {
  const group_id = number(params, "group_id");
  const id = number(params, "variant_id");
  const property = world.properties.find(
    each => each.group_id === group_id && each.variants.some(one => one.id === id),
  );
  const variant = property?.variants.find(each => each.id === id);
  if (!property || !variant) throw new Failure(1416);
  return [property, variant];
}

function variantTitle({ title = "" }: Params): string {
  if ([...title].length > limits.variant) throw new Failure(1423);
  return title;
}

const getProperties: Handler = (params, { world }) => {
  const items = world.properties.filter(each => each.group_id === number(params, "group_id"));
  return {
    count: items.length,
    items: items.map(({ id, title, variants }) => ({ id, title, type: "text", variants })),
  };
};

const addProperty: Handler = (params, { world }) => {
  const id = nextId(world, "property");
  world.properties.push({
    id,
    group_id: number(params, "group_id"),
    title: params.title ?? "",
    variants: [],
  });
  return { property_id: id };
};

const editProperty: Handler = (params, { world }) => {
  propertyOf(params, world).title = params.title ?? "";
  return 1;
};

const deleteProperty: Handler = (params, { world }) => {
  drop(world.properties, propertyOf(params, world));
  return 1;
};

const addPropertyVariant: Handler = (params, { world }) => {
  const { variants } = propertyOf(params, world);
  if (variants.length >= limits.variants) throw new Failure(1419);
  const variant = { id: nextId(world, "variant"), title: variantTitle(params) };
  variants.push(variant);
  return { variant_id: variant.id };
};

const editPropertyVariant: Handler = (params, { world }) => {
  const [, variant] = variantOf(params, world);
  variant.title = variantTitle(params);
  return 1;
};

const deletePropertyVariant: Handler = (params, { world }) => {
  const [{ variants }, variant] = variantOf(params, world);
  drop(variants, variant);
  return 1;
};

const getGroupOrders: Handler = (params, context) => {
  const { world } = context;
  const group = number(params, "group_id");
  const { count, items } = slice(
    params,
    world.orders.filter(each => each.group_id === group),
    10,
    limits.orderPage,
  );
  const described = items.map(({ lines, ...order }) => {
    const preview_order_items = lines.map(({ item_id, quantity }) => {
      const item = find(world.items, -group, item_id);
      return {
        owner_id: -group,
        item_id,
        quantity,
        ...(item ? { title: item.name, item: itemObject(item, context, false) } : {}),
      };
    });
    const total = lines.reduce(
      (sum, { item_id, quantity }) => sum + quantity * (find(world.items, -group, item_id)?.price ?? 0),
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

export const marketShelves: Readonly<Record<string, Handler>> = {
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
