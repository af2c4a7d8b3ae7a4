import type { SectionChecks } from "./section.ts";
import { group_id, owner_id } from "./seed.ts";

export const stats: SectionChecks = {
  "stats.get": async vk => {
    await vk.call("stats.get", { group_id });
    for (const interval of ["day", "week", "month", "year"])
      await vk.call("stats.get", { group_id, interval, intervals_count: 2 });
    await vk.call("stats.get", { group_id, interval: "all", stats_groups: "visitors,reach", extended: 1 });
    await vk.refuse("stats.get", {}, 100);
    await vk.refuse(
      "stats.get",
      { group_id, timestamp_from: 1_600_000_000, timestamp_to: 1_500_000_000 },
      100,
    );
  },
  "stats.getPostReach": async (vk, { post }) => {
    await vk.call("stats.getPostReach", { owner_id, post_ids: post });
    await vk.call("stats.getPostReach", { owner_id, post_ids: `${post},999999` });
    await vk.refuse("stats.getPostReach", { owner_id: 1, post_ids: post }, 100);
  },
  "stats.trackVisitor": async vk => {
    await vk.call("stats.trackVisitor");
    await vk.call("stats.trackVisitor", { type: "open" });
  },
};
