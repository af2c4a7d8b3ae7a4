import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { functionCommand } from "../src/cli/commands/vk/function.ts";
import { requirements } from "../src/cli/commands/vk/requirements.ts";
import { translator } from "../src/cli/i18n/index.ts";
import { functions } from "../src/invoke/manifest.ts";

const languages = ["en", "ru"] as const;
const folders = { en: "docs", ru: "docs/ru" } as const;

const serviceSentences = { en: "only `shortenLink`", ru: "только `shortenLink`" } as const;

function guide(lang: "en" | "ru", name: string): string {
  return readFileSync(`${folders[lang]}/${name}.md`, "utf8");
}

/** Functions that a text names in backticks. */
function functionsIn(text: string): string[] {
  const named = [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  return functions.map(({ name }) => name).filter(name => named.includes(name));
}

function acceptedBy(token: "community" | "service"): string[] {
  return functions.filter(({ tokens }) => tokens.includes(token)).map(({ name }) => name);
}

describe.each(languages)("the token and the scopes that a function needs, in %s", lang => {
  it("are in its help", async () => {
    const translate = await translator(lang);
    for (const command of functions) {
      const notes = functionCommand(command).notes?.(translate, lang);
      expect(notes, command.name).toContain(requirements(command, translate));
    }
  });

  it("are those of the guide about tokens", () => {
    // The paragraph that lists functions is the one about community tokens.
    const listed = guide(lang, "tokens")
      .split("\n\n")
      .map(functionsIn)
      .find(names => names.length > 4);
    expect(listed?.sort()).toEqual(acceptedBy("community").sort());
    expect(acceptedBy("service")).toEqual(["shortenLink"]);
    expect(guide(lang, "tokens")).toContain(serviceSentences[lang]);
  });

  it.each(["catalogue", "statistics", "advertising", "messages"])("are those of the guide %s", name => {
    const text = guide(lang, name);
    const used = functions.filter(command => new RegExp(`oint vk ${command.name}\\b`).test(text));
    const scopes = new Set(functions.flatMap(command => command.scopes));
    const named = [...scopes].filter(scope => text.includes(`\`${scope}\``));
    expect(named.sort()).toEqual([...new Set(used.flatMap(command => command.scopes))].sort());
  });
});
