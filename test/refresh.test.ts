import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { changeProfiles, changeProfilesAfter, type Profile, UnstoredError } from "../src/config/profiles.ts";
import { OPI_VK } from "../src/index.ts";
import { expiryFromNow } from "../src/oauth/vkid.ts";
import { addressesOf, folder, main, type Outcome, oint } from "./support/command.ts";
import { allow } from "./support/consent.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const app = 51694791;
const busy = { body: '{"error":"temporarily_unavailable","error_description":"Later"}', status: 503 };

/** A pair of tokens of VK ID. */
function pair() {
  const { oauthUrl, idUrl } = vk.sandbox;
  return vk.call(
    async () => {
      const redirect = "https://example.com/vk";
      const { link, code_verifier, state } = OPI_VK.createVKIDLink(app, redirect, ["wall"]);
      const { code = "", device_id = "" } = OPI_VK.parseTokenLink(await allow(link), state);
      const token = await OPI_VK.getVKIDToken(app, redirect, code, code_verifier, device_id, state);
      return { ...token, device_id };
    },
    { oauthUrl, idUrl },
  );
}

/** A machine with the profile `mine`, whose token of VK ID ends so soon, and another profile. */
async function machine(seconds: number) {
  const { access_token, refresh_token, device_id } = await pair();
  const mine: Profile = {
    kind: "vkid",
    owner: "Anna",
    auth: { access_token, app_id: String(app), group_id: "218861756" },
    expires: Math.floor(Date.now() / 1000) + seconds,
    refresh_token,
    device_id,
  };
  const other: Profile = { kind: "service", owner: "App", auth: { access_token: "of-the-app" }, expires: 0 };
  const config = folder();
  const path = join(config, "profiles.json");
  writeFileSync(path, JSON.stringify({ current: "mine", profiles: { mine, other } }), { mode: 0o600 });
  const env = { ...addressesOf(vk.sandbox), OINT_CONFIG_FOLDER: config };
  return {
    config,
    path,
    env,
    before: mine,
    read: () =>
      JSON.parse(readFileSync(path, "utf8")) as { current: string; profiles: Record<string, Profile> },
    post: (...args: readonly string[]) => oint(["vk", "createPost", "--text", "x", ...args], { env }),
  };
}

/** Only the last pair that VK ID gave works on. */
async function expectLastPair({ path, read, post, before }: Awaited<ReturnType<typeof machine>>) {
  const stored = read();
  const { mine } = stored.profiles;
  expect(mine?.refresh_token).not.toBe(before.refresh_token);
  expect(mine?.expires).toBeGreaterThan(Date.now() / 1000 + 3000);
  const ended = { ...stored.profiles, mine: { ...mine, expires: 1 } };
  writeFileSync(path, JSON.stringify({ ...stored, profiles: ended }));
  expect(await post()).toMatchObject({ code: 0, stderr: "" });
}

/** Nothing but the profiles is left in the folder. */
function expectNoRest(config: string): void {
  expect(readdirSync(config)).toEqual(["profiles.json"]);
}

describe("VK ID that cannot respond now", () => {
  it.each([
    ["by name", busy],
    ["by status", { body: '{"error":"server_error"}', status: 500 }],
    ["without JSON", { body: "<html>", status: 503 }],
    ["with a response that holds no token", { body: '{"error":{"error_code":10}}' }],
  ])("is asked again: %s", async (_, fault) => {
    const mine = await machine(-1);
    vk.sandbox.fail({ on: "oauth2/auth", times: 2, fault });
    expect(await mine.post()).toMatchObject({ code: 0, stderr: "" });
    await expectLastPair(mine);
    expectNoRest(mine.config);
  });

  it("leaves a token that is good in use, and says so", async () => {
    const mine = await machine(50);
    vk.sandbox.fail({ on: "oauth2/auth", times: 3, fault: busy });
    const outcome = await mine.post();
    expect(outcome).toMatchObject({ code: 0, stderr: expect.stringContaining("is used until it expires") });
    expect(mine.read().profiles.mine).toEqual(mine.before);
    expect((await mine.post()).stderr).toBe("");
    await expectLastPair(mine);
  });

  it("is no reason to log in again", async () => {
    const mine = await machine(-1);
    vk.sandbox.fail({ on: "oauth2/auth", times: 2, fault: busy });
    const outcome = await mine.post("--retries", "1");
    expect(outcome).toMatchObject({ code: 1, stderr: expect.stringContaining("Try again later") });
    expect(outcome.stderr).not.toMatch(/log in/i);
    expect((await mine.post()).code).toBe(0);
    await expectLastPair(mine);
  });
});

it("an answer that does not say when the token ends stands for an hour, and is not asked for again", async () => {
  const mine = await machine(-1);
  const body = JSON.stringify({ access_token: "vk2.a.new", refresh_token: "vk2.a.next", user_id: 1 });
  vk.sandbox.fail({ on: "oauth2/auth", fault: { body } });
  expect((await mine.post()).code).toBe(0);
  const { expires = 0 } = mine.read().profiles.mine ?? {};
  expect(Math.abs(expires - Date.now() / 1000 - 3600)).toBeLessThan(60);
  // It would befall a second refresh, which must not be.
  vk.sandbox.fail({ on: "oauth2/auth", fault: busy });
  expect(await mine.post()).toMatchObject({ code: 0, stderr: "" });
  expect(vk.sandbox.pendingFaults).toBe(1);
  vk.sandbox.clearFaults();
});

it("login takes an hour for it too", async () => {
  const config = folder();
  const env = { ...addressesOf(vk.sandbox), OINT_CONFIG_FOLDER: config };
  const body = JSON.stringify({ access_token: "vk2.a.new", refresh_token: "vk2.a.next", user_id: 1 });
  vk.sandbox.fail({ on: "oauth2/auth", fault: { body } });
  const flow = ["--kind", "vkid", "--app", String(app), "--redirect", "https://a.b", "--group", "7"];
  const back = "https://a.b/?code=C&state=s&device_id=D&type=code_v2";
  const outcome = await oint(["vk", "login", ...flow, "--state", "s", "--redirect-response", back], { env });
  expect(outcome.code, outcome.stderr).toBe(0);
  const { profiles } = JSON.parse(readFileSync(join(config, "profiles.json"), "utf8"));
  expect(Math.abs(profiles.default.expires - Date.now() / 1000 - 3600)).toBeLessThan(60);
});

it.each<[unknown, boolean]>([
  [86_400, true],
  ["86400", true],
  [0, false],
  [undefined, false],
  ["soon", false],
  [1e300, false],
])("a life of %s ends: %s", (seconds, ends) => {
  expect(expiryFromNow(seconds) > 0).toBe(ends);
});

describe("a pair that VK ID gave is stored", () => {
  it("when the lock was lost in between, with what another process has stored meanwhile", async () => {
    const mine = await machine(-1);
    vk.sandbox.fail({ on: "oauth2/auth", fault: { delay: 6000 } });
    const posting = mine.post();
    const lock = join(mine.config, "profiles.lock");
    while (!existsSync(lock)) await sleep(20);
    await sleep(500);
    // As after a suspension, another process takes the lock.
    rmSync(lock, { recursive: true });
    const used = await oint(["vk", "profile", "use", "other"], { env: mine.env });
    expect(used.code).toBe(0);
    expect(await posting).toMatchObject({ code: 0, stderr: "" });
    expect(mine.read().current).toBe("other");
    await expectLastPair({ ...mine, post: () => mine.post("--profile", "mine") });
  });

  it("when the command is stopped between VK's answer and its arrival", async () => {
    const mine = await machine(-1);
    vk.sandbox.fail({ on: "oauth2/auth", fault: { delay: 2000 } });
    const child = spawn(process.execPath, [main, "vk", "createPost", "--text", "x"], {
      env: { ...process.env, ...mine.env },
    });
    const ended = new Promise(resolve => child.once("close", resolve));
    while (vk.sandbox.pendingFaults > 0) await sleep(20);
    await sleep(200);
    const posts = vk.sandbox.calls.length;
    child.kill("SIGTERM");
    expect(await ended).toBe(130);
    expect(vk.sandbox.calls.length).toBe(posts);
    await expectLastPair(mine);
    expectNoRest(mine.config);
  });

  it.runIf(process.platform === "linux")("or it is not asked for, where the disk takes nothing", async () => {
    const limited = async (
      env: Readonly<Record<string, string>>,
    ): Promise<Pick<Outcome, "stderr" | "code">> => {
      const script = `ulimit -f 8; exec "$0" "$@"`;
      const args = ["-c", script, process.execPath, main, "vk", "createPost", "--text", "x"];
      // A file above the limit kills a process that does not handle the signal; a full disk sends none.
      const handled = `--import=data:text/javascript,process.on('SIGXFSZ',()=>{})`;
      const child = spawn("bash", args, { env: { ...process.env, ...env, NODE_OPTIONS: handled } });
      let stderr = "";
      child.stderr.setEncoding("utf8").on("data", text => (stderr += text));
      return new Promise(resolve => child.once("close", code => resolve({ code, stderr })));
    };
    const mine = await machine(-1);
    expect(await limited(mine.env)).toEqual({
      code: 2,
      stderr: expect.stringContaining("cannot be changed: EFBIG"),
    });
    expect(mine.read().profiles.mine).toEqual(mine.before);
    expectNoRest(mine.config);
    expect(await mine.post()).toMatchObject({ code: 0, stderr: "" });
    const good = await machine(50);
    expect(await limited(good.env)).toMatchObject({ code: 0 });
    expect(good.read().profiles.mine).toEqual(good.before);
  });
});

describe("what was brought", () => {
  /** Works on a folder of this test's own. */
  function place(): string {
    const config = folder();
    const former = process.env.OINT_CONFIG_FOLDER;
    process.env.OINT_CONFIG_FOLDER = config;
    onTestFinished(() => {
      if (former === undefined) delete process.env.OINT_CONFIG_FOLDER;
      else process.env.OINT_CONFIG_FOLDER = former;
    });
    return join(config, "profiles.json");
  }
  const profile: Profile = { kind: "service", owner: "a", auth: { access_token: "a" }, expires: 0 };

  it("stays beside a place that takes it no more, and the error names the file", async () => {
    const path = place();
    const storing = changeProfilesAfter(async () => {
      mkdirSync(join(path, "in-the-way"), { recursive: true });
      return all => ({ ...all, profiles: { new: profile } });
    });
    const error = await storing.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UnstoredError);
    const [, kept = ""] = /are in (\S+); fix/.exec(String(error)) ?? [];
    expect(JSON.parse(readFileSync(kept, "utf8"))).toEqual({ profiles: { new: profile } });
    expect(kept).not.toBe(path);
  });

  it("is added to what others have stored while it was fetched, also to a file that got damaged", async () => {
    const path = place();
    await changeProfiles(() => ({ profiles: { old: profile } }));
    const bring = (name: string, meanwhile: () => void) =>
      changeProfilesAfter(async () => {
        meanwhile();
        return all => ({ ...all, profiles: { ...all.profiles, [name]: profile } });
      });
    await bring("one", () =>
      writeFileSync(path, JSON.stringify({ profiles: { old: profile, theirs: profile } })),
    );
    const { profiles } = await bring("two", () => writeFileSync(path, "{"));
    expect(Object.keys(profiles)).toEqual(["old", "theirs", "one", "two"]);
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ profiles });
  });

  it("is no place that a killed process had taken: those go away after a while", async () => {
    const path = place();
    const [empty, full, young] = ["a", "b", "c"].map(name => `${path}.${name}.next`) as [
      string,
      string,
      string,
    ]; // three names
    writeFileSync(empty, "   ");
    writeFileSync(full, "{}");
    writeFileSync(young, "   ");
    utimesSync(empty, 1, 1);
    utimesSync(full, 1, 1);
    await changeProfiles(() => ({ profiles: { old: profile } }));
    expect([empty, full, young].map(existsSync)).toEqual([false, true, true]);
    chmodSync(path, 0o600);
  });

  it("is stored under a path that is a link", async () => {
    const path = place();
    const real = join(folder(), "real.json");
    execFileSync("ln", ["-s", real, path]);
    writeFileSync(real, JSON.stringify({ profiles: {} }), { mode: 0o600 });
    await changeProfiles(() => ({ profiles: { old: profile } }));
    expect(JSON.parse(readFileSync(real, "utf8"))).toEqual({ profiles: { old: profile } });
  });
});
