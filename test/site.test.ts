import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requirements } from "../src/cli/commands/vk/requirements.ts";
import { translator } from "../src/cli/i18n/index.ts";
import { functions } from "../src/invoke/manifest.ts";
import { startChromium } from "./support/chromium.ts";

const site = "docs/site";
let browser: Browser;

// The build runs the example of every function and fails when one of them does.
beforeAll(async () => {
  execFileSync("npx", ["tsx", "tools/site/build.ts"], { stdio: ["ignore", "ignore", "pipe"] });
  browser = await startChromium();
}, 300_000);
afterAll(() => browser?.close());

function pages(folder: string): string[] {
  return readdirSync(join(site, folder), { recursive: true, encoding: "utf8" })
    .filter(name => name.endsWith(".html"))
    .map(name => join(site, folder, name));
}

/** Opens a page from its folder, without a server; a mistake in its scripts fails the test. */
async function open(path: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options);
  page.on("console", message => expect.soft(message.text(), path).toBe(""));
  page.on("pageerror", error => expect.soft(error.message, path).toBe(""));
  await page.goto(pathToFileURL(resolve(site, path)).href);
  return page;
}

/** Whether a link of a page leads nowhere. */
function isBroken(path: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = file ? join(dirname(path), file) : path;
  if (!existsSync(target)) return true;
  return anchor !== undefined && !readFileSync(target, "utf8").includes(`id="${decodeURIComponent(anchor)}"`);
}

describe("the documentation", () => {
  it("has a page for every function in both languages, with a result of a real run", () => {
    for (const lang of ["en", "ru"]) {
      for (const { name, russian } of functions) {
        const text = readFileSync(join(site, lang, "functions", `${name}.html`), "utf8");
        expect(text).toContain(russian);
        expect(text, name).not.toMatch(/>undefined<|\[object/);
      }
    }
    const post = readFileSync(join(site, "ru", "functions", "createPost.html"), "utf8");
    expect(post).toContain("Публикует запись с изображениями");
    expect(post).toMatch(/post_id.*44/);
  });

  it.each(["en", "ru"] as const)("names the token and the scopes that the help names, in %s", async lang => {
    const translate = await translator(lang);
    for (const command of functions) {
      const page = readFileSync(join(site, lang, "functions", `${command.name}.html`), "utf8");
      const text = page.replace(/<[^>]+>/g, "");
      for (const line of requirements(command, translate).split("\n")) expect(text).toContain(line);
    }
  });

  it("has no broken link", () => {
    const broken = [...pages("en"), ...pages("ru")].flatMap(path => {
      const links = [...readFileSync(path, "utf8").matchAll(/(?:href|src)="([^"]+)"/g)].map(
        ([, link = ""]) => link,
      );
      const own = links.filter(link => !/^(https?|data):/.test(link));
      return own.filter(link => isBroken(path, link)).map(link => `${path}: ${link}`);
    });
    expect([...new Set(broken)]).toEqual([]);
  });

  it.each([
    ["en/index.html", "light", 1280],
    ["en/functions/createPost.html", "dark", 1280],
    ["ru/functions/addProduct.html", "light", 390],
    ["en/guides/tokens.html", "dark", 390],
    ["ru/guides/getting-started.html", "light", 1280],
  ] as const)(
    "%s, %s, %i wide: nothing serious for those who cannot see or use a mouse",
    async (path, colorScheme, width) => {
      const page = await open(path, { colorScheme, viewport: { width, height: 900 } });
      await page.addScriptTag({ path: "node_modules/axe-core/axe.min.js" });
      const found = await page.evaluate("axe.run({ preload: false }).then(({ violations }) => violations)");
      const serious = (found as Array<{ id: string; impact: string; nodes: Array<{ html: string }> }>)
        .filter(({ impact }) => ["serious", "critical"].includes(impact))
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      expect(serious).toEqual([]);
      const sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(sideways).toBeLessThanOrEqual(0);
      const headings = await page.$$eval("h1, h2, h3, h4", all =>
        all.map(({ tagName }) => Number(tagName[1])),
      );
      expect(headings[0]).toBe(1);
      headings.slice(1).forEach((level, i) => {
        expect(level - (headings[i] ?? 0)).toBeLessThanOrEqual(1);
      });
      await page.close();
    },
  );

  it("finds functions and guides as one types, and stays on the page when the language changes", async () => {
    const page = await open("en/functions/likePost.html");
    await page.keyboard.press("/");
    await page.keyboard.type("post image");
    await page.locator("#found").getByRole("link", { name: "createPost", exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Русский" }).click();
    expect(page.url()).toContain("/ru/functions/likePost.html");
    await page.getByRole("searchbox").fill("опрос");
    await page.locator("#found").getByRole("link", { name: "createPoll" }).click();
    expect(page.url()).toContain("/ru/functions/createPoll.html");
    await page.getByRole("searchbox").fill("zzzz");
    expect(await page.locator("#found").innerText()).toBe("Ничего не найдено");
    await page.close();
  });
});
