import { editOrder } from "../../actions/orders.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params, slice } from "../../server/parameters.ts";
import type { Order } from "../../state/model/index.ts";
import { groupOf } from "../../state/people.ts";
import { groupObject } from "../../views/group.ts";
import { lineObject, orderObject } from "../../views/order.ts";
import { groupIdOf } from "../names.ts";

/** Maximum page sizes. Sources: https://dev.vk.com/ru/method/market.getGroupOrders, market.getOrders */
const maxPageSizes = { group: 50, own: 10 };
/** VK's number of the last status, returned; 0 is a new order. Source: https://dev.vk.com/ru/method/market.editOrder */
const lastStatus = 6;

const newestFirst = (orders: readonly Order[]) => orders.toReversed();

const getGroupOrders: Handler = (params, context) => {
  const orders = newestFirst(context.state.orders.by("group", groupIdOf(params, context.state)));
  const { count, items } = slice(params, orders, 10, maxPageSizes.group);
  return { count, items: items.map(order => orderObject(order, context)) };
};

const getOrders: Handler = (params, context) => {
  const { state, userId } = context;
  const orders = newestFirst(state.orders.by("user", userId));
  const { count, items } = slice(params, orders, 10, maxPageSizes.own);
  const groups = [...new Set(items.map(({ group_id }) => group_id))];
  const extended = { groups: groups.map(id => groupObject(groupOf(state, id), [], context)) };
  return {
    count,
    items: items.map(order => orderObject(order, context)),
    ...(flag(params, "extended") ? extended : {}),
  };
};

/** The order that a call names: of a customer, or of the token's user. */
function findOrder(params: Params, { state, userId }: Context): Order | undefined {
  const id = number(params, "order_id");
  return state.orders.by("user", number(params, "user_id", userId)).find(order => order.id === id);
}

const getOrderById: Handler = (params, context) => {
  const order = findOrder(params, context);
  if (!order) throw new Failure(1436);
  return { order: orderObject(order, context) };
};

const getOrderItems: Handler = (params, context) => {
  const order = findOrder(params, context);
  if (!order) throw invalid("order_id is invalid");
  const { count, items } = slice(params, order.lines, 50, Number.POSITIVE_INFINITY);
  return { count, items: items.map(line => lineObject(order, line, context)) };
};

const sizes = ["width", "length", "height", "weight"];
/** What market.editOrder sets besides the status, and how long a text may be. Source: https://dev.vk.com/ru/method/market.editOrder */
const textLimits: Readonly<Record<string, number>> = {
  merchant_comment: 800,
  comment_for_user: 400,
  track_number: 60,
  receipt_link: 400,
};
const detailNames = [...Object.keys(textLimits), ...sizes, "delivery_price", "payment_status"];

/** What a call changes in an order: numbers as numbers, texts as they are. */
function readDetails(params: Params): Record<string, unknown> {
  const given = detailNames.filter(name => params[name] !== undefined);
  for (const name of given) {
    if ((params[name] ?? "").length > (textLimits[name] ?? Number.POSITIVE_INFINITY))
      throw invalid(`${name} is too long`);
  }
  const measured = sizes.filter(name => given.includes(name)).length;
  if (measured > 0 && measured < sizes.length) throw new Failure(1429);
  const isText = (name: string) => name in textLimits || name === "payment_status";
  return Object.fromEntries(given.map(name => [name, isText(name) ? params[name] : number(params, name)]));
}

const edit: Handler = (params, context) => {
  const order = findOrder(params, context);
  if (!order) throw invalid("order_id is invalid");
  const status = number(params, "status", order.status);
  if (status < 0 || status > lastStatus) throw new Failure(1456);
  editOrder(context, order, { status, details: { ...order.details, ...readDetails(params) } });
  return 1;
};

/** Methods for orders. */
export const marketOrders: Readonly<Record<string, Handler>> = {
  "market.getGroupOrders": getGroupOrders,
  "market.getOrders": getOrders,
  "market.getOrderById": getOrderById,
  "market.getOrderItems": getOrderItems,
  "market.editOrder": edit,
};
