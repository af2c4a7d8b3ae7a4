import type { SectionChecks } from "./section.ts";
import { me, owner_id } from "./seed.ts";

export const likes: SectionChecks = {
  "likes.add": async (vk, { post, comment, photo, video }) => {
    const objects = { post, comment, photo, video };
    for (const [type, item_id] of Object.entries(objects))
      await vk.call("likes.add", { type, owner_id, item_id });
    await vk.call("likes.add", { type: "post", owner_id, item_id: post, from_group: 1 });
    await vk.refuse("likes.add", { type: "post", owner_id, item_id: 999_999 }, 100);
  },
  "likes.delete": async (vk, { photo }) => {
    const call = { type: "photo", owner_id, item_id: photo };
    await vk.call("likes.add", call);
    await vk.call("likes.delete", call);
    await vk.refuse("likes.delete", { ...call, item_id: 999_999 }, 100);
  },
  "likes.getList": async (vk, { post }) => {
    const call = { type: "post", owner_id, item_id: post };
    await vk.call("likes.getList", call);
    await vk.call("likes.getList", { ...call, filter: "copies" });
    await vk.call("likes.getList", { ...call, friends_only: 1, skip_own: 1 });
    await vk.call("likes.getList", { ...call, extended: 1, fields: "sex" }, "extendedResponse");
    await vk.refuse("likes.getList", { ...call, item_id: 999_999 }, 100);
  },
  "likes.isLiked": async (vk, { post }) => {
    await vk.call("likes.isLiked", { type: "post", owner_id, item_id: post });
    await vk.call("likes.isLiked", { type: "post", owner_id, item_id: post, user_id: me + 1 });
  },
};
