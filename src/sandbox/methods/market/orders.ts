import type { Context, Handler } from "../../handler.ts";
import { number, slice } from "../../server/parameters.ts";
import type { Order } from "../../state/model/index.ts";

import { itemObject } from "./item-object.ts";
import { money } from "./money.ts";

/** Maximum page size. Source: https://dev.vk.com/ru/method/market.getAlbums and related pages */
const maxPageSize = 50;

/** An order object of the VK API. */
function orderObject({ lines, ...order }: Order, context: Context): object {
  const owner_id = -order.group_id;
  const itemOfLine = (item_id: number) => context.state.items.get(owner_id, item_id);
  const preview_order_items = lines.map(({ item_id, quantity }) => {
    const item = itemOfLine(item_id);
    const described = item ? { title: item.name, item: itemObject(item, context, false) } : {};
    return { owner_id, item_id, quantity, ...described };
  });
  const total = lines.reduce(
    (sum, { item_id, quantity }) => sum + quantity * (itemOfLine(item_id)?.price ?? 0),
    0,
  );
  return {
    ...order,
    display_order_id: `${order.user_id}-${order.id}`,
    items_count: lines.length,
    total_price: money(total),
    preview_order_items,
  };
}

const getGroupOrders: Handler = (params, context) => {
  const group = number(params, "group_id");
  const orders = context.state.orders.by("group", group);
  const { count, items } = slice(params, orders, 10, maxPageSize);
  return { count, items: items.map(order => orderObject(order, context)) };
};

/** Methods for orders. */
export const marketOrders: Readonly<Record<string, Handler>> = { "market.getGroupOrders": getGroupOrders };
