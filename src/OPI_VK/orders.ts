import type { Methods } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { isPlaceholder } from "../core/dry-run.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import { paginate, toArray } from "../core/pagination.ts";
import type { VkResponse } from "../core/request.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { oneOf } from "../validation/choices.ts";
import { formatValue } from "../validation/format.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { type NumberInput, numberInRange } from "../validation/numbers.ts";
import { lengthProblem, text } from "../validation/strings.ts";

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

/** The customer of an order: the given one, or the one that the community's orders name. */
async function customerOf(order: number, user: IdInput, auth: Auth): Promise<number> {
  if (user !== "") return positiveId("user", user);
  for await (const { id, user_id } of eachOrder(auth))
    if (id === order || isPlaceholder(id)) return user_id ?? 0;
  throw new ArgumentError("order", localize("the community has no order {order}", { order }));
}

/**
 * Gets an order of the community.
 *
 * @category Orders
 * @methods market.getGroupOrders, market.getOrderById
 * @russian ПолучитьЗаказ
 * @short o, u, a
 * @param order Order ID
 * @param user ID of the customer; by default, the community's orders are searched for it
 * @param auth Credentials
 * @returns `{response: {order: {id, user_id, date, status, items_count, total_price, address, track_number, …}}}`
 * @throws {ArgumentError} if an argument is invalid, or the community has no such order
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.getOrder(1, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk getOrder --order 1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.getOrderById
 */
export async function getOrder(
  order: IdInput,
  user: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"market.getOrderById">> {
  const order_id = positiveId("order", order);
  const user_id = await customerOf(order_id, user, auth);
  return call("market.getOrderById", { order_id, user_id }, auth);
}

/** A product in an order, as VK describes it. */
export type OrderItem = ItemOf<"market.getOrderItems">;

/**
 * Gets the products of an order.
 *
 * @category Orders
 * @methods market.getGroupOrders, market.getOrderItems
 * @russian ПолучитьТоварыЗаказа
 * @short o, u, a
 * @param order Order ID
 * @param user ID of the customer; by default, the community's orders are searched for it
 * @param auth Credentials
 * @returns the products: `[{item_id, title, quantity, price, item, …}]`
 * @throws {ArgumentError} if an argument is invalid, or the community has no such order
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const items = await OPI_VK.getOrderItems(1, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk getOrderItems --order 1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.getOrderItems
 */
export function getOrderItems(order: IdInput, user: IdInput = "", auth: Auth): List<OrderItem> {
  return new List(async function* () {
    const order_id = positiveId("order", order);
    const user_id = await customerOf(order_id, user, auth);
    yield* eachItem("market.getOrderItems", { order_id, user_id }, auth);
  });
}

/** Whether an order is paid. */
export type PaymentStatus = "" | "not_paid" | "paid" | "returned";

const paymentStatuses: readonly PaymentStatus[] = ["", "not_paid", "paid", "returned"];

/** Limits of texts. Source: https://dev.vk.com/ru/method/market.editOrder */
const maxLengths = { track: 60, comment: 800, note: 400, receipt: 400 };

/**
 * Changes an order of the community: its status, tracking number, comments, or payment. What is not given stays.
 *
 * @category Orders
 * @methods market.getGroupOrders, market.editOrder
 * @russian ИзменитьЗаказ
 * @short o, s, t, c, n, p, d, r, u, a
 * @param order Order ID
 * @param status Number of the status, as VK counts them: 0 is a new order; by default, it stays
 * @param track Tracking number, up to 60 characters
 * @param comment Comment for the managers of the community, up to 800 characters
 * @param note Comment for the customer, up to 400 characters
 * @param payment Payment: `not_paid`, `paid` or `returned`
 * @param delivery Price of the delivery
 * @param receipt Link to the receipt, up to 400 characters
 * @param user ID of the customer; by default, the community's orders are searched for it
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid, nothing is to be changed, or the community has no such order; nothing
 *   was changed
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.editOrder(1, 3, "RA123456789RU", "", "On its way", "paid", "", "", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk editOrder --order 1 --status 3 --track RA123456789RU --note "On its way" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.editOrder
 */
export async function editOrder(
  order: IdInput,
  status: NumberInput = "",
  track: string = "",
  comment: string = "",
  note: string = "",
  payment: PaymentStatus = "",
  delivery: NumberInput = "",
  receipt: string = "",
  user: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"market.editOrder">> {
  const order_id = positiveId("order", order);
  const changes = {
    status: wholeNumber("status", status),
    track_number: shortText("track", track),
    merchant_comment: shortText("comment", comment),
    comment_for_user: shortText("note", note),
    payment_status: oneOf("payment", payment, paymentStatuses) || undefined,
    delivery_price: wholeNumber("delivery", delivery),
    receipt_link: shortText("receipt", receipt),
  };
  const { params = {} } = currentSettings();
  if (Object.values({ ...changes, ...params }).every(value => value === undefined)) {
    throw new ArgumentError("status", localize("is empty, and so is everything else that can be changed"));
  }
  const user_id = await customerOf(order_id, user, auth);
  return call("market.editOrder", { ...changes, order_id, user_id }, auth);
}

function wholeNumber(argument: string, value: NumberInput): number | undefined {
  if (value === "") return undefined;
  const number = numberInRange(argument, value, 0, Number.MAX_SAFE_INTEGER);
  if (Number.isInteger(number)) return number;
  throw new ArgumentError(
    argument,
    localize("got {value}, expected a whole number", { value: String(value) }),
  );
}

function shortText(argument: keyof typeof maxLengths, value: string): string | undefined {
  const string = text(argument, value);
  const max = maxLengths[argument];
  if ([...string].length <= max) return string || undefined;
  throw new ArgumentError(argument, lengthProblem(formatValue(string), [...string].length, 0, max));
}
