import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callMethod, OPI_VK } from "../src/index.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import type { Comment } from "../src/sandbox/state/model/index.ts";
import { Store } from "../src/sandbox/state/store.ts";
import { seededFolder } from "../tools/seed.ts";
import { auth, configuredFor } from "./support/sandbox.ts";

const owner_id = -218_861_756;
const topic = 48_950_001;

let sandbox: Sandbox;
const vk = configuredFor(() => sandbox);

/** Comments without dates of their own get their ID as a date. */
function comment(id: number, fields: Partial<Comment>): Comment {
  const about = { type: "post", owner_id, object_id: 43, from_id: 100002 } as const;
  return { id, ...about, date: id, text: `${id}`, attachments: [], guid: "", parents_stack: [], ...fields };
}

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

beforeAll(async () => {
  const path = seededFolder();
  const store = new Store(path);
  store.transaction(() => {
    const { comments } = store.state;
    for (const id of idsFrom(1000, 130)) comments.add(comment(id, {}));
    // The thread of the oldest comment, with the newest replies of all.
    for (const id of idsFrom(5000, 112)) comments.add(comment(id, { parents_stack: [1000] }));
    comments.add(comment(6000, { attachments: ["photo-218861756_457239001"], from_id: 100001 }));
    for (const id of idsFrom(7000, 120)) comments.add(comment(id, { type: "topic", object_id: topic }));
  });
  store.close();
  sandbox = await startSandbox({ folder: path, rps: 0, strict: true });
});
afterAll(() => sandbox.close());

const idsOf = (list: ReadonlyArray<{ id?: number }> | undefined) => list?.map(({ id }) => id);
const date = (seconds: number) => new Date(seconds * 1000);

describe("getComments", () => {
  it("reads all comments, oldest first, with long threads whole", async () => {
    const comments = await vk(() => OPI_VK.getComments(43, "", "", "", auth));
    expect(idsOf(comments)).toEqual([...idsFrom(1000, 130), 6000]);
    expect(idsOf(comments[0]?.thread?.items)).toEqual(idsFrom(5000, 112));
  });

  it("reads the newest with a limit, the replies in each still oldest first", async () => {
    const newest = await vk(() => OPI_VK.getComments(43, "", "", 3, auth));
    expect(idsOf(newest)).toEqual([6000, 1129, 1128]);
    const all = await vk(() => OPI_VK.getComments(43, "", "", 500, auth));
    expect(idsOf(all.at(-1)?.thread?.items)).toEqual(idsFrom(5000, 112));
  });

  it("finds an old comment that got a reply since a date", async () => {
    expect(idsOf(await vk(() => OPI_VK.getComments(43, "", date(5050), "", auth)))).toEqual([6000, 1000]);
    expect(idsOf(await vk(() => OPI_VK.getComments(43, "", date(1120), 2, auth)))).toEqual([6000, 1129]);
  });
});

/** The comment as VK has it now. */
async function commentNow(comment_id: number) {
  const { response } = await vk(() => callMethod("wall.getComment", { owner_id, comment_id }, auth));
  return response.items?.[0];
}

describe("editComment", () => {
  it("keeps the attachments when only the text is given, and the text when only they are", async () => {
    await vk(() => OPI_VK.editComment(6000, "New", "", "", auth));
    expect(await commentNow(6000)).toMatchObject({
      text: "New",
      attachments: [{ type: "photo", photo: { id: 457239001 } }],
    });
    await vk(() => OPI_VK.editComment(6000, "", "photo-218861756_457239002", "", auth));
    expect(await commentNow(6000)).toMatchObject({
      text: "New",
      attachments: [{ photo: { id: 457239002 } }],
    });
  });

  it("refuses to change nothing before it sends anything", async () => {
    const before = sandbox.calls.length;
    await expect(vk(() => OPI_VK.editComment(6000, "", [], "", auth))).rejects.toThrow("text: is empty");
    await expect(vk(() => OPI_VK.editComment(6000, "a", "cat.png", "", auth))).rejects.toThrow(
      "objects: got",
    );
    expect(sandbox.calls.length).toBe(before);
  });

  it("changes nothing when the comment has what cannot be sent again", async () => {
    const params = { owner_id, post_id: 43, sticker_id: 1 };
    const { response } = await vk(() => callMethod("wall.createComment", params, auth));
    const edit = vk(() => OPI_VK.editComment(Number(response.comment_id), "Text", "", "", auth));
    await expect(edit).rejects.toThrow(
      "objects: is empty, and VK takes no attachment of the type sticker again",
    );
    expect(sandbox.calls.some(({ params }) => params.message === "Text")).toBe(false);
  });
});

describe("a comment whose deletion or restoration was done by a lost attempt", () => {
  it("is deleted and restored without an error", async () => {
    sandbox.fail({ on: "wall.deleteComment", fault: { disconnect: "after" } });
    expect(await vk(() => OPI_VK.deleteComment(1005, "", auth))).toEqual({ response: 1 });
    sandbox.fail({ on: "wall.restoreComment", fault: { disconnect: "after" } });
    expect(await vk(() => OPI_VK.restoreComment(1005, "", auth))).toEqual({ response: 1 });
    expect(await commentNow(1005)).toMatchObject({ id: 1005 });
  });

  it("fails with a hint where it never was there", async () => {
    const failed = vk(() => OPI_VK.deleteComment(99_999, "", auth));
    await expect(failed).rejects.toMatchObject({
      errorCode: 104,
      hint: expect.stringContaining("Check the IDs"),
    });
  });
});

describe("getDiscussionMessages", () => {
  const read = (since: Date | "", limit: number | "") =>
    vk(() => OPI_VK.getDiscussionMessages(topic, since, limit, auth));

  it("reads all, oldest first; the newest with a limit; and back to a date", async () => {
    expect(idsOf(await read("", ""))).toEqual([6, ...idsFrom(7000, 120)]);
    expect(idsOf(await read("", 2))).toEqual([7119, 7118]);
    expect(idsOf(await read(date(7110), ""))).toEqual(idsFrom(7110, 10).reverse());
    const before = sandbox.calls.length;
    expect(idsOf(await read(date(7110), 3))).toEqual([7119, 7118, 7117]);
    expect(sandbox.calls.length - before).toBe(1);
  });
});
