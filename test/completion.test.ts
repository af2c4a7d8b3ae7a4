import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder, main, oint } from "./support/command.ts";

async function scriptFor(shell: string): Promise<string> {
  const { code, stdout, stderr } = await oint(["completion", shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** A PATH on which `oint` is the built command line, as an installation puts it there. */
function pathWithOint(): string {
  const path = folder({ oint: `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n` });
  chmodSync(join(path, "oint"), 0o755);
  return `${path}:${process.env.PATH}`;
}

/** What bash offers for the last of these words. */
function offered(script: string, ...words: readonly string[]): string[] {
  const list = words.map(word => `'${word}'`).join(" ");
  const ask = `COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _oint; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { ...process.env, PATH: pathWithOint() };
  return execFileSync("bash", ["-c", `${script}\n${ask}`], { encoding: "utf8", env })
    .trim()
    .split("\n");
}

describe("completion", () => {
  it("in bash knows commands, functions by both names, their options and their values", async () => {
    const script = await scriptFor("bash");
    expect(offered(script, "oint", "s")).toEqual(["sandbox"]);
    expect(offered(script, "oint", "vk", "createPo")).toEqual(["createPost", "createPoll"]);
    expect(offered(script, "oint", "vk", "СоздатьПо")).toEqual(["СоздатьПост", "СоздатьПодборкуТоваров"]);
    expect(offered(script, "oint", "vk", "createPost", "--pi")).toEqual(["--pictures"]);
    expect(offered(script, "oint", "vk", "СоздатьПост", "--a")).toEqual(["--ad", "--auth", "--api-url"]);
    expect(offered(script, "oint", "vk", "profile", "")).toEqual(["list", "show", "use", "remove"]);
    expect(offered(script, "oint", "vk", "login", "--kind", "v")).toEqual(["vkid"]);
    expect(offered(script, "oint", "completion", "")).toEqual(["bash", "zsh", "fish"]);
  });

  it.each([
    ["the profiles", ["vk", "createPost", "--profile", ""], ["home", "shop"]],
    ["an option's values", ["vk", "uploadPhotoToServer", "--type", "P"], ["Post", "Product", "Poll"]],
    ["the kinds of tokens", ["vk", "encodeScope", "--kind", ""], ["user", "community"]],
    ["the formats", ["vk", "createPost", "--format", "js"], ["json", "jsonl"]],
    ["the languages", ["vk", "createPost", "--lang", ""], ["en", "ru"]],
    ["the languages before a command", ["--lang", "r"], ["ru"]],
    ["true and false", ["vk", "createPost", "--ad", ""], ["true", "false"]],
    ["the values in one word with the option", ["vk", "createPost", "--format=c"], ["--format=csv"]],
    ["the values after bash's own word for =", ["vk", "login", "--kind", "=", "v"], ["--kind=vkid"]],
    ["options after a language", ["vk", "createPost", "--lang", "=", "ru", "--format", "t"], ["table"]],
    ["the options of every command", ["vk", "--"], ["--help", "--lang"]],
  ])("offers %s", async (_, words, expected) => {
    const profile = { kind: "user", owner: "", auth: { access_token: "t" }, expires: 0 };
    const config = folder();
    const profiles = { profiles: { home: profile, shop: profile } };
    writeFileSync(join(config, "profiles.json"), JSON.stringify(profiles), { mode: 0o600 });
    const { stdout } = await oint(["__complete", ...words], { env: { OINT_CONFIG_FOLDER: config } });
    expect(stdout.match(/^[^\t\n]+/gm)).toEqual(expected);
  });

  it("in bash completes a value after an equal sign, which is a word of its own there", async () => {
    expect(offered(await scriptFor("bash"), "oint", "vk", "createPost", "--format", "=", "c")).toEqual([
      "csv",
    ]);
  });

  it("offers names with what they are for, in the person's language, to shells that show it", async () => {
    const { stdout } = await oint(["__complete", "--lang", "ru", "vk", "createPos"]);
    expect(stdout).toMatch(/^createPost\t\p{Script=Cyrillic}/u);
  });

  it.each(["zsh", "fish"])("for %s asks the command as well", async shell => {
    expect(await scriptFor(shell)).toContain("__complete");
  });

  it("for no other shell", async () => {
    expect(await oint(["completion", "csh"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("bash, zsh, fish"),
    });
  });
});

describe("Russian", () => {
  it("is the help's language by option or locale", async () => {
    const byOption = await oint(["vk", "createPost", "--help", "--lang", "ru"]);
    expect(byOption.stdout).toContain("Публикует запись с изображениями");
    expect(byOption.stdout).toContain("обязательный");
    const byLocale = await oint(["vk"], { env: { LC_ALL: "ru_RU.UTF-8" } });
    expect(byLocale.stdout).toContain("Товары:");
    expect((await oint(["docs", "createPost", "--lang", "ru"])).stdout).toBe(byOption.stdout);
  });
});
