import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { functionCommand } from "../src/cli/commands/vk/function.ts";
import { requirements } from "../src/cli/commands/vk/requirements.ts";
import { translator } from "../src/cli/i18n/index.ts";
import { functions } from "../src/invoke/manifest.ts";

const languages = ["en", "ru"] as const;
const folders = { en: "docs", ru: "docs/ru" } as const;

function guide(lang: "en" | "ru", name: string): string {
  return readFileSync(`${folders[lang]}/${name}.md`, "utf8");
}

describe.each(languages)("the token and the scopes that a function needs, in %s", lang => {
  it("are in its help", async () => {
    const translate = await translator(lang);
    for (const command of functions) {
      const notes = functionCommand(command).notes?.(translate, lang);
      expect(notes, command.name).toContain(requirements(command, translate));
    }
  });

  it("are those of the list of functions, to which the guide about tokens leads", async () => {
    const translate = await translator(lang);
    const rows = guide(lang, "functions").split("\n");
    for (const { name, tokens } of functions) {
      const row = rows.find(text => text.includes(`| \`${name}\` |`));
      expect(row?.split(" | ").at(-1), name).toBe(`${tokens.map(translate).join(", ") || "—"} |`);
    }
    expect(guide(lang, "tokens")).toContain("](functions.md)");
  });

  it.each(["catalogue", "statistics", "advertising", "messages"])("are those of the guide %s", name => {
    const text = guide(lang, name);
    const used = functions.filter(command => new RegExp(`oint vk ${command.name}\\b`).test(text));
    const scopes = new Set(functions.flatMap(command => command.scopes));
    const named = [...scopes].filter(scope => text.includes(`\`${scope}\``));
    expect(named.sort()).toEqual([...new Set(used.flatMap(command => command.scopes))].sort());
  });
});
