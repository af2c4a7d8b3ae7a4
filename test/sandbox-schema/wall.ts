import type { SectionChecks } from "./section.ts";
import { addPost, owner_id } from "./seed.ts";

export const wall: SectionChecks = {
  "wall.post": async (vk, { photo }) => {
    await vk.call("wall.post", { message: "On my wall" });
    await vk.call("wall.post", { owner_id, from_group: 1, attachments: `photo${owner_id}_${photo}` });
    await vk.refuse("wall.post", { owner_id }, 100);
  },
  "wall.get": async vk => {
    await vk.call("wall.get", { owner_id });
    await vk.call("wall.get", { owner_id, count: 1, offset: 1 });
  },
  "wall.delete": async vk => {
    const post_id = await addPost(vk);
    await vk.call("wall.delete", { owner_id, post_id });
    await vk.refuse("wall.delete", { owner_id, post_id }, 104);
  },
  "wall.repost": async (vk, { post }) => {
    await vk.call("wall.repost", { object: `wall${owner_id}_${post}` });
    await vk.call("wall.repost", { object: `wall${owner_id}_${post}`, group_id: -owner_id, message: "Look" });
    await vk.refuse("wall.repost", { object: `wall${owner_id}_999999` }, 100);
  },
  "wall.createComment": async (vk, { post, comment }) => {
    await vk.call("wall.createComment", { owner_id, post_id: post, message: "One" });
    await vk.call("wall.createComment", {
      owner_id,
      post_id: post,
      message: "Two",
      reply_to_comment: comment,
    });
    await vk.refuse("wall.createComment", { owner_id, post_id: post }, 100);
    await vk.refuse("wall.createComment", { owner_id, post_id: 999_999, message: "Nothing" }, 212);
  },
};
