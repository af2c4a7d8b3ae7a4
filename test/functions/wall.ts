import { expect } from "vitest";
import { type Case, owner_id } from "./case.ts";

export const wall: Readonly<Record<string, Case>> = {
  getPosts: {
    sent: [["wall.get", { owner_id, filter: "owner" }]],
    result: [expect.objectContaining({ id: 43, owner_id: -218861756, text: "A post to work with" })],
  },
};
