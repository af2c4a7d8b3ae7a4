import { expect } from "vitest";
import { type Case, owner_id } from "./case.ts";

export const likes: Readonly<Record<string, Case>> = {
  unlikePost: {
    sent: [["likes.delete", { type: "post", owner_id, item_id: "43" }]],
    result: { response: { likes: 1 } },
  },
  getLikes: {
    sent: [["likes.getList", { type: "post", owner_id, item_id: "43", extended: "1", count: "1000" }]],
    result: [expect.objectContaining({ id: 100002, first_name: "Иван", type: "profile" })],
  },
};
