import type { Methods } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { paginate, toArray } from "../core/pagination.ts";
import { localize } from "../i18n/localize.ts";

/** An order, as VK describes it. */
export type Order = NonNullable<Methods["market.getGroupOrders"]["response"]["items"]>[number];

/** Source: https://dev.vk.com/ru/method/market.getGroupOrders */
const pageSize = 50;

/**
 * Reads the community's orders one after another, for lists too long for memory.
 *
 * @param auth credentials
 * @returns the orders, fetched 50 at a time as they are needed
 * @example
 * ```ts
 * import { eachOrder } from "oint";
 *
 * for await (const order of eachOrder(auth)) console.log(order.id);
 * ```
 */
export function eachOrder(auth: Auth): AsyncGenerator<Order> {
  const read = async (offset: number) => {
    const params = { group_id: communityOf(auth), offset, count: pageSize };
    return (await call("market.getGroupOrders", params, auth)).response;
  };
  const advice = localize("a community token or of its administrator sees all orders");
  return paginate({ method: "market.getGroupOrders", pageSize, read, advice });
}

/**
 * Gets all orders of the community.
 *
 * @category Orders
 * @methods market.getGroupOrders
 * @russian ПолучитьСписокЗаказов
 * @short a
 * @param auth Credentials
 * @returns the orders: `[{id, user_id, date, status, items_count, total_price, preview_order_items, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const orders = await OPI_VK.getOrderList(auth);
 * ```
 * @example
 * ```bash
 * oint vk getOrderList --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.getGroupOrders
 */
export async function getOrderList(auth: Auth): Promise<Order[]> {
  return toArray(eachOrder(auth));
}
