import { expect } from "vitest";
import { type Case, group_id, number } from "./case.ts";

const member = expect.objectContaining({ id: number, city: expect.any(Object), sex: number });

export const members: Readonly<Record<string, Case>> = {
  getMembers: {
    sent: [["groups.getMembers", { group_id, fields: "city,sex", sort: "id_desc", count: "2", offset: "0" }]],
    result: [member, member],
  },
};
