import { describe, expect, it } from "vitest";
import { ArgumentError, type Auth, callMany, OPI_VK } from "../src/index.ts";
import { folder, oint } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const call = (words: readonly string[], where: { cwd?: string; input?: string; auth?: object } = {}) => {
  const env = { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(where.auth ?? auth) };
  return oint(["vk", ...words], { ...where, env });
};
const answers = () => JSON.parse(vk.last("polls.create").add_answers ?? "null");

describe("a text in a list", () => {
  const file = { "a.json": '["Read", "from the file"]' };
  const poll = (...options: string[]) => [
    "createPoll",
    "--question",
    "Which file?",
    ...options.flatMap(option => ["--options", option]),
  ];

  it.each<[string, string[], string[]]>([
    ["that ends in .json, and is a file", ["a.json", "b.txt"], ["a.json", "b.txt"]],
    ["that ends in .json, and is no file", ["package.json", "other.JSON"], ["package.json", "other.JSON"]],
    ["that begins with a bracket", ["[x] done", "[ ] open"], ["[x] done", "[ ] open"]],
    ["in JSON", ["['a.json']"], ["a.json"]],
    ["of a file that is the whole list", ["a.json"], ["Read", "from the file"]],
    ["of lists that are repeated", ["['A','B']", "C"], ["A", "B", "C"]],
  ])("%s", async (_, options, expected) => {
    const { code, stderr } = await call(poll(...options), { cwd: folder(file) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(answers()).toEqual(expected);
  });

  it("from standard input is that text, and an array there is a list", async () => {
    await call(poll("-"), { cwd: folder(file), input: "a.json" });
    expect(answers()).toEqual(["a.json"]);
    await call(poll("-"), { input: '["A","B"]' });
    expect(answers()).toEqual(["A", "B"]);
  });

  it("that is alone and looks like a file which is not there is asked about", async () => {
    const { code, stderr } = await call(poll("absent.json"));
    expect(code).toBe(2);
    expect(stderr).toContain(
      "there is no such file; expected an array such as ['one','two']; if it is not a file, write [\"absent.json\"]",
    );
  });

  it("of buttons is a text as well", async () => {
    const { stdout } = await call(["formKeyboard", "--buttons", "a.json", "--buttons", "No"], {
      cwd: folder(file),
    });
    expect(stdout).toContain('"label":"a.json"');
  });

  it("of pictures is still a file with a list, also among several", async () => {
    const cwd = folder({ "list.json": '["a.png"]', "a.png": png(), "b.png": png() });
    const words = ["createPost", "--text", "a", "--pictures", "list.json", "--pictures", "b.png"];
    expect((await call(words, { cwd })).code).toBe(0);
    expect(vk.last("wall.post").attachments?.split(",")).toHaveLength(2);
  });
});

const now = 1_796_000_000;
const inMilliseconds = now * 1000;

describe("milliseconds are not taken for seconds", () => {
  const advice = "too large for Unix seconds; if it is in milliseconds, divide it by 1000 or use a Date";

  it.each<[string, () => Promise<unknown>, string]>([
    ["in a date", () => OPI_VK.getStatistics(inMilliseconds, now, auth), "datefrom"],
    ["in the other date", () => OPI_VK.getStatistics(now, String(inMilliseconds), auth), "dateto"],
    ["in 1C's form as a number", () => OPI_VK.getStatistics(20251210000000, now, auth), "datefrom"],
    [
      "in the structure",
      () => OPI_VK.createPost("Text", [png()], false, "", { ...auth, publish_date: inMilliseconds }),
      "auth",
    ],
    [
      "in the structure, for a later step",
      () => OPI_VK.createPoll("Q", ["A"], png(), "", { ...auth, publish_date: inMilliseconds }),
      "auth",
    ],
  ])("%s", async (_, work, argument) => {
    const before = vk.sandbox.calls.length;
    const error = await vk.call(work).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error).toMatchObject({ argument, problem: expect.stringContaining(advice) });
    expect(vk.sandbox.calls.length, "nothing was sent").toBe(before);
  });

  it("in further parameters and in many calls", async () => {
    const post = () => OPI_VK.createPost("Text", [], false, "", auth);
    await expect(vk.call(post, { params: { publish_date: Date.now() } })).rejects.toThrow(advice);
    const calls = [{ method: "wall.post", params: { message: "a", publish_date: Date.now() } }] as const;
    const [result] = await vk.call(() => callMany(calls, auth));
    expect(result).toMatchObject({ name: "ArgumentError", message: expect.stringContaining(advice) });
  });

  it("on the command line", async () => {
    const before = vk.sandbox.calls.length;
    for (const words of [
      ["getStatistics", "--datefrom", String(inMilliseconds), "--dateto", "2026-12-01"],
      ["createPost", "--text", "a", "--param", `publish_date=${inMilliseconds}`],
    ]) {
      const { code, stderr } = await call(words);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(advice) });
    }
    expect(vk.sandbox.calls.length).toBe(before);
  });

  it("and dates of every form go into the structure, as seconds", async () => {
    for (const publish_date of [
      now,
      String(now),
      new Date(inMilliseconds),
      new Date(inMilliseconds).toISOString(),
    ]) {
      await vk.call(() => OPI_VK.createPost("Text", [], false, "", { ...auth, publish_date }));
      expect(vk.last("wall.post").publish_date).toBe(String(now));
    }
  });
});

describe("numbers that JavaScript would change", () => {
  const payload =
    '{"buttons":[[{"action":{"type":"text","label":"Yes","payload":{"id":12345678901234567891}}}]]}';
  const write = (keyboard: OPI_VK.Keyboard) => OPI_VK.writeMessage("a", 5, "ct", keyboard, auth);

  it("stay in a keyboard that is JSON", async () => {
    await vk.call(() => write(payload));
    expect(vk.last("messages.send").keyboard).toBe(payload);
    for (const keyboard of [payload, "keyboard.json"]) {
      const words = ["writeMessage", "--text", "a", "--user", "5", "--ct", "ct", "--keyboard", keyboard];
      expect((await call(words, { cwd: folder({ "keyboard.json": payload }) })).code).toBe(0);
      expect(vk.last("messages.send").keyboard).toBe(payload);
    }
  });

  it("are refused where they were read already", async () => {
    const long = JSON.parse("12345678901234567891");
    const described = { Name: "Spoon", Description: "Made of beech wood", Category: 1, SKU: long };
    const many: Array<[() => Promise<unknown>, string]> = [
      [() => write(JSON.parse(payload)), "keyboard"],
      [() => OPI_VK.addProduct(described, "", auth), "product.SKU"],
      [() => OPI_VK.createPost("a", [], false, "", { ...auth, guid: long } as Auth), "auth"],
    ];
    for (const [work, argument] of many) {
      await expect(vk.call(work)).rejects.toMatchObject({
        argument,
        problem: expect.stringContaining("not exact beyond 9007199254740991; expected a string, in quotes"),
      });
    }
    const { code, stderr } = await call([
      "createPoll",
      "--question",
      "Q",
      "--options",
      "[12345678901234567891]",
    ]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining("--options: got 12345678901234567000"),
    });
  });

  it("come as texts in VK's answers, and nothing else in them changes", async () => {
    const body = String.raw`{"response":{"id":9007199254740993,"n":-12345678901234567890,"f":0.1234567890123456,"e":1E3,
      "safe":9007199254740991,"text":"\"9007199254740993, \\","list":[9007199254740993,1]}}`;
    const response = {
      id: "9007199254740993",
      n: "-12345678901234567890",
      f: 0.1234567890123456,
      e: 1000,
      safe: 9007199254740991,
      text: '"9007199254740993, \\',
      list: ["9007199254740993", 1],
    };
    vk.sandbox.fail({ on: "wall.delete", times: 2, fault: { body } });
    expect(await vk.call(() => OPI_VK.deletePost(1, auth))).toEqual({ response });
    const { stdout } = await call(["deletePost", "--post", "1"]);
    expect(JSON.parse(stdout)).toEqual({ response });
  });

  it("go as they are in quotes", async () => {
    const guid = "12345678901234567891";
    await vk.call(() => OPI_VK.createPost("a", [], false, "", { ...auth, guid }));
    expect(vk.last("wall.post").guid).toBe(guid);
  });
});
