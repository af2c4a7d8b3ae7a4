import { itemObject } from "../methods/market/item-object.ts";
import { money } from "../methods/market/money.ts";
import type { Order } from "../state/model/index.ts";
import { photoObject } from "./photo.ts";
import type { Viewer } from "./viewer.ts";

/** A product in an order, as the VK API shows it. */
export function lineObject(order: Order, line: Order["lines"][number], viewer: Viewer): object {
  const { state, origin } = viewer;
  const owner_id = -order.group_id;
  const item = state.items.get(owner_id, line.item_id);
  const photo = item?.photos[0] === undefined ? undefined : state.photos.get(owner_id, item.photos[0]);
  const variants = (item?.variants ?? []).flatMap(id => state.variants.get(order.group_id, id)?.title ?? []);
  return {
    owner_id,
    item_id: line.item_id,
    quantity: line.quantity,
    price: money(item?.price ?? 0),
    ...(item ? { title: item.name, item: itemObject(item, viewer, false) } : {}),
    ...(photo ? { photo: photoObject(photo, origin) } : {}),
    ...(variants.length > 0 ? { variants } : {}),
  };
}

/** An order object of the VK API. */
export function orderObject(order: Order, viewer: Viewer): Record<string, unknown> {
  const { id, group_id, user_id, date, status, address, comment, lines, details } = order;
  const priceOf = (item_id: number) => viewer.state.items.get(-group_id, item_id)?.price ?? 0;
  const total = lines.reduce((sum, { item_id, quantity }) => sum + quantity * priceOf(item_id), 0);
  const { merchant_comment, comment_for_user, track_number, weight } = details ?? {};
  return {
    id,
    group_id,
    user_id,
    date,
    status,
    address,
    comment,
    display_order_id: `${user_id}-${id}`,
    items_count: lines.length,
    total_price: money(total),
    preview_order_items: lines.map(line => lineObject(order, line, viewer)),
    ...(merchant_comment ? { merchant_comment } : {}),
    ...(comment_for_user ? { comment_for_user } : {}),
    ...(track_number ? { track_number } : {}),
    ...(weight ? { weight } : {}),
  };
}
