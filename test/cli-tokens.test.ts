import { describe, expect, it, test } from "vitest";
import { OPI_VK } from "../src/index.ts";
import { addressesOf, folder, oint } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, token, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const bare = "vk1.a.bare-NEVER-SHOWN";
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  oint(["vk", ...args], { env: { ...addressesOf(vk.sandbox), ...env } });

describe("a bare token", () => {
  it("in OINT_VK_TOKEN posts for the community of OINT_VK_GROUP", async () => {
    const env = { OINT_VK_TOKEN: `${token}\n`, OINT_VK_GROUP: "218861756", OINT_VK_APP: "51694790" };
    expect(await run(["createPost", "--text", "By a token"], env)).toMatchObject({ code: 0, stderr: "" });
    expect(vk.last("wall.post")).toMatchObject({ owner_id: "-218861756", from_group: "1" });
  });

  it.each([
    ["createPost", "--text", "Never"],
    ["createDiscussion", "--title", "Never", "--text", "Never"],
  ])("without a community sends nothing by %s", async (...words) => {
    const before = vk.sandbox.calls.length;
    const { code, stderr } = await run(words, { OINT_VK_TOKEN: token });
    const message = "OINT_VK_TOKEN comes without a community; set OINT_VK_GROUP to the community's ID.";
    expect(stderr).toBe(`oint: ${message}\n`);
    expect(code).toBe(2);
    expect(vk.sandbox.calls.length).toBe(before);
  });

  it.each([
    ["--auth", ["--auth", bare], {}, "oint: --auth: is neither"],
    ["--auth, of a few letters", ["--auth", "0123NEVER-SHOWN"], {}, "oint: --auth: is neither"],
    ["--auth, in quotes", ["--auth", `"${bare}"`], {}, "oint: --auth: is neither"],
    ["OINT_VK_AUTH", [], { OINT_VK_AUTH: bare }, "oint: OINT_VK_AUTH is neither"],
  ])("in %s is told where it belongs, and is not shown", async (_, args, env, message) => {
    const { code, stderr, stdout } = await run(["createPost", "--text", "Never", ...args], env);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).toContain("OINT_VK_TOKEN");
    expect(stderr).toContain("OINT_VK_GROUP");
  });
});

test.each([
  [{ OINT_VK_AUTH: "{'access_token': " }, "oint: OINT_VK_AUTH is not JSON"],
  [{ OINT_VK_AUTH: "{}" }, "oint: OINT_VK_AUTH has no access_token"],
  [{ OINT_VK_AUTH: JSON.stringify({ ...auth, owner_id: "me" }) }, "oint: OINT_VK_AUTH got owner_id"],
  [{ OINT_VK_TOKEN: token, OINT_VK_GROUP: "shop" }, 'oint: OINT_VK_GROUP got "shop"'],
] as ReadonlyArray<readonly [Record<string, string>, string]>)(
  "an error names the variable: %o",
  async (env, message) => {
    const { code, stderr } = await run(["createPost", "--text", "Never"], env);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  },
);

describe("credentials without a community and without an owner", () => {
  const nobody = { access_token: token };

  it.each([
    ["createPost", () => OPI_VK.createPost("Never", [png()], false, "", nobody)],
    ["createCompositePost", () => OPI_VK.createCompositePost("Never", [], false, "", nobody)],
    ["createPoll", () => OPI_VK.createPoll("Never?", ["Yes"], "", "", nobody)],
    ["createStory", () => OPI_VK.createStory(png(), "", nobody)],
    ["createAlbum", () => OPI_VK.createAlbum("Never", "", nobody)],
    ["deleteAlbum", () => OPI_VK.deleteAlbum(1, nobody)],
    ["saveImageToAlbum", () => OPI_VK.saveImageToAlbum(1, png(), "", nobody)],
    ["deleteImage", () => OPI_VK.deleteImage(1, nobody)],
    ["deletePost", () => OPI_VK.deletePost(1, nobody)],
    ["uploadPhotoToServer", () => OPI_VK.uploadPhotoToServer(png(), nobody)],
    ["uploadVideoToServer", () => OPI_VK.uploadVideoToServer("a.mp4", "Never", "", "", nobody)],
  ])("send nothing by %s", async (_, work) => {
    const before = vk.sandbox.calls.length;
    await expect(vk.call<Promise<unknown>>(work)).rejects.toMatchObject({
      name: "ArgumentError",
      argument: "auth",
    });
    expect(vk.sandbox.calls.length).toBe(before);
  });

  it("post on the wall that owner_id names", async () => {
    await vk.call(() => OPI_VK.createPost("Mine", [], false, "", { ...nobody, owner_id: "5" }));
    expect(vk.last("wall.post")).toMatchObject({ owner_id: "5" });
    const words = ["createPost", "--text", "Hi", "--param", "owner_id=7"];
    expect((await run(words, { OINT_VK_TOKEN: token })).code).toBe(0);
    expect(vk.last("wall.post")).toMatchObject({ owner_id: "7" });
  });
});

test("a message needs no token of its own where the credentials are a community's", async () => {
  const words = ["writeMessage", "--text", "Ready", "--user", "5"];
  const outcome = await run(words, { OINT_VK_TOKEN: token, OINT_VK_GROUP: "218861756" });
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  const before = vk.sandbox.calls.length;
  const user = await run(words, { OINT_VK_TOKEN: token });
  expect(user.code).toBe(2);
  expect(user.stderr).toContain("missing required option --ct");
  expect(vk.sandbox.calls.length).toBe(before);
  const env = { OINT_SANDBOX_FOLDER: folder() };
  expect((await oint(["vk", ...words, "--sandbox"], { env })).code).toBe(0);
});

test("a dry run in the sandbox needs no credentials, and starts nothing", async () => {
  const env = { OINT_SANDBOX_FOLDER: `${folder()}/none` };
  const { code, stdout } = await oint(["vk", "createPost", "--sandbox", "--test", "--text", "Hi"], { env });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([{ request: "wall.post" }]);
});
