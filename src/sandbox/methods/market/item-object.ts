import type { Context } from "../../handler.ts";
import type { Item } from "../../state/model/index.ts";

import { photoObject } from "../../views/photo.ts";
import { categoryName } from "./categories.ts";
import { money } from "./money.ts";

/** A product object of the VK API. */
export function itemObject(item: Item, { state, origin }: Context, extended: boolean): object {
  const photos = item.photos.flatMap(id => state.photos.get(item.owner_id, id) ?? []);
  const [thumb] = photos;
  const fields = {
    id: item.id,
    owner_id: item.owner_id,
    title: item.name,
    description: item.description,
    price: {
      ...money(item.price),
      price_type: 0,
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
  if (!extended) return fields;
  const albums_ids = state.marketAlbumItems
    .by("item", item.owner_id, item.id)
    .map(({ album_id }) => album_id);
  return { ...fields, photos: photos.map(photo => photoObject(photo, origin)), albums_ids, views_count: 0 };
}
