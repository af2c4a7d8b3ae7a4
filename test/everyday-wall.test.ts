import { expect, it } from "vitest";
import { OPI_VK } from "../src/index.ts";
import { seededFolder } from "../tools/seed.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

// Its posts are of 1970.
const vk = useSandbox({ folder: seededFolder() });

const ids = (posts: ReadonlyArray<object>) => posts.map(post => (post as { id: number }).id);

it("getPosts passes over an old post that is pinned, and ends with the first old one after it", async () => {
  const { response } = await vk.call(() => OPI_VK.createPost("New", [], false, "", auth));
  await vk.call(() => OPI_VK.pinPost(42, auth));
  const all = await vk.call(() => OPI_VK.getPosts("all", "", "", auth));
  expect(ids(all)).toEqual([42, response.post_id, 43]);
  expect(ids(await vk.call(() => OPI_VK.getPosts("all", "2020-01-01", "", auth)))).toEqual([
    response.post_id,
  ]);
  expect(ids(await vk.call(() => OPI_VK.getPosts("all", "", 2, auth)))).toEqual([42, response.post_id]);
  expect(await vk.call(() => OPI_VK.getPosts("suggests", "2020-01-01", "", auth))).toEqual([]);
  expect(await vk.call(() => OPI_VK.getPosts("suggests", "", "", auth))).toHaveLength(1);
});

it("a list sends nothing before it is read, can be read twice, and rejects what is wrong", async () => {
  const before = vk.sandbox.calls.length;
  const list = vk.call(() => OPI_VK.getPosts("all", "", "", auth));
  expect(vk.sandbox.calls).toHaveLength(before);
  const whole = await list;
  const items: unknown[] = [];
  for await (const item of list) items.push(item);
  expect(items).toEqual(whole);
  const wrong = vk.call(() => OPI_VK.getPosts("all", "", 0, auth));
  await expect(wrong.then(() => {})).rejects.toThrow("limit: got 0");
});
