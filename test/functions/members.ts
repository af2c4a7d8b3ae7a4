import { expect } from "vitest";
import { type Case, group_id, number } from "./case.ts";

const member = expect.objectContaining({ id: number, city: expect.any(Object), sex: number });
const user = (id: number, name: string) =>
  expect.objectContaining({ id, first_name: name, city: expect.any(Object) });

export const members: Readonly<Record<string, Case>> = {
  getCommunity: {
    sent: [["groups.getById", { group_id, fields: "members_count,description" }]],
    result: expect.objectContaining({ id: 218861756, name: "oint sandbox", members_count: 20 }),
  },
  getMembers: {
    sent: [["groups.getMembers", { group_id, fields: "city,sex", sort: "id_desc", count: "2", offset: "0" }]],
    result: [member, member],
  },
  isMember: {
    sent: [["groups.isMember", { group_id, user_ids: "100001,100003" }]],
    result: [
      { user_id: 100001, member: 1 },
      { user_id: 100003, member: 0 },
    ],
  },
  getUsers: {
    sent: [["users.get", { user_ids: "ivan_petrov,100001,id100004", fields: "city" }]],
    result: [user(100002, "Иван"), user(100001, "Anna"), user(100004, "Дмитрий")],
  },
  resolveName: {
    sent: [["utils.resolveScreenName", { screen_name: "club218861756" }]],
    result: { type: "group", id: 218861756 },
  },
  banUser: {
    sent: [
      ["groups.ban", { group_id, owner_id: "100005", reason: "1", comment: "Links", end_date: "4070908800" }],
    ],
    result: { response: 1 },
  },
  unbanUser: {
    sent: [["groups.unban", { group_id, owner_id: "100007" }]],
    result: { response: 1 },
  },
  getBanned: {
    sent: [["groups.getBanned", { group_id, owner_id: null, count: "5" }]],
    result: [
      expect.objectContaining({
        type: "profile",
        profile: expect.objectContaining({ id: 100007 }),
        ban_info: expect.objectContaining({ reason: 1, end_date: 0 }),
      }),
    ],
  },
};
