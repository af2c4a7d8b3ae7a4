import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { functions } from "../src/invoke/manifest.ts";
import { oint } from "./support/command.ts";

async function scriptFor(shell: string): Promise<string> {
  const { code, stdout, stderr } = await oint(["completion", shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** What bash offers for the last of these words. */
function offered(script: string, ...words: readonly string[]): string[] {
  const list = words.map(word => `'${word}'`).join(" ");
  const ask = `COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _oint; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", `${script}\n${ask}`], { encoding: "utf8" })
    .trim()
    .split("\n");
}

describe("completion", () => {
  it("in bash knows areas, functions by both names, and their options", async () => {
    const script = await scriptFor("bash");
    expect(offered(script, "oint", "s")).toEqual(["sandbox"]);
    expect(offered(script, "oint", "vk", "createPo")).toEqual(["createPost", "createPoll"]);
    expect(offered(script, "oint", "vk", "СоздатьПо")).toEqual(["СоздатьПост", "СоздатьПодборкуТоваров"]);
    expect(offered(script, "oint", "vk", "createPost", "--pi")).toEqual(["--pictures"]);
    expect(offered(script, "oint", "vk", "СоздатьПост", "--a")).toEqual([
      "--ad",
      "--auth",
      "--api-url",
      "--answer-timeout",
    ]);
    expect(offered(script, "oint", "vk", "profile", "")).toEqual(["list", "show", "use", "remove"]);
  });

  it("for zsh stands on that for bash; for fish every function and option has its line", async () => {
    expect(await scriptFor("zsh")).toContain(await scriptFor("bash"));
    const fish = await scriptFor("fish");
    for (const { name, options } of functions) {
      expect(fish).toContain(` -a ${name} -d '`);
      for (const option of options) expect(fish).toContain(` -l ${option.name}`);
    }
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
    expect(byOption.stdout).toContain("Публикует пост с картинками");
    expect(byOption.stdout).toContain("Обязательный".toLowerCase());
    const byLocale = await oint(["vk"], { env: { LC_ALL: "ru_RU.UTF-8" } });
    expect(byLocale.stdout).toContain("Товары:");
    expect((await oint(["docs", "createPost", "--lang", "ru"])).stdout).toBe(byOption.stdout);
  });
});
