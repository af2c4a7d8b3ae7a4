import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ArgumentError, OPI_VK, VkApiError } from "../src/index.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import { Store } from "../src/sandbox/state/store.ts";
import { seededFolder } from "../tools/seed.ts";
import { addressesOf, folder, oint } from "./support/command.ts";
import { auth, configuredFor } from "./support/sandbox.ts";

const group_id = 218_861_756;
const joined = 27_300;

let sandbox: Sandbox;
const vk = configuredFor(() => sandbox);

beforeAll(async () => {
  const path = seededFolder();
  const store = new Store(path);
  store.transaction(() => {
    for (let i = 1; i <= joined; i++) store.state.members.put({ group_id, user_id: 1_000_000 + i, date: i });
  });
  store.close();
  sandbox = await startSandbox({ folder: path, rps: 0, strict: true });
});
afterAll(() => sandbox.close());

/** Runs a command on the sandbox. */
function run(words: readonly string[], options: { cwd?: string; input?: string } = {}) {
  const env = { ...addressesOf(sandbox), OINT_VK_AUTH: JSON.stringify(auth) };
  return oint(["vk", ...words, "--rps", "1000"], { env, ...options });
}

/** Number of members: those that were added, and the people of the sandbox who are members. */
const total = joined + 20;

describe("getMembers", () => {
  it("writes each member once, into CSV and into a workbook", async () => {
    const cwd = folder();
    for (const file of ["members.csv", "members.xlsx"]) {
      const words = ["getMembers", "--fields", "city", "--out", file];
      expect(await run(words, { cwd })).toMatchObject({ code: 0, stdout: "", stderr: "" });
    }
    const [head, ...lines] = readFileSync(join(cwd, "members.csv"), "utf8").trimEnd().split("\r\n");
    expect(head).toMatch(/^id,first_name,last_name,.*city\.id,city\.title/);
    const rows = await readSheet(join(cwd, "members.xlsx"));
    const ids = [new Set(lines.map(line => line.split(",")[0])), new Set(rows.slice(1).map(([id]) => id))];
    expect([lines.length, rows.length - 1, ...ids.map(({ size }) => size)]).toEqual(Array(4).fill(total));
  });

  it("loses nobody when requests fail", async () => {
    sandbox.fail({ on: "groups.getMembers", after: 3, fault: { error: 10 } });
    sandbox.fail({ on: "execute", fault: { disconnect: "after" } });
    const ids = await vk(() => OPI_VK.getMembers([], "id_asc", "", "", auth));
    expect(new Set(ids).size).toBe(total);
    expect(ids).toHaveLength(total);
  });

  it("shows one page in a dry run, however long the list", async () => {
    const { stdout } = await run(["getMembers", "--limit", "100000", "--test"]);
    expect(JSON.parse(stdout)).toHaveLength(1);
  });
});

describe("isMember", () => {
  it("checks 500 users a call and 25 calls a request, each in its place", async () => {
    const users = Array.from({ length: 13_001 }, (_, i) => 1_000_000 + joined - 10_000 + i);
    const before = sandbox.calls.length;
    const found = await vk(() => OPI_VK.isMember(users, auth));
    expect(found.map(({ user_id }) => user_id)).toEqual(users);
    expect(found.filter(({ member }) => member)).toHaveLength(10_001);
    const calls = sandbox.calls.slice(before).map(({ method }) => method);
    expect(calls.filter(method => method === "groups.isMember")).toHaveLength(27);
    // 25 calls, and 2 calls.
    expect(calls.filter(method => method === "execute")).toHaveLength(2);
  });

  it("takes IDs with commas, from a list, and from standard input", async () => {
    const expected = [
      { user_id: 100001, member: 1 },
      { user_id: 100003, member: 0 },
    ];
    for (const [users, input] of [
      ["100001,100003"],
      ["['100001',100003]"],
      ["-", "100001\n100003\n"],
    ] as const) {
      const { stdout } = await run(["isMember", "--users", users], { input: input ?? "" });
      expect(JSON.parse(stdout), users).toEqual(expected);
    }
  });

  it("refuses what is no ID before it sends anything", async () => {
    const before = sandbox.calls.length;
    await expect(vk(() => OPI_VK.isMember([1, "x"], auth))).rejects.toThrow('users: got "x"');
    await expect(vk(() => OPI_VK.isMember([], auth))).rejects.toThrow("users: is empty");
    expect(sandbox.calls.length).toBe(before);
  });
});

describe("getUsers", () => {
  it("takes more users than VK does in a call", async () => {
    const users = Array.from({ length: 2500 }, (_, i) => i + 1);
    const before = sandbox.calls.length;
    const found = await vk(() => OPI_VK.getUsers(users, "city", auth));
    expect(found.map(({ id }) => id)).toEqual(users);
    const sizes = sandbox.calls.slice(before).map(({ params }) => params.user_ids?.split(",").length);
    expect(sizes.filter(Boolean)).toEqual([1000, 1000, 500]);
  });

  it.each(["https://vk.com/wall-1_2", "one two", "", "https://example.com/durov"])(
    "refuses %j, which is nobody's name",
    async name => {
      const before = sandbox.calls.length;
      await expect(vk(() => OPI_VK.getUsers(["ivan_petrov", name], "", auth))).rejects.toThrow(/^users: /);
      expect(sandbox.calls.length).toBe(before);
    },
  );
});

describe("resolveName", () => {
  it.each([
    ["ivan_petrov", { type: "user", id: 100002 }],
    ["@ivan_petrov", { type: "user", id: 100002 }],
    ["https://vk.com/id7", { type: "user", id: 7 }],
    ["http://www.vk.ru/club1/", { type: "group", id: 1 }],
    ["m.vk.com/oint_sandbox?from=search#top", { type: "group", id: group_id }],
  ])("finds %s", async (name, expected) => {
    expect(await vk(() => OPI_VK.resolveName(name, auth))).toEqual(expected);
  });

  it("says that nobody has a name", async () => {
    const { code, stdout, stderr } = await run(["ОпределитьИД", "--name", "nobody_here", "--lang", "ru"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain('--name: передано "nobody_here", но такого короткого имени в VK нет');
  });
});

describe("banUser", () => {
  it("bans until a date in any form, once though the response was lost", async () => {
    sandbox.fail({ on: "groups.ban", fault: { disconnect: "after" } });
    await vk(() => OPI_VK.banUser(100010, "flood", "", "20990101000000", auth));
    const banned = await vk(() => OPI_VK.getBanned("", auth));
    const { ban_info } = banned.find(({ profile }) => profile?.id === 100010) ?? {};
    expect(ban_info).toMatchObject({ reason: 4, end_date: new Date(2099, 0, 1).getTime() / 1000 });
    await vk(() => OPI_VK.unbanUser(100010, auth));
    expect(await vk(() => OPI_VK.getBanned("", auth))).toHaveLength(banned.length - 1);
  });

  it("refuses a reason that is none, and an end that has passed", async () => {
    const before = sandbox.calls.length;
    const reason = "spamm" as "spam";
    const ban = (...args: [typeof reason, string]) =>
      vk(() => OPI_VK.banUser(100011, args[0], "", args[1], auth));
    await expect(ban(reason, "")).rejects.toThrow("did you mean spam?");
    await expect(ban("spam", "2020-01-01")).rejects.toThrow(
      'until: got "2020-01-01", which is not in the future',
    );
    await expect(ban("spam", "2020-01-01")).rejects.toBeInstanceOf(ArgumentError);
    expect(sandbox.calls.length).toBe(before);
  });

  it("says why VK refuses", async () => {
    const failed = vk(() => OPI_VK.banUser(100001, "other", "", "", auth));
    await expect(failed).rejects.toMatchObject({
      errorCode: 15,
      hint: expect.stringContaining("groups.ban"),
    });
    await expect(failed).rejects.toBeInstanceOf(VkApiError);
  });
});
