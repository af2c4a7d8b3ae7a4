import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diagnose } from "../src/index.ts";
import { addressesOf, folder, main, oint } from "./support/command.ts";
import { useRecorder } from "./support/recorder.ts";
import { auth, token, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const recorder = useRecorder();

const env = () => ({ ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth) });
const atRecorder = () => ({
  OINT_VK_API_URL: recorder.apiUrl,
  OINT_VK_AUTH: JSON.stringify({ access_token: token }),
});

/** The parameters of the last call, without those that every call has. */
function sent(): Record<string, string> {
  const { v, access_token, ...own } = recorder.calls.at(-1)?.params ?? {};
  return own;
}

describe("oint vk, with a method of VK,", () => {
  it.each([
    ["users.get", "--user_ids", "210700286"],
    ["friends.getOnline"],
    ["wall.post", "--owner_id", "-218861756", "--message", "Hello"],
    ["wall.get", "--owner_id", "-218861756", "--count", "5"],
    ["wall.createComment", "--owner_id", "-218861756", "--post_id", "1", "--message", "Hi"],
    ["likes.add", "--type", "post", "--owner_id", "-218861756", "--item_id", "1"],
    ["wall.repost", "--object", "wall-218861756_1"],
    ["polls.create", "--question", "Which?", "--add_answers", "['one','two']"],
    ["photos.createAlbum", "--title", "Album", "--group_id", "218861756"],
    ["photos.getWallUploadServer", "--group-id", "218861756"],
    ["board.addTopic", "--group_id", "218861756", "--title", "Topic", "--text", "Text"],
    ["messages.send", "--peer_id", "1", "--message", "Hello"],
    ["utils.getShortLink", "--url", "https://example.com"],
    ["groups.getById", "--group_ids", "218861756"],
    ["account.getAppPermissions"],
    ["stats.get", "--group_id", "218861756"],
    ["market.getCategories"],
    ["market.get", "--owner_id", "-218861756"],
    ["market.addAlbum", "--owner_id", "-218861756", "--title", "Selection"],
    ["market.getAlbums", "--owner_id", "-218861756", "--all"],
    ["execute", "--code", 'return [API.users.get({"user_ids":"1"})];'],
    ["wall.delete", "--owner_id", "-218861756", "--post_id", "1"],
  ])("calls %s", async (...words) => {
    const { code, stdout, stderr } = await oint(["vk", ...words], { env: env() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toBeTruthy();
  });

  it("reads lists, structures, texts and files", async () => {
    const cwd = folder({ "keyboard.json": '{"buttons":[]}', "ids.json": "[3, 4]" });
    const run = async (...words: string[]) => {
      const outcome = await oint(["vk", ...words], { env: atRecorder(), cwd, input: "from a pipe\n" });
      expect(outcome).toMatchObject({ code: 0, stderr: "" });
      return sent();
    };
    const user = (...words: string[]) => run("users.get", ...words);
    expect(await user("--user_ids", "1,2", "--user-ids", "[3]")).toEqual({ user_ids: "1,2,3" });
    expect(await user("--user_ids", "ids.json")).toEqual({ user_ids: "3,4" });
    const message = ["messages.send", "--random_id", "7", "--peer_id", "1"];
    expect(await run(...message, "--keyboard", "keyboard.json")).toMatchObject({
      keyboard: '{"buttons":[]}',
    });
    expect(await run(...message, "--message", "one\\ntwo")).toMatchObject({ message: "one\ntwo" });
    expect(await run(...message, "--message", "-")).toMatchObject({ message: "from a pipe\n" });
    expect(await run("wall.get", "--extended", "--owner_id=-1")).toEqual({ extended: "1", owner_id: "-1" });
    expect(await run("wall.get", "--data", "{owner_id: -1, count: 3}", "--count", "5")).toEqual({
      owner_id: "-1",
      count: "5",
    });
    expect(await run("friends.getRequests", "--param", "out=1", "--count", "2")).toEqual({
      out: "1",
      count: "2",
    });
    expect(await run("search.getHints", "--limit", "3")).toEqual({ limit: "3" });
    expect(await run("wall.getNew", "--unchecked", "--new-name", "x")).toEqual({ new_name: "x" });
  });

  it.each([
    [["wall.gett"], 'there is no VK method "wall.gett"; did you mean wall.get?'],
    [["wall.get", "--ownr_id", "1"], "there is no option --ownr_id; did you mean --owner_id?"],
    [["wall.get", "--count", "many"], '--count: got "many", expected an integer'],
    [["wall.get", "--data", "[1]"], "--data: is not a structure"],
    [["wall.get", "--data", '{"cuont": 1}'], "--cuont: is not a parameter of wall.get; did you mean count?"],
    [["wall.get", "--param", "x"], '--param: got "x", expected name=value'],
    [["wall.get", "--limit", "x"], '--limit: got "x", expected a number of items'],
    [["wall.get", "--unchecked", "--all"], "--unchecked: does not go with"],
    [["users.get", "--all"], "there is no option --all"],
    [["messages.send", "--message", "-", "--data", "-"], "only one of"],
    [["likes.add", "--type", "post"], "--item_id: is missing, and likes.add requires it"],
  ])("refuses %s", async (words, problem) => {
    const outcome = await oint(["vk", ...words], { env: atRecorder() });
    expect(outcome).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(problem) });
    expect(recorder.calls).toEqual([]);
  });

  it("reads a list whole, or its first items", async () => {
    recorder.respond = (_, { offset = "0", count = "20" }) => ({
      count: 250,
      items: Array.from(
        { length: Math.min(Number(count), 250 - Number(offset)) },
        (__, i) => Number(offset) + i,
      ),
    });
    const all = await oint(["vk", "wall.get", "--all"], { env: atRecorder() });
    expect(JSON.parse(all.stdout)).toHaveLength(250);
    const some = await oint(["vk", "wall.get", "--limit", "120"], { env: atRecorder() });
    expect(JSON.parse(some.stdout)).toHaveLength(120);
  });

  it("prints a list while it is read, and stops when nobody reads on", async () => {
    // A million members: the command would take a while if it read them all.
    recorder.respond = (_, { offset = 0, count = 1000 }) => ({
      count: 1_000_000,
      items: Array.from({ length: Number(count) }, (_item, i) => Number(offset) + i),
    });
    const { PATH } = process.env;
    const words = [
      "vk",
      "groups.getMembers",
      "--group_id",
      "1",
      "--all",
      "--format",
      "jsonl",
      "--rps",
      "1000",
    ];
    const child = spawn(process.execPath, [main, ...words], { env: { PATH, ...atRecorder() } });
    const [first] = (await once(child.stdout, "data")) as [Buffer]; // what a stream gives
    expect(first.toString()).toMatch(/^0\n1\n/);
    child.stdout.destroy();
    expect(await once(child, "close")).toEqual([0, null]);
    expect(recorder.requests).toBeLessThan(40);
  });

  it("leaves no file when a list breaks off, and writes no half of one", async () => {
    recorder.respond = (_, { offset = 0 }) =>
      Number(offset) > 0
        ? { error: { error_code: 15, error_msg: "Access denied" } }
        : { count: 9, items: [1] };
    const cwd = folder({ "old.csv": "kept" });
    for (const out of ["new.csv", "old.csv"]) {
      const words = ["vk", "groups.getMembers", "--group_id", "1", "--all", "--out", out];
      expect(await oint(words, { env: atRecorder(), cwd })).toMatchObject({ code: 1 });
    }
    expect(readdirSync(cwd)).toEqual(["old.csv"]);
    expect(readFileSync(join(cwd, "old.csv"), "utf8")).toBe("kept");
  });

  it.each([
    ["csv", "value\r\n1\r\n2\r\n"],
    ["jsonl", "1\n2\n"],
    ["json", "[\n  1,\n  2\n]\n"],
    ["yaml", "- 1\n- 2\n"],
  ])("writes a list as %s", async (format, text) => {
    recorder.respond = () => ({ count: 2, items: [1, 2] });
    const words = ["vk", "groups.getMembers", "--group_id", "1", "--all", "--format", format];
    expect(await oint(words, { env: atRecorder() })).toMatchObject({ code: 0, stdout: text, stderr: "" });
  });

  it("shows the request of --test, and sends nothing", async () => {
    for (const words of [["--count", "5"], ["--all"]]) {
      const { code, stdout } = await oint(["vk", "wall.get", "--owner_id", "-1", ...words, "--test"], {
        env: atRecorder(),
      });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject([
        { request: "wall.get", parameters: { owner_id: "-1", access_token: "***" } },
      ]);
    }
    expect(recorder.calls).toEqual([]);
  });

  it("has a help that says all that is known", async () => {
    const help = async (...words: string[]) => (await oint(["vk", ...words, "--help"])).stdout;
    const post = await help("wall.post");
    expect(post).toMatch(/--owner_id +User ID or community ID/);
    expect(post).toContain("oint makes one");
    expect(post).toContain("Scope: wall.");
    expect(post).toContain("Reported not to work with: vkid (error 1051).");
    expect(post).toContain("It changes something at VK.");
    expect(post).toContain("https://dev.vk.com/ru/method/wall.post");
    expect(await help("groups.getMembers")).toMatch(/--count.*\n? *.*0 to 1000/);
    expect(await help("likes.add")).toContain("Not in VK's documentation since 2026: may be switched off.");
    expect(await help("likes.add", "--lang", "ru")).toContain("метод могут отключить");
    expect(await help("photos.createAlbum")).toContain("oint never repeats it");
    expect(await help("friends.getRequests")).toContain("--param, name=value: out");
  });

  it("is found by words, and completed", async () => {
    const found = JSON.parse((await oint(["vk", "methods", "friends", "online"])).stdout);
    expect(found).toContainEqual({
      method: "friends.getOnline",
      description: expect.stringContaining("online"),
    });
    expect(JSON.parse((await oint(["vk", "methods"])).stdout)).toHaveLength(574);
    const complete = async (...words: string[]) =>
      (await oint(["__complete", ...words])).stdout.trim().split("\n");
    expect(await complete("vk", "wa")).toContain("wall.get");
    expect((await complete("vk", "")).map(line => line.split("\t")[0])).not.toContain("wall.get");
    expect(await complete("vk", "wall.get", "--ow")).toEqual(["--owner_id"]);
    expect(await complete("vk", "wall.get", "--filter", "o")).toEqual(["owner", "others"]);
    expect((await oint(["vk"])).stdout).not.toContain("wall.getComments");
  });
});

describe("oint vk doctor", () => {
  const doctor = async (options: Parameters<typeof oint>[1], ...words: string[]) => {
    const { code, stdout } = await oint(["vk", "doctor", ...words], options);
    const report = JSON.parse(stdout);
    expect(code).toBe(report.vk.reached ? (report.token.valid ? 0 : 1) : 3);
    return report;
  };

  it("tells whose the token is, and what works", async () => {
    const report = await doctor({ env: env() });
    expect(report).toMatchObject({
      vk: { reached: true, clock_skew_seconds: expect.any(Number) },
      token: { valid: true, kind: "user", issued_by: "VK OAuth" },
    });
    const { works, works_in_part, does_not_work } = report;
    const parts: Array<{ function: string }> = [...works_in_part, ...does_not_work];
    expect(works.length + parts.length).toBe(new Set([...works, ...parts.map(item => item.function)]).size);
  });

  it("knows what VK ID's tokens and a community's cannot do", async () => {
    const asVkId = { ...addressesOf(vk.sandbox), OINT_VK_AUTH: '{"access_token":"vk2.a.NEVER-SHOWN"}' };
    const report = await doctor({ env: asVkId });
    expect(report.token.issued_by).toBe("VK ID");
    expect(JSON.stringify([report.works_in_part, report.does_not_work])).toContain('"code":1051');
    expect(report.advice.join()).toContain("oint vk login --kind user");

    recorder.respond = method =>
      method === "users.get"
        ? []
        : method === "groups.getTokenPermissions"
          ? { mask: 4096 + 262_144, permissions: [] }
          : { groups: [{ id: 5, name: "Shop" }] };
    const community = await doctor({ env: atRecorder() });
    expect(community.token).toMatchObject({ kind: "community", id: 5, name: "Shop" });
    const post = community.works_in_part.find((item: { function: string }) => item.function === "createPost");
    expect(post).toMatchObject({ method: "photos.getWallUploadServer", code: 27 });
  });

  it("says that a token is not accepted", async () => {
    recorder.respond = () => ({ error: { error_code: 5, error_msg: "User authorization failed" } });
    const report = await doctor({ env: atRecorder() });
    expect(report.token).toMatchObject({ valid: false, message: expect.stringContaining("Get a new one") });
    expect(report.advice).toContain("Get a new token: oint vk login.");
  });

  it("says why VK is not reached", async () => {
    const at = (url: string) => ({ env: { ...atRecorder(), OINT_VK_API_URL: url } });
    expect((await doctor(at("http://no-such-host.invalid/method"))).vk).toMatchObject({ problem: "dns" });
    expect((await doctor(at("http://127.0.0.1:1/method"))).vk).toMatchObject({ problem: "connection" });
    expect((await doctor(at(recorder.apiUrl.replace("http:", "https:")))).vk).toMatchObject({
      reached: false,
      problem: "tls",
    });
    expect((await doctor(at(vk.sandbox.apiUrl.replace("/method", "/nothing")))).vk).toMatchObject({
      reached: false,
      problem: "response",
    });
  });

  it("is a function of the library as well", async () => {
    const { vk: reach, token, methods } = await vk.call(() => diagnose(auth));
    expect(reach.reached).toBe(true);
    expect(token?.valid).toBe(true);
    expect(methods["users.get"]).toEqual({ works: true });
  });
});
