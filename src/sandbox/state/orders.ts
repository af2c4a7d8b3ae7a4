import { now } from "./clock.ts";
import { nextId } from "./ids.ts";
import type { State } from "./schema.ts";

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

/** Adds a customer's order to the state. VK has no method for this: customers order in the shop. */
export function placeOrder(state: State, order: CustomerOrder): number {
  const { group_id, user_id = 1, items, address = "", comment = "" } = order;
  const id = nextId(state, "order");
  state.orders.add({ id, group_id, user_id, date: now(), status: 0, address, comment, lines: [...items] });
  return id;
}
