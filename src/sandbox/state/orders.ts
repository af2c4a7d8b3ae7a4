import { nextId, now, type State } from "./store.ts";

/** A product and how many of it. */
export interface OrderLine {
  /** Number of the product. */
  readonly item_id: number;
  /** How many. */
  readonly quantity: number;
}

/** An order as a customer makes it. */
export interface CustomerOrder {
  /** The community, as a positive number. */
  readonly group_id: number;
  /** The customer. Empty: user 1. */
  readonly user_id?: number;
  /** What is ordered. */
  readonly items: readonly OrderLine[];
  /** Where it goes. */
  readonly address?: string;
  /** What the customer writes. */
  readonly comment?: string;
}

/** Puts a customer's order into the world; VK has no method for it, it is done in the shop. */
export function placeOrder(state: State, order: CustomerOrder): number {
  const { group_id, user_id = 1, items, address = "", comment = "" } = order;
  const id = nextId(state, `order${group_id}`);
  state.orders.push({ id, group_id, user_id, date: now(), status: 0, address, comment, lines: [...items] });
  return id;
}
