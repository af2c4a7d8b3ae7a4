import { describe, expect, it, test } from "vitest";
import { readMoment } from "../src/validation/moments.ts";
import { addressesOf, bash, folder, oint } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const env = () => ({ ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth) });
const run = (...args: string[]) => oint(["vk", ...args], { env: env() });

describe("words after an option of many", () => {
  const place = () => folder({ "a.png": png(), "b.png": png() });

  it.each(["--pictures a.png b.png", "--pictures *.png", "-p a.png -p b.png", "--pictures=a.png b.png"])(
    "%s",
    async words => {
      const { code, stderr } = await bash(`oint vk createPost ${words} --text "Two"`, {
        cwd: place(),
        env: env(),
      });
      expect(stderr).toBe("");
      expect(code).toBe(0);
      expect(vk.last("wall.post").attachments?.split(",")).toHaveLength(2);
    },
  );

  it("end at the next option, and begin with a hyphen where that is no option", async () => {
    const { stderr } = await run(
      "createPoll",
      "--question",
      "Sure?",
      "--options",
      "yes",
      "- no",
      "--text",
      "Poll",
    );
    expect(stderr).toBe("");
    expect(JSON.parse(vk.last("polls.create").add_answers ?? "")).toEqual(["yes", "- no"]);
  });
});

test("a yes or no says what is wrong with it", async () => {
  const { code, stderr } = await run("createPost", "--text", "Never", "--ad", "maybe");
  expect(stderr).toBe('oint: --ad: got "maybe", expected true or false.\n');
  expect(code).toBe(2);
});

describe("a date", () => {
  const seconds = (date: Date) => String(date.getTime() / 1000);
  const tomorrow = () => {
    const now = new Date();
    return seconds(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 10));
  };

  it.each([
    [["--param", "publish_date=2036-12-01 10:00"], () => seconds(new Date(2036, 11, 1, 10))],
    [["--param", "publish_date=tomorrow 10:00"], tomorrow],
    [["--date", "завтра 10:00"], tomorrow],
    [["--date", "2036-12-01T10:00:00+03:00"], () => seconds(new Date("2036-12-01T07:00:00Z"))],
  ])("%s", async (words, expected) => {
    const { code, stderr } = await run("createPost", "--text", "Later", ...words);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(vk.last("wall.post").publish_date).toBe(expected());
  });

  it("goes with createCompositePost, and is explained in the help", async () => {
    await run("createCompositePost", "--text", "Later", "--objects", "photo1_2", "--date", "20361201100000");
    expect(vk.last("wall.post").publish_date).toBe(seconds(new Date(2036, 11, 1, 10)));
    const { stdout } = await run("createPost", "--help");
    expect(stdout).toContain("--date");
  });

  it.each(["2036-02-30", "soon", "tomorrow 25:00"])("%s is refused by its option", async date => {
    const { code, stderr } = await run("createPost", "--text", "Never", "--date", date);
    expect(code).toBe(2);
    expect(stderr).toContain(`oint: --date: got "${date}", expected a date that exists`);
  });
});

test.each([
  ["today", [2026, 0, 31]],
  ["Сегодня в 9:05", [2026, 0, 31, 9, 5]],
  ["tomorrow at 10:00", [2026, 1, 1, 10]],
  ["послезавтра 10:00:01", [2026, 1, 2, 10, 0, 1]],
  ["yesterday", [2026, 0, 30]],
  ["2026-01-31 24:00", [2026, 1, 1]],
])("%s counts from now", (text, [year = 0, month = 0, ...rest]) => {
  const expected = new Date(year, month, ...(rest as [number]));
  expect(readMoment(text, new Date(2026, 0, 31, 12, 30))).toBe(expected.getTime() / 1000);
});

test.each([
  "2026-02-29",
  "2026-13-01",
  "2026-01-01T24:01",
  "2026-01-01T10:60",
  "2026-01-01T10:00+25:00",
  "constructor",
])("%s does not exist", text => expect(readMoment(text)).toBeUndefined());

test("a picture whose address is down is to be tried again, one that is not there is not", async () => {
  const down = await run(
    "createPost",
    "--text",
    "Never",
    "--pictures",
    "http://127.0.0.1:1/a.png?signature=hidden",
  );
  expect(down).toMatchObject({ code: 3, stdout: "" });
  expect(down.stderr).not.toContain("hidden");
  expect(down.stderr).toContain("http://127.0.0.1:1/a.png?*** cannot be downloaded");
  const gone = await run("createPost", "--text", "Never", "--pictures", `${vk.sandbox.url}/none.png`);
  expect(gone.code).toBe(2);
  expect(gone.stderr).toContain("HTTP status 404");
});
