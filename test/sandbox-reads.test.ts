import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import {
  addComment,
  addPost,
  createPoll,
  folderWithTokens,
  friend,
  friendToken,
  group_id,
  me,
  owner_id,
} from "./sandbox-schema/seed.ts";
import { type UploadedFiles, Vk } from "./sandbox-schema/vk.ts";
import { png } from "./support/pictures.ts";
import { useSandbox } from "./support/sandbox.ts";

// That the responses have VK's shape is tested by sandbox-schema.test.ts; here, that they say what was stored.
const folder = folderWithTokens();
const server = useSandbox({ folder });
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const vk = new Vk(() => server.sandbox.apiUrl);

interface List {
  readonly count: number;
  readonly items: ReadonlyArray<{ readonly id: number } & Readonly<Record<string, unknown>>>;
}

const tomorrow = Math.floor(Date.now() / 1000) + 24 * 3600;
const wall = (params = {}) => vk.call<List>("wall.get", { owner_id, ...params });
const ids = ({ items }: List) => items.map(({ id }) => id);
const byFriend = { access_token: friendToken };

describe("the wall", () => {
  it("shows a scheduled post only to managers, until it is published", async () => {
    const call = { owner_id, message: "Tomorrow", publish_date: tomorrow };
    const { post_id } = await vk.call<{ post_id: number }>("wall.post", call);
    expect(ids(await wall())).not.toContain(post_id);
    expect((await wall({ filter: "postponed" })).items).toMatchObject([
      { id: post_id, post_type: "postpone" },
    ]);
    const posts = `${owner_id}_${post_id}`;
    expect(await vk.call("wall.getById", { posts, ...byFriend })).toEqual({ items: [] });
    await vk.call("wall.post", { owner_id, post_id });
    expect(ids(await wall())[0]).toBe(post_id);
    expect((await wall({ filter: "postponed" })).count).toBe(0);
  });

  it("keeps what others suggest until a manager publishes it", async () => {
    const call = { owner_id, message: "Please", from_group: 1, ...byFriend };
    const { post_id } = await vk.call<{ post_id: number }>("wall.post", call);
    expect(ids(await wall())).not.toContain(post_id);
    expect((await wall({ filter: "suggests" })).items).toMatchObject([
      { id: post_id, post_type: "suggest", from_id: friend },
    ]);
    await vk.refuse("wall.post", { owner_id, post_id, ...byFriend }, 214);
    await vk.call("wall.post", { owner_id, post_id, from_group: 1, signed: 1 });
    expect((await wall({ filter: "suggests" })).count).toBe(0);
    expect((await wall()).items[0]).toMatchObject({ id: post_id, from_id: owner_id, signer_id: friend });
  });

  it("has one pinned post, above the others", async () => {
    const [first, second] = [await addPost(vk), await addPost(vk)];
    await vk.call("wall.pin", { owner_id, post_id: second });
    await vk.call("wall.pin", { owner_id, post_id: first });
    await addPost(vk);
    const { items } = await wall();
    expect(items[0]).toMatchObject({ id: first, is_pinned: 1 });
    expect(items.filter(({ is_pinned }) => is_pinned)).toHaveLength(1);
    await vk.call("wall.unpin", { owner_id, post_id: first });
    expect(ids(await wall())[0]).not.toBe(first);
  });

  it("pages, and tells authors apart", async () => {
    const { post_id } = await vk.call<{ post_id: number }>("wall.post", { owner_id, message: "Anna's own" });
    expect(ids(await wall({ filter: "others" }))).toContain(post_id);
    expect(ids(await wall({ filter: "owner" }))).not.toContain(post_id);
    const all = ids(await wall());
    expect(ids(await wall({ offset: 1, count: 2 }))).toEqual(all.slice(1, 3));
    const { profiles, groups } = await vk.call<{ profiles: unknown[]; groups: unknown[] }>(
      "wall.get",
      { owner_id, extended: 1, fields: "city" },
      "extendedResponse",
    );
    expect(profiles).toContainEqual(expect.objectContaining({ id: me, city: { id: 1, title: "Moscow" } }));
    expect(groups).toContainEqual(expect.objectContaining({ id: group_id }));
  });

  it("loses a deleted post and gets it back, edited", async () => {
    const post_id = await addPost(vk, "Before");
    await vk.call("wall.edit", { owner_id, post_id, message: "After" });
    await vk.call("wall.delete", { owner_id, post_id });
    expect(ids(await wall())).not.toContain(post_id);
    await vk.call("wall.restore", { owner_id, post_id });
    const found = await vk.call<List>("wall.search", { owner_id, query: "AFTER" });
    expect(found.items).toMatchObject([{ id: post_id, text: "After", edited: expect.any(Number) }]);
  });
});

describe("comments", () => {
  it("are in threads of one level", async () => {
    const post_id = await addPost(vk);
    const first = await addComment(vk, post_id, "First");
    const reply = await addComment(vk, post_id, "Reply", { reply_to_comment: first });
    const deeper = await addComment(vk, post_id, "Deeper", { reply_to_comment: reply });
    const second = await addComment(vk, post_id, "Second");
    const call = { owner_id, post_id, thread_items_count: 1 };
    const list = await vk.call<List & { current_level_count: number }>("wall.getComments", call);
    expect(list).toMatchObject({ count: 4, current_level_count: 2 });
    expect(ids(list)).toEqual([first, second]);
    expect(list.items[0]?.thread).toMatchObject({ count: 2, items: [{ id: reply, parents_stack: [first] }] });
    const thread = await vk.call<List>("wall.getComments", { owner_id, post_id, comment_id: first });
    expect(thread.items).toMatchObject([{ id: reply }, { id: deeper, reply_to_comment: reply }]);
    const after = await vk.call<List>("wall.getComments", { owner_id, post_id, start_comment_id: second });
    expect(ids(after)).toEqual([second]);
  });

  it("are read, edited, deleted and restored in a discussion", async () => {
    const topic_id = await vk.call<number>("board.addTopic", { group_id, title: "Topic", text: "First" });
    const topic = { group_id, topic_id };
    const comment_id = await vk.call<number>("board.createComment", { ...topic, message: "Second" });
    await vk.call("board.editComment", { ...topic, comment_id, message: "Changed" });
    await vk.call("board.fixTopic", topic);
    const texts = async () => (await vk.call<List>("board.getComments", topic)).items.map(({ text }) => text);
    expect(await texts()).toEqual(["First", "Changed"]);
    await vk.call("board.deleteComment", { ...topic, comment_id });
    expect(await texts()).toEqual(["First"]);
    await vk.call("board.restoreComment", { ...topic, comment_id });
    const topics = await vk.call<List>("board.getTopics", { group_id, preview: 2 });
    expect(topics.items[0]).toMatchObject({
      id: topic_id,
      is_fixed: 1,
      comments: 2,
      last_comment: "Changed",
    });
  });
});

describe("likes and votes", () => {
  it("are listed, newest first", async () => {
    const like = { type: "post", owner_id, item_id: await addPost(vk) };
    await vk.call("likes.add", { ...like, ...byFriend });
    await vk.call("likes.add", like);
    expect(await vk.call("likes.getList", like)).toEqual({ count: 2, items: [me, friend] });
    expect(await vk.call("likes.getList", { ...like, friends_only: 1 })).toEqual({
      count: 1,
      items: [friend],
    });
    expect(await vk.call("likes.delete", like)).toEqual({ likes: 1 });
    expect(await vk.call("likes.isLiked", like)).toEqual({ liked: 0, copied: 0 });
    await vk.call("wall.repost", { object: `wall${owner_id}_${like.item_id}` });
    expect(await vk.call("likes.isLiked", like)).toEqual({ liked: 0, copied: 1 });
  });

  it("count once for each user", async () => {
    const poll = await createPoll(vk, { is_multiple: 1 });
    const [first = 0, second = 0] = poll.answers.map(({ id }) => id);
    const call = { owner_id, poll_id: poll.id };
    expect(await vk.call("polls.addVote", { ...call, answer_ids: [first, second], ...byFriend })).toBe(1);
    expect(await vk.call("polls.addVote", { ...call, answer_ids: first })).toBe(1);
    expect(await vk.call("polls.addVote", { ...call, answer_ids: second })).toBe(0);
    expect(await vk.call("polls.getById", call)).toMatchObject({
      votes: 2,
      answer_ids: [first],
      answers: [
        { votes: 2, rate: 100 },
        { votes: 1, rate: 50 },
      ],
    });
    expect(await vk.call("polls.getVoters", { ...call, answer_ids: [first, second] })).toEqual([
      { answer_id: first, users: { count: 2, items: [me, friend] } },
      { answer_id: second, users: { count: 1, items: [friend] } },
    ]);
  });
});

describe("upload servers", () => {
  async function upload(method: string, params: object, files: UploadedFiles) {
    const { upload_url } = await vk.call<{ upload_url: string }>(method, { ...params });
    return vk.upload(upload_url, files);
  }

  it("save every photo of an album, and no sixth", async () => {
    const { id: album_id } = await vk.call<{ id: number }>("photos.createAlbum", { group_id, title: "Six" });
    const names = ["file1", "file2", "file3", "file4", "file5", "file6"];
    const files = names.map((name, i) => [name, { name: `${name}.png`, content: png(10 + i, 10) }] as const);
    const call = { group_id, album_id };
    const uploaded = await upload("photos.getUploadServer", call, Object.fromEntries(files));
    const { server = 0, photos_list = "", hash = "" } = uploaded;
    await vk.call("photos.save", { ...call, server, photos_list, hash });
    const { items } = await vk.call<List>("photos.get", { owner_id, album_id });
    expect(items.map(({ width }) => width)).toEqual([10, 11, 12, 13, 14]);
    expect(await vk.call("photos.getAlbums", { owner_id, album_ids: album_id })).toMatchObject({
      items: [{ size: 5, thumb_id: items[4]?.id }],
    });
  });

  it.each([
    ["a picture that was cut", "photos.getWallUploadServer", png(40, 30).subarray(0, 80)],
    ["a picture that is too long", "photos.getWallUploadServer", png(1, 21)],
    ["a small cover", "photos.getMarketAlbumUploadServer", png(1279, 720)],
    ["a small photo of a profile", "photos.getOwnerPhotoUploadServer", png(199, 200)],
  ])("refuse %s", async (_, method, content) => {
    const params = method === "photos.getMarketAlbumUploadServer" ? { group_id } : {};
    const response = await upload(method, params, { photo: { name: "a.png", content } });
    expect(response).toMatchObject({ server: 906_118, photo: "", hash: expect.any(String) });
  });
});

it("statistics count whole periods, newest first", async () => {
  await vk.call("likes.add", { type: "post", owner_id, item_id: await addPost(vk) });
  const monthly = { group_id, interval: "month", intervals_count: 2 };
  interface Period {
    readonly period_from: number;
    readonly period_to: number;
    readonly activity: { readonly likes: number };
  }
  const [current, previous] = await vk.call<Period[]>("stats.get", monthly);
  expect(new Date(Number(current?.period_from) * 1000).getUTCDate()).toBe(1);
  expect(current?.activity.likes).toBeGreaterThan(0);
  expect(previous?.period_to).toBe(Number(current?.period_from) - 1);
  expect(previous?.activity.likes).toBe(0);
  const [chosen] = await vk.call<object[]>("stats.get", { group_id, interval: "all", stats_groups: "reach" });
  expect(Object.keys(chosen ?? {})).toEqual(["period_from", "period_to", "reach"]);
});
