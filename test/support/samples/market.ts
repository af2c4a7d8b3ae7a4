import type { Samples } from "../samples.ts";

export const market: Samples = {
  searchProducts: [{ query: "work product", limit: 3 }],
  updateStock: [
    {
      items: [
        { ID: "1", Price: "320.50", AvailableBalance: 5 },
        { sku: "CUP", price: 100 },
        { ID: 9, Price: 1 },
      ],
    },
  ],
  getOrder: [{ order: 1 }, { order: 1, user: 1 }],
  getOrderItems: [{ order: 1 }],
  editOrder: [{ order: 1, status: 3, track: "RA1", note: "On its way", payment: "paid" }],
};
