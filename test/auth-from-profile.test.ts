import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { authFromProfile, OPI_VK } from "../src/index.ts";
import { addressesOf, folder, oint } from "./support/command.ts";
import { allow } from "./support/consent.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** Stores a profile of VK ID by the command line; the library reads the same folder. */
async function loggedIn(name: string) {
  const config = folder();
  const before = process.env.OINT_CONFIG_FOLDER;
  process.env.OINT_CONFIG_FOLDER = config;
  onTestFinished(() => {
    if (before === undefined) delete process.env.OINT_CONFIG_FOLDER;
    else process.env.OINT_CONFIG_FOLDER = before;
  });
  const redirect = "https://example.com/vk";
  const verifier = "a-text-of-at-least-forty-three-characters-000";
  const { link, state } = await vk.call(
    async () => OPI_VK.createVKIDLink("51694791", redirect, ["wall"], "", verifier),
    { idUrl: vk.sandbox.idUrl },
  );
  const words = [
    "--kind",
    "vkid",
    "--app",
    "51694791",
    "--group",
    "1",
    "--redirect",
    redirect,
    "--profile",
    name,
  ];
  const redirected = ["--redirect-response", await allow(link), "--state", state, "--verifier", verifier];
  const env = { ...addressesOf(vk.sandbox), OINT_CONFIG_FOLDER: config };
  const { code, stderr } = await oint(["vk", "login", ...words, ...redirected], { env });
  expect(stderr).toContain("It is stored");
  expect(code).toBe(0);
  const path = join(config, "profiles.json");
  return {
    read: () => JSON.parse(readFileSync(path, "utf8")).profiles[name],
    expire() {
      const all = JSON.parse(readFileSync(path, "utf8"));
      all.profiles[name].expires = 1;
      writeFileSync(path, JSON.stringify(all));
      chmodSync(path, 0o600);
    },
  };
}

test("the library uses what login stored, and refreshes it while the process runs", async () => {
  const profile = await loggedIn("shop");
  const settings = { idUrl: vk.sandbox.idUrl };
  const stored = await vk.call(() => authFromProfile("shop"), settings);
  const first = profile.read().auth.access_token;
  expect(stored).toMatchObject({ access_token: first, group_id: "1" });
  await vk.call(() => OPI_VK.createPost("Day one", [], false, "", stored), settings);
  expect(profile.read().auth.access_token).toBe(first);
  profile.expire();
  await vk.call(() => OPI_VK.createPost("Day two", [], false, "", stored), settings);
  const second = profile.read();
  expect(second.auth.access_token).not.toBe(first);
  expect(second.expires).toBeGreaterThan(Date.now() / 1000);
  // A copy with more in it is refreshed as well, and many calls at once refresh once.
  profile.expire();
  const more = { ...stored, signed: 1 };
  const post = (n: number) => OPI_VK.createPost(`Day three, ${n}`, [], false, "", more);
  await vk.call(() => Promise.all([1, 2, 3].map(post)), settings);
  expect(profile.read().auth.access_token).not.toBe(second.auth.access_token);
});

test("a profile that is not there is an error before anything is sent", async () => {
  await loggedIn("shop");
  await expect(authFromProfile("shpo")).rejects.toMatchObject({ name: "ArgumentError", argument: "profile" });
  process.env.OINT_CONFIG_FOLDER = folder();
  await expect(authFromProfile()).rejects.toThrow("oint vk login");
});
