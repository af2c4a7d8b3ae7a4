import type { Samples } from "../samples.ts";

export const members: Samples = {
  getCommunity: [{ fields: "members_count,description" }],
  getMembers: [{ fields: ["city", "sex"], sort: "id_desc", limit: 2 }],
  isMember: [{ users: [100001, "100003"] }],
  getUsers: [{ users: ["https://vk.com/ivan_petrov", 100001, "@id100004"], fields: ["city"] }],
  resolveName: [{ name: "vk.com/club218861756?from=search" }],
  banUser: [{ user: 100005, reason: "spam", comment: "Links", until: "2099-01-01T00:00:00Z" }],
  unbanUser: [{ user: 100007 }],
  getBanned: [{ limit: 5 }],
};
