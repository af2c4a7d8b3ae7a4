import { describe, expect, it } from "vitest";
import { Ask } from "./support/ask.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const ask = new Ask(vk);
const group_id = 218_861_756;
const me = 100_001;

interface List<T> {
  readonly count: number;
  readonly items: readonly T[];
}

const members = (params = {}) => ask.get<List<number>>("groups.getMembers", { group_id, ...params });
const eventsOf = (group: number) =>
  vk.sandbox.happenings.filter(event => event.group_id === group).map(({ type }) => type);

describe("a community", () => {
  it("is found by its ID and its screen name, with the fields that were asked for", async () => {
    const found = await ask.get<{ groups: object[] }>("groups.getById", { group_ids: ["oint_sandbox", 5] });
    expect(found.groups).toMatchObject([
      {
        id: group_id,
        name: "oint sandbox",
        is_admin: 1,
        is_member: 1,
        photo_50: expect.stringContaining("/pictures/"),
      },
      { id: 5, screen_name: "club5", is_member: 0 },
    ]);
    expect(found.groups[0]).not.toHaveProperty("members_count");
    const { count } = await members();
    const fields = "members_count,description,unknown_field";
    const full = await ask.get<{ groups: object[] }>("groups.getById", { group_id, fields });
    expect(full.groups[0]).toMatchObject({ members_count: count, description: "" });
    expect(full.groups[0]).not.toHaveProperty("unknown_field");
    expect(await ask.code("groups.getById", { group_id: "nobody_has_it" })).toBe(100);
    expect(await ask.code("groups.getMembers", { group_id: "nobody_has_it" })).toBe(125);
  });

  it("shows its members in pages, in orders and by filters", async () => {
    const all = await members();
    expect(all.items.length).toBe(all.count);
    expect(await members({ count: 2, offset: 1 })).toEqual({
      count: all.count,
      items: all.items.slice(1, 3),
    });
    expect((await members({ sort: "id_desc" })).items).toEqual(all.items.toReversed());
    const friends = await members({ filter: "friends" });
    expect(friends.count).toBeGreaterThan(0);
    expect(friends.count).toBeLessThan(all.count);
    expect(await members({ filter: "managers" })).toMatchObject({ items: [{ id: me, role: "creator" }] });
    const fields = "sex,photo_100";
    const people = await ask.get<List<object>>("groups.getMembers", { group_id, fields, count: 1 });
    expect(people.items).toMatchObject([
      { id: me, first_name: "Anna", sex: 1, photo_100: expect.any(String) },
    ]);
    expect(people.items[0]).not.toHaveProperty("bdate");
    expect(await ask.code("groups.getMembers", { group_id, count: 1001 })).toBe(100);
  });

  it("is joined and left, which its bots are told", async () => {
    const params = { group_id: 601 };
    const isMember = () => ask.get("groups.isMember", params);
    expect(await isMember()).toBe(0);
    await ask.get("groups.join", params);
    expect(await isMember()).toBe(1);
    expect(await ask.code("groups.join", params)).toBe(15);
    await ask.get("groups.leave", params);
    expect(await isMember()).toBe(0);
    await ask.get("groups.join", params);
    expect(eventsOf(601)).toEqual(["group_join", "group_leave", "group_join"]);
    expect(await ask.get("groups.isMember", { ...params, user_ids: [me, 5] })).toEqual([
      { user_id: me, member: 1 },
      { user_id: 5, member: 0 },
    ]);
    const { items } = await ask.get<List<number>>("groups.get");
    expect(items).toContain(601);
  });

  it("that is closed is joined with a request, which a manager approves", async () => {
    const params = { group_id: 602 };
    await ask.get("groups.edit", { ...params, access: 1 });
    await ask.get("groups.leave", params);
    await ask.get("groups.join", params);
    expect(await ask.get("groups.isMember", { ...params, extended: 1 })).toMatchObject({
      member: 0,
      request: 1,
    });
    expect(await ask.get("groups.getRequests", params)).toEqual({ count: 1, items: [me] });
    await ask.get("groups.approveRequest", { ...params, user_id: me });
    expect(await ask.get("groups.isMember", params)).toBe(1);
  });

  it("bans people until it lifts the ban", async () => {
    const params = { group_id, owner_id: 100_004 };
    await ask.get("groups.ban", { ...params, reason: 1, comment: "Spam" });
    const { items } = await ask.get<List<object>>("groups.getBanned", params);
    expect(items).toMatchObject([
      {
        type: "profile",
        profile: { id: 100_004, first_name: "Дмитрий" },
        ban_info: { admin_id: me, reason: 1, comment: "Spam", end_date: 0 },
      },
    ]);
    await ask.get("groups.unban", params);
    expect(await ask.code("groups.getBanned", params)).toBe(104);
    expect(eventsOf(group_id)).toEqual(expect.arrayContaining(["user_block", "user_unblock"]));
    expect(await ask.code("groups.ban", { ...params, end_date: 1 })).toBe(100);
    expect(await ask.code("groups.ban", { group_id, owner_id: me })).toBe(15);
  });

  it("is edited, which its settings, its name and its bots show", async () => {
    const params = { group_id: 603 };
    await ask.get("groups.edit", {
      ...params,
      title: "Bakery",
      screen_name: "the_bakery",
      wall: 2,
      age_limits: 2,
    });
    expect(await ask.get("groups.getSettings", params)).toMatchObject({
      title: "Bakery",
      address: "the_bakery",
      wall: 2,
      age_limits: 2,
    });
    expect(await ask.get("utils.resolveScreenName", { screen_name: "the_bakery" })).toMatchObject({
      type: "group",
      object_id: 603,
    });
    expect(vk.sandbox.happenings.at(-1)).toMatchObject({
      type: "group_change_settings",
      object: { user_id: me, changes: { title: { old_value: "Community 603", new_value: "Bakery" } } },
    });
    expect(await ask.code("groups.edit", { ...params, screen_name: "anna_sandbox" })).toBe(1260);
  });

  it("is managed by its own token and its managers only", async () => {
    const access_token = await ask.token("manage", "77");
    expect(await ask.get("groups.getOnlineStatus", { access_token, group_id: 77 })).toEqual({
      status: "none",
    });
    await ask.get("groups.enableOnline", { access_token, group_id: 77 });
    expect(await ask.get("groups.getOnlineStatus", { access_token, group_id: 77 })).toEqual({
      status: "online",
    });
    expect(await ask.code("groups.enableOnline", { access_token, group_id: 78 })).toBe(15);
  });
});

describe("Callback API", () => {
  const server = { group_id: 604, url: "https://127.0.0.1:9/vk", title: "Bot" };
  const code = async () =>
    (await ask.get<{ code: string }>("groups.getCallbackConfirmationCode", { group_id: 604 })).code;

  it("keeps servers with their own events, and changes the code with each", async () => {
    const before = await code();
    expect(await code()).toBe(before);
    const { server_id } = await ask.get<{ server_id: number }>("groups.addCallbackServer", server);
    const other = await ask.get<{ server_id: number }>("groups.addCallbackServer", server);
    expect(await code()).not.toBe(before);
    const params = { group_id: 604, server_id };
    await ask.get("groups.setCallbackSettings", { ...params, message_new: 1, wall_post_new: 1 });
    await ask.get("groups.setCallbackSettings", { ...params, wall_post_new: 0, api_version: "5.131" });
    expect(await ask.get("groups.getCallbackSettings", params)).toMatchObject({
      api_version: "5.131",
      events: { message_new: 1, wall_post_new: 0, message_reply: 0 },
    });
    expect(await ask.get("groups.getCallbackSettings", { group_id: 604, ...other })).toMatchObject({
      events: { message_new: 0 },
    });
    await ask.get("groups.deleteCallbackServer", params);
    expect(await ask.get("groups.getCallbackServers", { group_id: 604 })).toMatchObject({
      count: 1,
      items: [{ id: other.server_id, url: server.url, status: "wait", creator_id: me }],
    });
  });

  it("has VK's limits", async () => {
    const add = (extra = {}) => ask.code("groups.addCallbackServer", { ...server, group_id: 605, ...extra });
    expect(await add({ title: "a".repeat(15) })).toBe(100);
    expect(await add({ secret_key: "a".repeat(51) })).toBe(100);
    expect(await add({ url: "example.com" })).toBe(100);
    for (let i = 0; i < 10; i++) expect(await add()).toBe(0);
    expect(await add()).toBe(2000);
  });
});

describe("Bots Long Poll", () => {
  it("has a server once it is switched on", async () => {
    const params = { group_id: 606 };
    expect(await ask.code("groups.getLongPollServer", params)).toBe(100);
    await ask.get("groups.setLongPollSettings", { ...params, enabled: 1, message_new: 1 });
    expect(await ask.get("groups.getLongPollSettings", params)).toMatchObject({
      is_enabled: true,
      events: { message_new: 1, message_reply: 0 },
    });
    const first = await ask.get("groups.getLongPollServer", params);
    expect(first).toMatchObject({
      key: expect.stringMatching(/^\w{40}$/),
      server: expect.stringContaining("http"),
      ts: expect.stringMatching(/^\d+$/),
    });
    expect(await ask.get("groups.getLongPollServer", params)).toEqual(first);
  });
});
