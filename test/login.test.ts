import { spawn } from "node:child_process";
import {
  chmodSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox } from "../src/sandbox/index.ts";
import { startChromium } from "./support/chromium.ts";
import { addressesOf, folder, main, type Outcome, oint } from "./support/command.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
}, 300_000);
afterAll(() => browser?.close());

/** A user's machine: a folder for the profiles, and the sandbox in VK's place. */
function machine() {
  const config = folder();
  const env = { ...addressesOf(vk.sandbox), OINT_CONFIG_FOLDER: config };
  const path = join(config, "profiles.json");
  return {
    env,
    path,
    run: (...args: readonly string[]) => oint(["vk", ...args], { env }),
    read: () => JSON.parse(readFileSync(path, "utf8")),
  };
}

type Machine = ReturnType<typeof machine>;

/** Runs `oint vk login`, with a person who does in the browser what the link asks. */
async function login({ env }: Machine, args: readonly string[], person: (page: Page) => Promise<string>) {
  const child = spawn(process.execPath, [main, "vk", "login", ...args], { env: { ...process.env, ...env } });
  const ended = new Promise(resolve => child.once("close", resolve));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", text => (stdout += text));
  const link = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", text => {
      stderr += text;
      const [found] = /^http.*$/m.exec(stderr) ?? [];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`login ended: ${stderr}`)));
  });
  const page = await browser.newPage();
  const mistakes: string[] = [];
  page.on("pageerror", error => mistakes.push(error.message));
  await page.goto(link);
  child.stdin.end(await person(page));
  const code = await ended;
  await page.close();
  expect(mistakes).toEqual([]);
  return { code, stdout, stderr };
}

/** The person allows it, and copies the address of the page that follows. */
async function allows(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Allow" }).click();
  await page.getByRole("heading").first().waitFor();
  return `${page.url()}\n`;
}

/** No token that a machine holds is in what was printed. */
function expectNoSecret(machine: Machine, outcome: Pick<Outcome, "stdout" | "stderr">): void {
  const text = JSON.stringify(machine.read());
  const secrets = [...text.matchAll(/vk\d\.a\.[\w-]+/g)].map(([secret]) => secret);
  expect(secrets.length).toBeGreaterThan(0);
  for (const secret of secrets) expect(outcome.stdout + outcome.stderr).not.toContain(secret);
}

const group = ["--group", "218861756"];

describe("from nothing to a first post, in a browser", () => {
  it("a user, by the implicit flow: the address is pasted", async () => {
    const mine = machine();
    let asked = "";
    const outcome = await login(mine, ["--kind", "user", "--app", "51694790", ...group], async page => {
      asked = await page.getByRole("main").innerText();
      return allows(page);
    });
    expect(asked).toContain("oint example");
    expect(asked).toContain("Anna Sandbox");
    expect(asked).toMatch(/wall[\s\S]*photos/);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(JSON.parse(outcome.stdout)).toMatchObject({
      profile: "default",
      kind: "user",
      name: "Anna Sandbox",
      missing: {
        messages: [
          "sendMessage",
          "isMessageAllowed",
          "getConversations",
          "getMessages",
          "markAsRead",
          "editMessage",
          "deleteMessage",
          "writeMessage",
        ],
      },
      expires: "never",
    });
    expectNoSecret(mine, outcome);
    expect(statSync(mine.path).mode & 0o777).toBe(0o600);
    const post = await mine.run("createPost", "--text", "First");
    expect(post, post.stderr).toMatchObject({ code: 0 });
    expect(vk.last("wall.post")).toMatchObject({ message: "First", owner_id: "-218861756" });
  });

  it("a user, by VK ID: oint receives the answer itself", async () => {
    const mine = machine();
    const args = ["--kind", "vkid", "--app", "51694791", "--redirect", "http://localhost:0/", ...group];
    let after = "";
    const outcome = await login(mine, args, async page => {
      await page.getByRole("button", { name: "Allow" }).click();
      await page.getByText("You can close this page").waitFor();
      after = page.url();
      return "";
    });
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(after).toContain("http://localhost:");
    expectNoSecret(mine, outcome);
    expect(mine.read().profiles.default).toMatchObject({ kind: "vkid", refresh_token: expect.any(String) });
    expect((await mine.run("createPost", "--text", "By VK ID")).code).toBe(0);
  });

  it("a user, by the code of a site; the key comes from the environment", async () => {
    const mine = machine();
    const args = ["--kind", "code", "--app", "51694790", "--redirect", "http://127.0.0.1:0/", ...group];
    const withKey = { ...mine, env: { ...mine.env, OINT_VK_APP_SECRET: "sandbox-secret" } };
    const outcome = await login(withKey, args, async page => {
      await page.getByRole("button", { name: "Allow" }).click();
      await page.getByText("You can close this page").waitFor();
      return "";
    });
    expect(outcome.code, outcome.stderr).toBe(0);
    expect((await mine.run("createPost", "--text", "By a code")).code).toBe(0);
  });

  it("communities, each with a profile; a key with the right wall posts texts", async () => {
    const mine = machine();
    const args = ["--kind", "community", "--app", "51694790", "--group", "7,8", "--scope", "wall,messages"];
    const outcome = await login(mine, [...args, "--profile", "shop"], allows);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(Object.keys(mine.read().profiles)).toEqual(["shop-7", "shop-8"]);
    expect((await mine.run("createPost", "--text", "Community", "--profile", "shop-7")).code).toBe(0);
    expect(vk.last("wall.post")).toMatchObject({ owner_id: "-7" });
    const who = JSON.parse((await mine.run("whoami", "--profile", "shop-8")).stdout);
    expect(who).toMatchObject({
      kind: "community",
      id: 8,
      requests_per_second: 20,
      scopes: ["messages", "wall"],
    });
  });

  it("a refusal is told, and nothing is stored", async () => {
    const mine = machine();
    const outcome = await login(mine, ["--kind", "user", "--app", "51694790", ...group], async page => {
      await page.getByRole("button", { name: "Deny" }).click();
      await page.getByRole("heading").first().waitFor();
      return `${page.url()}\n`;
    });
    expect(outcome).toMatchObject({ code: 1, stderr: expect.stringContaining("access_denied") });
    expect(JSON.parse(outcome.stdout)).toMatchObject({ error: "access_denied" });
    expect((await mine.run("profile", "list")).stdout).toBe("[]\n");
  });
});

describe("without a browser", () => {
  it("a service token", async () => {
    const mine = machine();
    const outcome = await mine.run(
      "login",
      "--kind",
      "service",
      "--app",
      "51694790",
      "--secret",
      "sandbox-secret",
    );
    expect(JSON.parse(outcome.stdout)).toMatchObject({ kind: "service", expires: "never" });
    expect((await mine.run("shortenLink", "--url", "https://example.com")).stdout).toContain(
      "https://vk.cc/",
    );
  });

  it("a token that one has, from standard input, is checked before it is stored", async () => {
    const mine = machine();
    const token = "vk1.a.of-my-own-NEVER-SHOWN";
    const args = ["vk", "login", "--kind", "token", "--token", "-", ...group];
    const outcome = await oint(args, { env: mine.env, input: `${token}\n` });
    expect(JSON.parse(outcome.stdout)).toMatchObject({ kind: "user", name: "Anna Sandbox" });
    expect(mine.read().profiles.default.auth.access_token).toBe(token);
    const strict = await startSandbox({ tokens: ["good"] });
    const refused = await oint(args, { env: { ...mine.env, ...addressesOf(strict) }, input: "vk1.a.bad\n" });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("invalid access_token") });
    expect(mine.read().profiles.default.auth.access_token).toBe(token);
    await strict.close();
  });

  it.each([
    [["--kind", "user", "--app", "1", "--group", "abc"], '--group: got "abc", expected an ID'],
    [["--kind", "vkid", "--group", "1,2"], '--group: got "1,2", expected one community ID'],
    [["--kind", "usr"], '--kind: got "usr", expected user, vkid'],
    [["--kind", "user"], "--app: is missing"],
    [["--kind", "code", "--app", "1"], "--secret: is missing"],
    [["--kind", "vkid", "--app", "1"], "--redirect: is missing"],
  ])("%j: what nobody can be asked for is named", async (args, message) => {
    const outcome = await machine().run("login", ...args);
    expect(outcome).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(message) });
  });
});

it("login tries the place for the profile before it asks VK for anything", async () => {
  const env = { ...machine().env, OINT_CONFIG_FOLDER: join(folder({ file: "" }), "file", "oint") };
  const refused = await oint(["vk", "login", "--kind", "service", "--app", "1", "--secret", "s"], { env });
  expect(refused).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("cannot be changed: ENOTDIR"),
  });
});

/** Stores tokens that the sandbox takes, whatever they are. */
async function withProfiles(...names: readonly string[]): Promise<Machine> {
  const mine = machine();
  for (const name of names) {
    await oint(["vk", "login", "--kind", "token", "--token", "-", "--profile", name, ...group], {
      env: mine.env,
      input: `token-${name}\n`,
    });
  }
  return mine;
}

describe("profiles", () => {
  it("are listed, shown without their tokens, chosen and removed", async () => {
    const mine = await withProfiles("shop", "news");
    const listed = async () =>
      (
        JSON.parse((await mine.run("profile", "list")).stdout) as Array<{ name: string; current: boolean }>
      ).map(({ name, current }) => `${name}${current ? "*" : ""}`);
    expect(await listed()).toEqual(["shop", "news*"]);
    const shown = await mine.run("profile", "show", "shop");
    expect(JSON.parse(shown.stdout)).toMatchObject({ name: "shop", auth: { access_token: "***" } });
    expect(JSON.parse((await mine.run("profile", "use", "shop")).stdout)).toEqual({ current: "shop" });
    expect(await listed()).toEqual(["shop*", "news"]);
    await mine.run("profile", "remove", "shop");
    expect(await listed()).toEqual(["news"]);
    const invalid = await mine.run("profile", "use", "newz");
    expect(invalid).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean news?") });
  });

  it("in a file that a link leads to are changed there, and the link stays", async () => {
    const mine = await withProfiles("shop", "news");
    const kept = join(folder(), "kept.json");
    renameSync(mine.path, kept);
    symlinkSync(kept, mine.path);
    expect((await mine.run("profile", "use", "shop")).code).toBe(0);
    expect(readlinkSync(mine.path)).toBe(kept);
    expect(JSON.parse(readFileSync(kept, "utf8"))).toMatchObject({ current: "shop" });
  });

  it("come after --auth and OINT_VK_AUTH; --profile goes before OINT_VK_PROFILE", async () => {
    const mine = await withProfiles("one", "two", "three");
    const strict = await startSandbox({ tokens: ["token-one"], rps: 0 });
    const env = { ...mine.env, ...addressesOf(strict) };
    const works = async (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
      (await oint(["vk", "getProductCategoryList", ...args], { env: { ...env, ...more } })).code === 0;
    const good = JSON.stringify({ access_token: "token-one" });
    const bad = JSON.stringify({ access_token: "other" });
    expect(await works([])).toBe(false);
    expect(await works([], { OINT_VK_PROFILE: "one" })).toBe(true);
    expect(await works(["--profile", "one"], { OINT_VK_PROFILE: "two" })).toBe(true);
    expect(await works(["--profile", "one"], { OINT_VK_AUTH: bad })).toBe(false);
    expect(await works([], { OINT_VK_PROFILE: "two", OINT_VK_AUTH: good })).toBe(true);
    expect(await works(["--auth", good], { OINT_VK_AUTH: bad })).toBe(true);
    await strict.close();
  });

  it("that others can read are refused with the command that mends it", async () => {
    const mine = await withProfiles("shop");
    chmodSync(mine.path, 0o644);
    const refused = await mine.run("createPost", "--text", "x");
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(`chmod 600 "${mine.path}"`) });
    chmodSync(mine.path, 0o600);
    expect((await mine.run("createPost", "--text", "x")).code).toBe(0);
  });

  it("lose nothing when processes store at once", async () => {
    const mine = machine();
    const names = ["a", "b", "c", "d", "e", "f"];
    await Promise.all(
      names.map(name =>
        oint(["vk", "login", "--kind", "token", "--token", `token-${name}`, "--profile", name, ...group], {
          env: { ...mine.env, OINT_VK_API_URL: vk.sandbox.apiUrl },
        }),
      ),
    );
    expect(Object.keys(mine.read().profiles).sort()).toEqual(names);
  });
});

describe("a token of VK ID", () => {
  /** A machine whose token of VK ID ends so soon. */
  async function loggedIn(seconds: number): Promise<Machine> {
    const mine = machine();
    const args = ["--kind", "vkid", "--app", "51694791", "--redirect", "http://localhost:0/", ...group];
    await login(mine, args, async page => {
      await page.getByRole("button", { name: "Allow" }).click();
      await page.getByText("You can close this page").waitFor();
      return "";
    });
    const stored = mine.read();
    stored.profiles.default.expires = Math.floor(Date.now() / 1000) + seconds;
    writeFileSync(mine.path, JSON.stringify(stored));
    return mine;
  }

  it("that is about to end is refreshed once, also when processes notice at the same time", async () => {
    const mine = await loggedIn(30);
    const before = mine.read().profiles.default;
    // It would befall a second refresh, which must not be.
    vk.sandbox.fail({ on: "oauth2/auth", after: 1, fault: { delay: 1 } });
    const outcomes = await Promise.all(
      ["1", "2", "3", "4"].map(text => mine.run("createPost", "--text", text)),
    );
    expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array(4).fill({ code: 0, stderr: "" }),
    );
    expect(vk.sandbox.pendingFaults).toBe(1);
    vk.sandbox.clearFaults();
    const after = mine.read().profiles.default;
    expect(after.auth.access_token).not.toBe(before.auth.access_token);
    expect(after.refresh_token).not.toBe(before.refresh_token);
    expect(after.expires).toBeGreaterThan(Date.now() / 1000 + 3000);
    // The pair that is stored works on: it is the last one that VK ID gave.
    after.expires = 1;
    writeFileSync(mine.path, JSON.stringify({ ...mine.read(), profiles: { default: after } }));
    expect((await mine.run("createPost", "--text", "5")).code).toBe(0);
  });

  it("is not refreshed by a dry run, nor when it is good for long", async () => {
    const mine = await loggedIn(0);
    const before = readFileSync(mine.path, "utf8");
    expect((await mine.run("createPost", "--text", "x", "--test")).code).toBe(0);
    expect(readFileSync(mine.path, "utf8")).toBe(before);
  });

  it("whose refresh VK ID refuses says to log in again, and keeps the profile", async () => {
    const mine = await loggedIn(-1);
    const stored = mine.read();
    stored.profiles.default.refresh_token = "vk2.a.dead";
    writeFileSync(mine.path, JSON.stringify(stored));
    const refused = await mine.run("createPost", "--text", "x");
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("oint vk login") });
    expect(Object.keys(mine.read().profiles)).toEqual(["default"]);
  });

  it("that is still good is used when VK ID cannot be reached", async () => {
    const mine = await loggedIn(30);
    const env = { ...mine.env, OINT_VK_ID_URL: "http://127.0.0.1:9/id" };
    expect((await oint(["vk", "createPost", "--text", "x", "--retries", "0"], { env })).code).toBe(0);
  });
});
