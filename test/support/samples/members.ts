import type { Samples } from "../samples.ts";

export const members: Samples = {
  getMembers: [{ fields: ["city", "sex"], sort: "id_desc", limit: 2 }],
};
