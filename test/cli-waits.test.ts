import { describe, expect, it, test } from "vitest";
import { addressesOf, folder, main, oint, start } from "./support/command.ts";
import { allow } from "./support/consent.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const env = () => ({ ...addressesOf(vk.sandbox), OINT_CONFIG_FOLDER: folder() });
const local = ["--app", "51694790", "--redirect", "http://localhost:0/", "--group", "1"];
const oauth = ["--kind", "code", "--secret", "sandbox-secret", "--state", "s"];

describe("login", () => {
  it.each([
    [["login"], "--app: is missing"],
    [["login", "--kind", "user", "--app", "5"], "--redirect-response: is missing"],
    [["login", "--kind", "token", "--token", "-"], "--token: is missing"],
  ])("without anything on standard input says what is missing: %s", async (words, message) => {
    const { code, stderr } = await oint(["vk", ...words], { env: env() });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("waits for the browser for a while only, and says so", async () => {
    const began = performance.now();
    const words = ["vk", "login", ...oauth, ...local, "--timeout", "1"];
    const { code, stderr } = await oint(words, { env: env() });
    expect(code).toBe(3);
    expect(stderr).toContain("Waiting for the browser for up to 1 seconds (--timeout).");
    expect(stderr).toContain("no response came from the browser within 1 seconds");
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it("takes the URL of a browser on another machine, also for a local redirect", async () => {
    const { child, ended } = start(process.execPath, [main, "vk", "login", ...oauth, ...local], {
      env: env(),
    });
    let shown = "";
    child.stderr.on("data", async text => {
      shown += text;
      const link = /https?:\S+authorize\S+/.exec(shown)?.[0];
      if (!link || !shown.includes("Waiting")) return;
      shown = "";
      child.stdin.write(`${await allow(link)}\n`);
    });
    const { code, stdout, stderr } = await ended;
    expect(stderr).toContain("It is stored as the profile default.");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ profile: "default" });
  });
});

describe("the sandbox", () => {
  const ready = async ({ child }: ReturnType<typeof start>) =>
    new Promise<string>(resolve => child.stdout.once("data", text => resolve(String(text).trim())));
  const sandbox = (place: string) =>
    start(process.execPath, [main, "sandbox", "--port", "0"], { env: { OINT_SANDBOX_FOLDER: place } });

  it("says at once that another one has its folder, which one, and where", async () => {
    const place = folder();
    const first = sandbox(place);
    const url = await ready(first);
    const began = performance.now();
    const { code, stderr } = await sandbox(place).ended;
    expect(performance.now() - began).toBeLessThan(2000);
    expect(code).toBe(2);
    expect(stderr).toContain(`process ${first.child.pid}, at ${url}`);
    first.child.kill();
    await first.ended;
  });

  it("leaves nothing that the next command waits for when it is killed", async () => {
    const place = folder();
    const first = sandbox(place);
    expect(await ready(first)).toContain("http://127.0.0.1:");
    first.child.kill("SIGKILL");
    await first.ended;
    const began = performance.now();
    const words = ["vk", "createPost", "--sandbox", "--text", "Hi"];
    const { code } = await oint(words, { env: { OINT_SANDBOX_FOLDER: place } });
    expect(code).toBe(0);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

test("the help of login tells its limit", async () => {
  const { stdout } = await oint(["vk", "login", "--help"]);
  expect(stdout.replace(/\s+/g, " ")).toContain(
    "Maximum time to wait for the browser, in seconds (default: 300)",
  );
});
