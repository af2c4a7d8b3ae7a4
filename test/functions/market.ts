import { expect } from "vitest";
import { type Case, group_id, owner_id } from "./case.ts";

const product = (id: number) => expect.objectContaining({ id, title: `Product ${id}` });
const customer = ["market.getGroupOrders", { group_id }] as const;

export const market: Readonly<Record<string, Case>> = {
  searchProducts: {
    sent: [["market.search", { owner_id, q: "work product", count: "3", extended: "1" }]],
    result: [product(1), product(2), product(3)],
  },
  updateStock: {
    sent: [
      ["execute"],
      ["market.getById", { item_ids: "-218861756_1,-218861756_9" }],
      ["market.get", { owner_id, with_disabled: "1", need_variants: "1" }],
      ["market.edit", { owner_id, item_id: "1", price: "320.5", stock_amount: "5" }],
    ],
    result: [
      {
        id: 1,
        status: "changed",
        changes: { Price: { from: 100, to: 320.5 }, AvailableBalance: { from: 1, to: 5 } },
      },
      { sku: "CUP", status: "not found" },
      { id: 9, status: "not found" },
    ],
  },
  getOrder: {
    sent: [customer, ["market.getOrderById", { order_id: "1", user_id: "1" }]],
    result: { response: { order: expect.objectContaining({ id: 1, user_id: 1, items_count: 1 }) } },
  },
  getOrderItems: {
    sent: [customer, ["market.getOrderItems", { order_id: "1", user_id: "1" }]],
    result: [expect.objectContaining({ item_id: 1, quantity: 2, title: "Product 1" })],
  },
  editOrder: {
    sent: [
      customer,
      [
        "market.editOrder",
        {
          order_id: "1",
          user_id: "1",
          status: "3",
          track_number: "RA1",
          comment_for_user: "On its way",
          payment_status: "paid",
          merchant_comment: null,
        },
      ],
    ],
    result: { response: 1 },
  },
};
