import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { oneCScript } from "../tools/site/command-line.ts";
import { addressesOf, folder, main, oint } from "./support/command.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** What a person sees on a terminal, as `script` of every Debian makes one. */
async function onTerminal(words: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  // Node shows no colors where these are set; what they say is not what is tested here.
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, ...rest } = process.env;
  const env = {
    ...rest,
    TERM: "xterm-256color",
    LC_ALL: "C.UTF-8",
    ...addressesOf(vk.sandbox),
    OINT_VK_AUTH: JSON.stringify(auth),
    ...more,
  };
  const command = `${process.execPath} ${main} ${words}`;
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], { env });
  let shown = "";
  child.stdout.setEncoding("utf8").on("data", text => (shown += text));
  await new Promise(resolve => child.once("close", resolve));
  expect(shown).not.toContain("NEVER-SHOWN");
  return shown;
}

describe("the address of what was published", () => {
  it.each([
    ["createPost --text Hello", /\nhttps:\/\/vk\.com\/wall-218861756_\d+\r/],
    ["createDiscussion --title Hello --text World", /\nhttps:\/\/vk\.com\/topic-218861756_\d+\r/],
    ["createAlbum --title Hello", /\nhttps:\/\/vk\.com\/album-218861756_\d+\r/],
    [
      "writeComment --post 1 --wall -218861756 --text Hi",
      /\nhttps:\/\/vk\.com\/wall-218861756_1\?reply=\d+\r/,
    ],
  ])("is shown on a terminal: %s", async (words, address) => {
    expect(`\n${await onTerminal(`vk ${words}`)}`).toMatch(address);
  });

  it("is shown of a scheduled post when it is published or edited then", async () => {
    const later = await onTerminal("vk createPost --text Hello --date 2036-01-01");
    expect(later).not.toContain("https://vk.com/");
    const [, id] = /"post_id": (\d+)/.exec(later) ?? [];
    const address = `https://vk.com/wall-218861756_${id}`;
    expect(await onTerminal(`vk publishPost --post ${id}`)).toContain(address);
    expect(await onTerminal(`vk editPost --post ${id} --text World`)).toContain(address);
  });

  it("is shown neither in a pipe nor after a dry run", async () => {
    const env = { ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth) };
    const piped = await oint(["vk", "createPost", "--text", "Hello"], { env });
    expect(piped).toMatchObject({ code: 0, stderr: "" });
    expect(piped.stdout).not.toContain("https://vk.com/");
    expect(await onTerminal("vk createPost --text Hello --test")).not.toContain("https://vk.com/wall");
  });
});

it("doctor shows people a table, in their language", async () => {
  const english = await onTerminal("vk doctor");
  expect(english).toMatch(/^VK +http/m);
  expect(english).toMatch(/^Token +Anna Sandbox/m);
  const russian = await onTerminal("vk doctor --lang ru");
  expect(russian).toMatch(/^Токен +Anna Sandbox/m);
  expect(russian).toMatch(/^(Работают|Не работают)/m);
});

describe("colors", () => {
  const red = "\u001b[31m";
  const bold = "\u001b[1m";

  it("mark errors and headings on a terminal", async () => {
    expect(await onTerminal("vk createPost --txt x")).toContain(red);
    expect(await onTerminal("vk createPost --help")).toContain(`${bold}Options:`);
    expect(await onTerminal("vk createPost --help --lang ru")).toContain(bold);
  });

  it("are left out with NO_COLOR, in pipes, and on a terminal that has none", async () => {
    expect(await onTerminal("vk createPost --txt x", { NO_COLOR: "1" })).not.toContain("\u001b[");
    expect(await onTerminal("vk --help", { TERM: "dumb" })).not.toContain("\u001b[");
    const env = { FORCE_COLOR: "1" };
    const { stdout, stderr } = await oint(["vk", "createPost", "--txt", "x"], { env });
    expect(stdout + stderr).not.toContain("\u001b[");
  });
});

describe("whoami", () => {
  it("is a table on a terminal, in both languages", async () => {
    const shown = await onTerminal("vk whoami");
    expect(shown).toMatch(/^Token +user/m);
    expect(shown).toMatch(/^Requests per second +3/m);
    expect(shown).not.toContain("{");
    expect(await onTerminal("vk whoami --lang ru")).toMatch(/^Запросов в секунду +3/m);
  });

  it("is JSON in a pipe", async () => {
    const env = { ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth) };
    const { stdout } = await oint(["vk", "whoami"], { env });
    expect(JSON.parse(stdout)).toMatchObject({ kind: "user", requests_per_second: 3 });
  });
});

describe("docs", () => {
  it.each(["en", "ru"])("shows a guide: %s", async lang => {
    const { code, stdout } = await oint(["docs", "uploads", "--lang", lang]);
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(
      readFileSync(lang === "en" ? "docs/uploads.md" : "docs/ru/uploads.md", "utf8").trim(),
    );
  });

  it("suggests a guide for what is neither guide nor function", async () => {
    const { code, stderr } = await oint(["docs", "uplods"]);
    expect(code).toBe(2);
    expect(stderr).toContain("did you mean the guide uploads?");
  });

  it.each([
    ["docs", "addProduct"],
    ["vk", "addProduct", "--help"],
    ["vk", "editProduct", "--help"],
  ])("lists the keys of a product: %s %s", async (...words) => {
    const { stdout } = await oint(words);
    expect(stdout).toContain("Keys of --product:");
    expect(stdout).toMatch(/^ {2}Price +Price, such as 350\.50 \[number\]$/m);
    expect(stdout).toMatch(/^ {2}AdditionalPhotos +.* \[array of file\]$/m);
  });
});

test("an example for 1C runs where only cmd finds oint", () => {
  expect(oneCScript('oint vk createPost --text "Post from autotest"')).toContain(
    'ЗапуститьПриложение("cmd /c oint vk createPost --text ""Post from autotest"" --out result.json"',
  );
});

test.each([
  [["vk", "deletePost", "--post", "{}"], 'got "{}"'],
  [["vk", "formKeyboard", "--buttons", '[{"a":1}]'], 'got {"a":1}'],
])("what is wrong is shown as it is: %j", async (words, shown) => {
  const { stderr } = await oint(words, { env: { OINT_VK_AUTH: JSON.stringify(auth) } });
  expect(stderr).not.toContain("[object");
  expect(stderr).toContain(shown);
  expect(stderr).toMatch(/\.\n$/);
});

test("a folder without profiles is told by its command", async () => {
  const { code, stderr } = await oint(["vk", "createPost", "--text", "x"], {
    env: { OINT_CONFIG_FOLDER: folder() },
  });
  expect(code).toBe(2);
  expect(stderr).toContain("OINT_VK_TOKEN");
});
