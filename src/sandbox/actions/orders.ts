import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import type { Order } from "../state/model/index.ts";
import { orderObject } from "../views/order.ts";
import type { Viewer } from "../views/viewer.ts";
import { addHappening } from "./happening.ts";

/** A product and its quantity. */
export interface OrderLine {
  /** Product ID. */
  readonly item_id: number;
  /** Quantity. */
  readonly quantity: number;
}

/** An order that a customer places. */
export interface CustomerOrder {
  /** Community ID, a positive number. */
  readonly group_id: number;
  /** ID of the customer (default: 1). */
  readonly user_id?: number;
  /** Ordered products. */
  readonly items: readonly OrderLine[];
  /** Delivery address. */
  readonly address?: string;
  /** Comment of the customer. */
  readonly comment?: string;
}

/** Places a customer's order and returns its ID. VK has no method for this: customers order in the shop. */
export function placeOrder(viewer: Viewer, order: CustomerOrder): number {
  const { group_id, user_id = 1, items, address = "", comment = "" } = order;
  const { state } = viewer;
  const id = nextId(state, "order");
  const date = now();
  const placed = state.orders.add({ id, group_id, user_id, date, status: 0, address, comment, lines: items });
  addHappening(state, group_id, "market_order_new", orderObject(placed, viewer));
  return id;
}

/** Changes an order. */
export function editOrder(viewer: Viewer, order: Order, changes: Partial<Order>): Order {
  const changed = viewer.state.orders.update(order, changes);
  addHappening(viewer.state, order.group_id, "market_order_edit", orderObject(changed, viewer));
  return changed;
}
