import type { SectionChecks } from "./section.ts";
import { addComment, addPost, friendToken, group_id, me, owner_id } from "./seed.ts";
import type { Vk } from "./vk.ts";

const tomorrow = () => Math.floor(Date.now() / 1000) + 24 * 3600;
const yesterday = () => Math.floor(Date.now() / 1000) - 24 * 3600;
const nobody = 999_999;
const extended = "extendedResponse";

/** A post that someone who does not manage the community suggests. */
async function suggest(vk: Vk, message: string): Promise<number> {
  const call = { owner_id, message, access_token: friendToken, from_group: 1 };
  return (await vk.call<{ post_id: number }>("wall.post", call)).post_id;
}

export const wall: SectionChecks = {
  "wall.post": async (vk, { photo }) => {
    await vk.call("wall.post", { message: "On my wall" });
    await vk.call("wall.post", { owner_id, from_group: 1, attachments: `photo${owner_id}_${photo}` });
    const details = { copyright: "https://vk.com/a", lat: 55.7, long: 37.6, close_comments: 1, signed: 1 };
    await vk.call("wall.post", { owner_id, from_group: 1, message: "Whole", mark_as_ads: 1, ...details });
    const { post_id } = await vk.call<{ post_id: number }>("wall.post", {
      owner_id,
      message: "Later",
      publish_date: tomorrow(),
    });
    await vk.call("wall.post", { owner_id, post_id });
    await vk.call("wall.post", { owner_id, post_id: await suggest(vk, "Publish me"), from_group: 1 });
    await vk.refuse("wall.post", { owner_id, post_id }, 214);
    await vk.refuse("wall.post", { owner_id }, 100);
    await vk.refuse("wall.post", { owner_id, message: "Earlier", publish_date: yesterday() }, 100);
    await vk.refuse(
      "wall.post",
      { owner_id, message: "Two links", attachments: "https://a.ru,https://b.ru" },
      100,
    );
  },
  "wall.get": async vk => {
    await suggest(vk, "A suggestion");
    await vk.call("wall.post", { owner_id, message: "Scheduled", publish_date: tomorrow() });
    await vk.call("wall.get", { owner_id });
    await vk.call("wall.get", { domain: "oint_sandbox", count: 1, offset: 1 });
    await vk.call("wall.get", { owner_id, extended: 1, fields: "members_count,city" }, extended);
    for (const filter of ["owner", "others", "all", "postponed", "suggests", "archived", "donut"])
      await vk.call("wall.get", { owner_id, filter });
    await vk.refuse("wall.get", { domain: "no such name" }, 100);
    await vk.refuse("wall.get", { owner_id, filter: "postponed", access_token: friendToken }, 15);
  },
  "wall.getById": async (vk, { post }) => {
    const posts = `${owner_id}_${post},${owner_id}_${nobody}`;
    await vk.call("wall.getById", { posts });
    await vk.call("wall.getById", { posts, extended: 1, fields: "photo_100" }, extended);
    await vk.refuse("wall.getById", { posts: "words" }, 100);
  },
  "wall.search": async vk => {
    await vk.call("wall.search", { owner_id, query: "cats" });
    await vk.call(
      "wall.search",
      { domain: "oint_sandbox", query: "CATS", extended: 1, owners_only: 1 },
      extended,
    );
  },
  "wall.getReposts": async (vk, { post }) => {
    await vk.call("wall.repost", { object: `wall${owner_id}_${post}` });
    await vk.call("wall.getReposts", { owner_id, post_id: post });
    await vk.refuse("wall.getReposts", { owner_id, post_id: nobody }, 100);
  },
  "wall.edit": async (vk, { photo }) => {
    const post_id = await addPost(vk);
    await vk.call("wall.edit", { owner_id, post_id, message: "Other words", signed: 1 });
    await vk.call("wall.edit", { owner_id, post_id, attachments: `photo${owner_id}_${photo}` });
    await vk.refuse("wall.edit", { owner_id, post_id }, 100);
    await vk.refuse("wall.edit", { owner_id, post_id, message: "Mine", access_token: friendToken }, 15);
  },
  "wall.delete": async vk => {
    const post_id = await addPost(vk);
    await vk.refuse("wall.delete", { owner_id, post_id, access_token: friendToken }, 210);
    await vk.call("wall.delete", { owner_id, post_id });
    await vk.refuse("wall.delete", { owner_id, post_id }, 104);
  },
  "wall.restore": async vk => {
    const post_id = await addPost(vk);
    await vk.call("wall.delete", { owner_id, post_id });
    await vk.call("wall.restore", { owner_id, post_id });
    await vk.refuse("wall.restore", { owner_id, post_id: nobody }, 210);
  },
  "wall.pin": async vk => {
    await vk.call("wall.pin", { owner_id, post_id: await addPost(vk) });
    await vk.refuse("wall.pin", { owner_id, post_id: nobody }, 100);
  },
  "wall.unpin": async vk => {
    const post_id = await addPost(vk);
    await vk.call("wall.pin", { owner_id, post_id });
    await vk.call("wall.unpin", { owner_id, post_id });
    await vk.refuse("wall.unpin", { owner_id, post_id: nobody }, 100);
  },
  "wall.closeComments": async vk => {
    const post_id = await addPost(vk);
    await vk.call("wall.closeComments", { owner_id, post_id });
    await vk.refuse("wall.createComment", { owner_id, post_id, message: "Late" }, 213);
    await vk.refuse("wall.closeComments", { owner_id, post_id: nobody }, 100);
  },
  "wall.openComments": async vk => {
    const post_id = await addPost(vk);
    await vk.call("wall.closeComments", { owner_id, post_id });
    await vk.call("wall.openComments", { owner_id, post_id });
    await vk.call("wall.createComment", { owner_id, post_id, message: "In time" });
    await vk.refuse("wall.openComments", { owner_id, post_id, access_token: friendToken }, 15);
  },
  "wall.repost": async (vk, { post, photo }) => {
    await vk.call("wall.repost", { object: `wall${owner_id}_${post}` });
    await vk.call("wall.repost", { object: `wall${owner_id}_${post}`, group_id, message: "Look" });
    await vk.call("wall.repost", { object: `photo${owner_id}_${photo}` });
    await vk.refuse("wall.repost", { object: `wall${owner_id}_${nobody}` }, 100);
  },
  "wall.createComment": async (vk, { post, comment, photo }) => {
    const call = { owner_id, post_id: post };
    await vk.call("wall.createComment", { ...call, message: "One", from_group: group_id });
    await vk.call("wall.createComment", { ...call, message: "Two", reply_to_comment: comment });
    await vk.call("wall.createComment", { ...call, attachments: `photo${owner_id}_${photo}` });
    await vk.call("wall.createComment", { ...call, sticker_id: 3 });
    await vk.refuse("wall.createComment", call, 100);
    await vk.refuse("wall.createComment", { ...call, message: "To nobody", reply_to_comment: nobody }, 100);
    await vk.refuse("wall.createComment", { owner_id, post_id: nobody, message: "Nothing" }, 212);
  },
  "wall.getComments": async (vk, { post, comment }) => {
    const call = { owner_id, post_id: post };
    await vk.call("wall.getComments", call);
    await vk.call("wall.getComments", { ...call, need_likes: 1, thread_items_count: 3, sort: "desc" });
    await vk.call("wall.getComments", { ...call, start_comment_id: comment, offset: -1, preview_length: 3 });
    await vk.call("wall.getComments", { ...call, extended: 1, fields: "photo_50" }, extended);
    await vk.call("wall.getComments", { owner_id, comment_id: comment });
    await vk.refuse("wall.getComments", { owner_id, post_id: nobody }, 212);
    await vk.refuse("wall.getComments", { ...call, thread_items_count: 11 }, 100);
  },
  "wall.getComment": async (vk, { comment, reply }) => {
    await vk.call("wall.getComment", { owner_id, comment_id: comment });
    await vk.call("wall.getComment", { owner_id, comment_id: reply, extended: 1 }, extended);
    await vk.refuse("wall.getComment", { owner_id, comment_id: nobody }, 212);
  },
  "wall.editComment": async (vk, { post, photo }) => {
    const comment_id = await addComment(vk, post);
    await vk.call("wall.editComment", { owner_id, comment_id, message: "Other words" });
    await vk.call("wall.editComment", { owner_id, comment_id, attachments: `photo${owner_id}_${photo}` });
    await vk.refuse("wall.editComment", { owner_id, comment_id }, 100);
    await vk.refuse(
      "wall.editComment",
      { owner_id, comment_id, message: "Mine", access_token: friendToken },
      15,
    );
  },
  "wall.deleteComment": async (vk, { post }) => {
    const comment_id = await addComment(vk, post);
    await vk.refuse("wall.deleteComment", { owner_id, comment_id, access_token: friendToken }, 211);
    await vk.call("wall.deleteComment", { owner_id, comment_id });
    await vk.refuse("wall.deleteComment", { owner_id, comment_id }, 104);
  },
  "wall.restoreComment": async (vk, { post }) => {
    const comment_id = await addComment(vk, post);
    await vk.refuse("wall.restoreComment", { owner_id, comment_id }, 243);
    await vk.call("wall.deleteComment", { owner_id, comment_id });
    await vk.call("wall.restoreComment", { owner_id, comment_id });
    await vk.refuse("wall.restoreComment", { owner_id: me, comment_id: nobody }, 104);
  },
};
