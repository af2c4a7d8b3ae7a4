import { describe, expect, it } from "vitest";
import { Ask } from "./support/ask.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const ask = new Ask(vk);
const me = 100_001;

interface List<T> {
  readonly count: number;
  readonly items: readonly T[];
}
interface User {
  readonly id: number;
  readonly first_name: string;
}

describe("users.get", () => {
  it("finds people by IDs and screen names, with the fields that were asked for", async () => {
    const users = await ask.get<User[]>("users.get", {
      user_ids: ["ivan_petrov", "id9", 100_003],
      fields: "sex,city",
    });
    expect(users).toMatchObject([
      { id: 100_002, first_name: "Иван", last_name: "Петров", sex: 2, city: { title: "Saint Petersburg" } },
      { id: 9 },
      { id: 100_003, first_name: "Мария" },
    ]);
    expect(users[0]).not.toHaveProperty("bdate");
    expect(await ask.get("users.get")).toMatchObject([{ id: me }]);
  });

  it("leaves out names that nobody has, and fails when there is no other", async () => {
    expect(await ask.get("users.get", { user_ids: ["nobody_has_it", me] })).toMatchObject([{ id: me }]);
    expect(await ask.code("users.get", { user_ids: "nobody_has_it" })).toBe(113);
    expect(await ask.code("users.get", { user_ids: "oint_sandbox" })).toBe(113);
  });

  it("has pictures that are there", async () => {
    const [user] = await ask.get<Array<{ photo_100: string }>>("users.get", {
      user_ids: me,
      fields: "photo_100",
    });
    const picture = await fetch(user?.photo_100 ?? "");
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  });
});

it("users.search finds people by what is known of them", async () => {
  const search = async (params: Record<string, string | number>) =>
    (await ask.get<List<User>>("users.search", params)).items.map(({ id }) => id);
  expect(await search({ q: "петров" })).toEqual([100_002]);
  const women = await search({ sex: 1, count: 1000 });
  expect(women).toContain(100_003);
  expect(women).not.toContain(100_002);
  expect(await search({ q: "Мария", birth_year: 1995 })).toEqual([100_003]);
  expect(await search({ q: "Мария", birth_year: 1996 })).toEqual([]);
});

describe("friends", () => {
  it("are listed in pages, by name, and with fields", async () => {
    const all = await ask.get<List<number>>("friends.get");
    expect(all).toMatchObject({ count: 10, items: expect.arrayContaining([100_002, 100_011]) });
    expect((await ask.get<List<number>>("friends.get", { count: 2, offset: 1 })).items).toEqual(
      all.items.slice(1, 3),
    );
    const named = await ask.get<List<User>>("friends.get", { order: "name", fields: "sex" });
    const names = named.items.map(({ first_name }) => first_name);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  });

  it("are made and unmade", async () => {
    const user_id = 100_015;
    const status = async () =>
      (await ask.get<Array<{ friend_status: number }>>("friends.areFriends", { user_ids: user_id }))[0]
        ?.friend_status;
    expect(await status()).toBe(0);
    await ask.get("friends.add", { user_id });
    expect(await status()).toBe(3);
    expect(await ask.get("users.get", { user_ids: user_id, fields: "is_friend" })).toMatchObject([
      { is_friend: 1 },
    ]);
    await ask.get("friends.delete", { user_id });
    expect(await status()).toBe(0);
  });

  it("are online after they did something", async () => {
    await ask.get("account.setOffline");
    const online = () => ask.get<number[]>("friends.getOnline", { user_id: 100_002 });
    expect(await online()).not.toContain(me);
    await ask.get("account.setOnline");
    expect(await online()).toContain(me);
  });

  it("have friends in common", async () => {
    const common = await ask.get("friends.getMutual", { target_uid: 100_003 });
    expect(common).toEqual([100_002, 100_004]);
  });
});

it("a status is read back, of the user and of a community", async () => {
  await ask.get("status.set", { text: "Busy" });
  await ask.get("status.set", { text: "Open", group_id: 5 });
  expect(await ask.get("status.get")).toEqual({ text: "Busy" });
  expect(await ask.get("status.get", { group_id: 5 })).toEqual({ text: "Open" });
  expect(await ask.get("account.getProfileInfo")).toMatchObject({
    id: me,
    first_name: "Anna",
    status: "Busy",
  });
});

it("a blacklist is read back, and keeps messages away", async () => {
  await ask.get("account.ban", { owner_id: 9 });
  expect(await ask.get("account.getBanned")).toMatchObject({ count: 1, items: [9], profiles: [{ id: 9 }] });
  await ask.get("account.unban", { owner_id: 9 });
  expect(await ask.get("account.getBanned")).toMatchObject({ count: 0, items: [] });
  expect(await ask.code("account.unban", { owner_id: 9 })).toBe(100);
});

it("settings of the account are read back", async () => {
  await ask.get("account.setInfo", { name: "no_wall_replies", value: 1 });
  expect(await ask.get("account.getInfo", { fields: "no_wall_replies,lang" })).toEqual({
    no_wall_replies: 1,
    lang: 3,
  });
});

it("short links are listed until they are removed from the list", async () => {
  const { key } = await ask.get<{ key: string }>("utils.getShortLink", { url: "https://example.com/a" });
  const links = () => ask.get<List<{ key: string; url: string }>>("utils.getLastShortenedLinks");
  expect((await links()).items).toMatchObject([{ key, url: "https://example.com/a" }]);
  expect(await ask.get("utils.getLinkStats", { key })).toEqual({ key, stats: [] });
  await ask.get("utils.deleteFromLastShortened", { key });
  expect((await links()).items).toEqual([]);
  expect(await ask.get("utils.getLinkStats", { key })).toHaveProperty("key", key);
  expect(await ask.code("utils.getLinkStats", { key: "nothing" })).toBe(104);
});

describe("lead forms", () => {
  const form = {
    group_id: 218_861_756,
    name: "Clients",
    title: "Call me",
    description: "Leave your number",
    policy_link_url: "https://example.com/policy",
    questions: JSON.stringify([{ type: "input", key: "name", label: "Your name" }]),
    active: 1,
  };

  it("are filled in by people, and the leads are read in pages", async () => {
    const { form_id } = await ask.get<{ form_id: number }>("leadForms.create", form);
    for (const answer of ["One", "Two", "Three"]) {
      vk.sandbox.act("lead_forms_new", { form_id, answers: [{ key: "name", answer }] });
    }
    type Leads = { leads: Array<{ user_id: number; answers: unknown }>; next_page_token?: string };
    const params = { group_id: form.group_id, form_id, limit: 2 };
    const first = await ask.get<Leads>("leadForms.getLeads", params);
    expect(first.leads).toMatchObject([
      { user_id: 100_002, answers: [{ key: "name", answer: { value: "Three" } }] },
      { answers: [{ answer: { value: "Two" } }] },
    ]);
    const { next_page_token = "" } = first;
    const second = await ask.get<Leads>("leadForms.getLeads", { ...params, next_page_token });
    expect(second).toMatchObject({ leads: [{ answers: [{ answer: { value: "One" } }] }] });
    expect(second).not.toHaveProperty("next_page_token");
    expect(await ask.get("leadForms.get", { group_id: form.group_id, form_id })).toMatchObject({
      ...form,
      questions: [{ key: "name", type: "input", label: "Your name" }],
      leads_count: 3,
    });
  });

  it("have VK's limits", async () => {
    const code = (fields: object) => ask.code("leadForms.create", { ...form, ...fields });
    expect(await code({ title: "a".repeat(61) })).toBe(100);
    expect(await code({ questions: JSON.stringify([{ type: "image", label: "a" }]) })).toBe(100);
    expect(await code({ questions: JSON.stringify([{ type: "select", label: "a" }]) })).toBe(100);
    expect(await ask.code("leadForms.get", { group_id: 5, form_id: 999 })).toBe(104);
  });
});
