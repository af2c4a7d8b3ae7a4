import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nextId } from "../src/sandbox/state/ids.ts";
import type { Post, User } from "../src/sandbox/state/model/index.ts";
import { sandboxGroupId, sandboxUserId } from "../src/sandbox/state/people.ts";
import type { State } from "../src/sandbox/state/schema.ts";
import { Store } from "../src/sandbox/state/store.ts";
import { folder } from "./support/command.ts";
import { oldState } from "./support/old-state.ts";

const post: Post = {
  id: 1,
  owner_id: -1,
  from_id: -1,
  created_by: 0,
  date: 1,
  text: "first",
  attachments: [],
  marked_as_ads: 0,
  close_comments: 0,
  post_type: "post",
  postponed: false,
  guid: "",
  createdAt: 1,
};

const texts = ({ state }: Store) => state.posts.by("owner", -1).map(({ text }) => text);
const logOf = (path: string) => join(path, "state.jsonl");

/** Opens the folder as another process would, without the first one having closed it. */
function reopened(path: string): Store {
  return new Store(path);
}

describe("the sandbox's store", () => {
  it("finds objects by key and by index, in the order in which they were added", () => {
    const { state } = new Store(folder());
    for (const id of [1, 2, 3]) state.posts.add({ ...post, id, text: `post ${id}` });
    state.posts.add({ ...post, owner_id: -2, guid: "g" });
    expect(state.posts.get(-1, 2)?.text).toBe("post 2");
    expect(state.posts.by("owner", -1).map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(state.posts.count("owner", -1)).toBe(3);
    expect(state.posts.last("guid", -2, "g")?.owner_id).toBe(-2);
    expect(state.posts.last("guid", -1, "g")).toBeUndefined();

    state.posts.update({ ...post, id: 2 }, { deleted: true });
    expect(state.posts.by("owner", -1).map(({ id }) => id)).toEqual([1, 3]);
    expect(state.posts.get(-1, 2)).toMatchObject({ text: "post 2", deleted: true });
    state.posts.update({ ...post, id: 2 }, { deleted: false });
    expect(state.posts.by("owner", -1).map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(() => state.posts.add(post)).toThrow("posts already has an object with the key -1 1");
  });

  it("finds an object by each element of a list", () => {
    const { state } = new Store(folder());
    const item = { owner_id: -1, id: 1, photos: [5, 6], group: 0 };
    const added = state.items.add(item as never); // the index reads only these fields
    expect(state.items.by("photo", -1, 6)).toEqual([item]);
    state.items.update(added, { photos: [6, 7] });
    expect(state.items.by("photo", -1, 5)).toEqual([]);
    expect(state.items.count("photo", -1, 7)).toBe(1);
  });

  it("has every change after the process is gone, without having been closed", () => {
    const path = folder();
    const { state } = new Store(path);
    state.posts.add(post);
    state.posts.update(post, { text: "edited" });
    state.posts.add({ ...post, id: 2 });
    state.posts.remove({ ...post, id: 2 });
    expect(texts(reopened(path))).toEqual(["edited"]);
  });

  it("undoes what a failed transaction changed, in memory and in the file", () => {
    const path = folder();
    const store = new Store(path);
    for (const id of [1, 2, 3]) store.state.posts.add({ ...post, id, text: `post ${id}` });
    const size = statSync(logOf(path)).size;
    const fail = () => {
      store.state.posts.remove({ ...post, id: 1 });
      store.state.posts.update({ ...post, id: 2 }, { text: "changed", deleted: true });
      store.state.posts.add({ ...post, id: 4 });
      throw new Error("refused");
    };
    expect(() => store.transaction(fail)).toThrow("refused");
    expect(texts(store)).toEqual(["post 1", "post 2", "post 3"]);
    expect(store.state.posts.all().map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(statSync(logOf(path)).size).toBe(size);
  });

  it("undoes an inner transaction alone, and writes one line for the outer one", () => {
    const path = folder();
    const store = new Store(path);
    const lines = () => readFileSync(logOf(path), "utf8").split("\n").length;
    const before = lines();
    store.transaction(() => {
      store.state.posts.add(post);
      expect(() =>
        store.transaction(() => {
          store.state.posts.add({ ...post, id: 2 });
          throw new Error("refused");
        }),
      ).toThrow("refused");
      store.state.posts.add({ ...post, id: 3 });
    });
    expect(lines()).toBe(before + 1);
    expect(
      reopened(path)
        .state.posts.all()
        .map(({ id }) => id),
    ).toEqual([1, 3]);
  });

  it("drops a last line that the end of the process cut, and writes on after it", () => {
    const path = folder();
    new Store(path).state.posts.add(post);
    appendFileSync(logOf(path), '[["posts",{"owner_id":-1,"id":2,"te');
    const store = reopened(path);
    expect(texts(store)).toEqual(["first"]);
    store.state.posts.add({ ...post, id: 3, text: "third" });
    expect(texts(reopened(path))).toEqual(["first", "third"]);
  });

  it("names the file when a line in the middle cannot be read", () => {
    const path = folder();
    new Store(path).close();
    appendFileSync(logOf(path), "nonsense\n[]\n");
    expect(() => new Store(path)).toThrow(`cannot read the sandbox's state ${logOf(path)}; delete the file`);
  });

  it("keeps the file small while one object changes for ever", () => {
    const path = folder();
    const store = new Store(path);
    const large = { ...post, text: "x".repeat(200_000) };
    store.state.posts.add(large);
    for (let i = 0; i < 60; i++) store.state.posts.update(large, { createdAt: i });
    expect(statSync(logOf(path)).size).toBeLessThan(6 * 1024 * 1024);
    expect(readdirSync(path)).not.toContain("state.jsonl.next");
    expect(reopened(path).state.posts.get(-1, 1)?.createdAt).toBe(59);
  });

  it("starts with people, members and friends, and again after a reset", () => {
    const path = folder();
    const store = new Store(path);
    const check = ({ state }: Store) => {
      expect(state.users.size).toBeGreaterThanOrEqual(30);
      const isComplete = ({ first_name, screen_name, bdate, sex }: User) =>
        first_name && screen_name && bdate && sex;
      expect(state.users.all().filter(isComplete)).toHaveLength(state.users.size);
      expect(state.members.count("group", sandboxGroupId)).toBeGreaterThan(10);
      expect(state.friends.count("user", sandboxUserId)).toBeGreaterThan(5);
      expect(state.posts.size).toBe(0);
    };
    check(store);
    store.state.posts.add(post);
    writeFileSync(join(store.files, "a.png"), "a");
    store.reset();
    check(store);
    expect(readdirSync(store.files)).toEqual([]);
    check(reopened(path));
  });

  it("takes over the state of an older sandbox, once", () => {
    const path = folder({ "state.json": JSON.stringify(oldState) });
    const { state } = new Store(path);
    const check = (stored: State) => {
      expect(stored.posts.get(-1, 1)).toMatchObject({
        text: "old post",
        post_type: "post",
        created_by: 100001,
      });
      expect(stored.likes.by("object", "post", -1, 1).map(({ user_id }) => user_id)).toEqual([100001, 5]);
      expect(stored.comments.by("object", "post", -1, 1).map(({ text }) => text)).toEqual(["old comment"]);
      const topicTexts = stored.comments.by("object", "topic", -1, 48950001).map(({ text }) => text);
      expect(topicTexts).toEqual(["one", "two"]);
      expect(stored.activity.by("owner", -1)).toEqual([
        { owner_id: -1, kind: "like", day: 86_400, count: 2 },
      ]);
      expect(stored.polls.get(-1, 900000001)?.answers.map(({ text }) => text)).toEqual(["Yes", "No"]);
      const messages = stored.messages.by("peer", -sandboxGroupId, 5);
      expect(messages.map(({ text }) => text)).toEqual(["hello", "again"]);
      expect(messages[0]?.keyboard).toMatchObject({ buttons: [[{ action: { label: "Yes" } }, {}]] });
      expect(stored.conversations.get(-sandboxGroupId, 5)).toMatchObject({ last_message_id: 2 });
      expect(stored.marketAlbumItems.by("album", -1, 1).map(({ item_id }) => item_id)).toEqual([7]);
      expect(stored.variants.get(1, 2)?.title).toBe("Red");
      expect(stored.tokens.last("refresh", "R")?.value).toBe("T");
      expect(stored.users.size).toBeGreaterThanOrEqual(30);
    };
    check(state);
    expect(nextId(state, "post-1")).toBe(3);
    expect(nextId(state, "board1")).toBe(3);
    expect(nextId(state, "order")).toBe(2);
    expect(readdirSync(path)).not.toContain("state.json");
    check(reopened(path).state);
  });
});
