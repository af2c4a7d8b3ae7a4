import type { Item } from "../../state/model/index.ts";
import { likesInfo } from "../../views/likes.ts";
import { photoObject } from "../../views/photo.ts";
import type { Viewer } from "../../views/viewer.ts";
import { categoryObject } from "./categories.ts";
import { money } from "./money.ts";

/** VK's numbers: 0 on sale, 1 removed from sale, 2 out of stock. */
function availability({ is_disabled, stock_amount }: Item): 0 | 1 | 2 {
  if (is_disabled) return 1;
  return stock_amount === 0 ? 2 : 0;
}

/** A product object of the VK API. */
export function itemObject(item: Item, viewer: Viewer, extended: boolean): Record<string, unknown> {
  const { state, origin } = viewer;
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
    category: categoryObject(item.category_id),
    availability: availability(item),
    date: item.date,
    is_main_variant: item.is_main_variant,
    sku: item.sku,
    stock_amount: item.stock_amount,
    ...(item.url ? { url: item.url } : {}),
    ...(item.group ? { variants_grouping_id: item.group } : {}),
    ...(thumb ? { thumb_photo: `${origin}/files/${thumb.file}` } : {}),
  };
  if (!extended) return fields;
  const { count, user_likes } = likesInfo("market", item.owner_id, item.id, viewer);
  return {
    ...fields,
    photos: photos.map(photo => photoObject(photo, origin)),
    albums_ids: state.marketAlbumItems.by("item", item.owner_id, item.id).map(({ album_id }) => album_id),
    likes: { count, user_likes },
    can_comment: 1,
    can_repost: 1,
    reposts: { count: 0, user_reposted: 0 },
    views_count: 0,
  };
}
