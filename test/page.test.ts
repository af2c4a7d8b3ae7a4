import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPI_VK } from "../src/index.ts";
import { startChromium } from "./support/chromium.ts";
import { png } from "./support/pictures.ts";
import { auth, token, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const colour = [20, 140, 90] as const;
let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
  await vk.call(async () => {
    const text = "<b>Post</b> with a picture\nand two lines";
    await OPI_VK.createPost(text, [png(320, 200, colour)], true, "https://vk.com/dev", auth);
    await OPI_VK.createStory(png(90, 160, [200, 120, 0]), "https://vk.com/market-1", auth);
    await OPI_VK.createAdCampaign(1, "Autumn sale", auth);
    const { response } = await OPI_VK.createPost("A post to talk about", [], false, "", auth);
    const post = response.post_id ?? 0;
    await OPI_VK.likePost(post, "", auth);
    await OPI_VK.writeComment(post, -218861756, "A comment", auth);
    await OPI_VK.createPoll("Tea or coffee?", ["Tea", "Coffee"], "", "", auth);
    const album = await OPI_VK.createAlbum("The album", "Photos", auth);
    await OPI_VK.saveImageToAlbum(album.response.id ?? 0, png(60, 60), "By the sea", auth);
    const topic = await OPI_VK.createDiscussion("The discussion", "First message", auth);
    await OPI_VK.closeDiscussion(topic.response, false, auth);
    vk.sandbox.act("message_new", { text: "Good day", from_id: 100_003 });
    const keyboard = OPI_VK.formKeyboard(["Yes", "No"]);
    await OPI_VK.writeMessage("The message", 100_003, "community-token", keyboard, auth);
    const photos = { MainPhoto: png(50, 50), AdditionalPhotos: [png(51, 50), png(52, 50)] };
    const spoon = { Name: "Wooden spoon", Description: "Made of beech wood", Category: 20173, Price: 350 };
    await OPI_VK.createProductCollection("The collection", png(1280, 720), false, false, auth);
    await OPI_VK.addProduct({ ...spoon, ...photos }, 1, auth);
  });
}, 300_000);
afterAll(() => browser?.close());

const url = (query: string) => `${vk.sandbox.url}/?community=218861756&${query}`;

/** Opens a tab, runs work on it, and fails for any error in the browser. */
async function onPage(
  query: string,
  work: (page: Page) => Promise<void>,
  options: { width?: number; dark?: boolean } = {},
): Promise<void> {
  const { width = 1000, dark = false } = options;
  const viewport = { width, height: 900 };
  const page = await browser.newPage({ viewport, colorScheme: dark ? "dark" : "light" });
  const errors: string[] = [];
  page.on("pageerror", error => errors.push(String(error)));
  page.on("console", message => message.type() === "error" && errors.push(message.text()));
  await page.goto(url(query), { waitUntil: "load" });
  await work(page);
  expect(errors).toEqual([]);
  expect(await page.content()).not.toContain(token);
  await page.close();
}

const tabs = [
  "wall",
  "market",
  "messages",
  "members",
  "albums",
  "discussions",
  "statistics",
  "calls",
  "events",
];

describe("the sandbox's page", () => {
  it("shows a post with its picture, a story, a poll and comments", () =>
    onPage("lang=en", async page => {
      const talk = page.locator("article", { hasText: "A post to talk about" });
      expect(await talk.innerText()).toMatch(/♡ 1[\s\S]*A comment/);
      expect(await page.locator(".poll").innerText()).toMatch(/Tea or coffee\?\s+Tea\s+0\s+Coffee\s+0/);
      const article = page.locator("article", { hasText: "with a picture" });
      expect(await article.locator(".text").textContent()).toBe("<b>Post</b> with a picture\nand two lines");
      expect(await article.locator("a.link").getAttribute("href")).toBe("https://vk.com/dev");
      expect(await article.textContent()).toMatch(/advertisement[\s\S]*comments closed/);
      expect(await page.locator("figure.story img").count()).toBe(1);

      // The picture is really there: its pixels on the screen have the colour of the file.
      const image = article.locator(".attached img");
      expect(await image.evaluate(node => (node as unknown as { naturalWidth: number }).naturalWidth)).toBe(
        320,
      );
      const shot = PNG.sync.read(await image.screenshot());
      const middle = (shot.width * Math.floor(shot.height / 2) + Math.floor(shot.width / 2)) * 4;
      expect([...shot.data.subarray(middle, middle + 3)]).toEqual([...colour]);
    }));

  it.each<[string, RegExp]>([
    ["market", /Wooden spoon[\s\S]*350 ₽[\s\S]*The collection[\s\S]*products: 1/],
    ["messages", /Мария Соколова[\s\S]*Good day[\s\S]*The message[\s\S]*Yes\s+No/],
    ["members", /Иван Петров[\s\S]*manager/],
    ["albums", /The album[\s\S]*By the sea/],
    ["discussions", /The discussion\s+closed[\s\S]*First message/],
    ["statistics", /Views[\s\S]*Comments[\s\S]*Autumn sale/],
    ["calls", /wall\.post\s+OK/],
    ["events", /wall_post_new/],
  ])("has a tab %s", async (tab, text) => {
    const page = await (await fetch(url(`lang=en&tab=${tab}&as=100002`))).text();
    const main = page.slice(page.indexOf("<main"), page.indexOf("</main>"));
    expect(main.replace(/<[^>]+>/g, " ")).toMatch(text);
  });

  it("shows the pictures of a product", () =>
    onPage("tab=market", async page => {
      expect(await page.locator("article img").count()).toBe(3);
    }));

  it.each(tabs)("fits a telephone, is accessible, and speaks Russian: %s", tab =>
    onPage(
      `tab=${tab}&lang=ru`,
      async page => {
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
        expect(await page.locator("nav.tabs").innerText()).toMatch(/Стена[\s\S]*Вызовы/);
        await page.addScriptTag({ path: "node_modules/axe-core/axe.min.js" });
        const found = await page.evaluate("axe.run({ preload: false }).then(({ violations }) => violations)");
        expect(found).toEqual([]);
        mkdirSync("coverage/screenshots", { recursive: true });
        await page.screenshot({ path: `coverage/screenshots/sandbox-${tab}-phone.png`, fullPage: true });
      },
      { width: 375, dark: true },
    ),
  );

  it("is accessible in the light as well", () =>
    onPage("lang=en", async page => {
      await page.addScriptTag({ path: "node_modules/axe-core/axe.min.js" });
      const found = await page.evaluate("axe.run({ preload: false }).then(({ violations }) => violations)");
      expect(found).toEqual([]);
      await page.screenshot({ path: "coverage/screenshots/sandbox.png", fullPage: true });
    }));

  it("takes the language of the browser, and can be switched", async () => {
    const read = async (language: string, query = "") =>
      (await fetch(url(query), { headers: { "accept-language": language } })).text();
    expect(await read("ru-RU,ru;q=0.9,en;q=0.8")).toContain('<html lang="ru">');
    expect(await read("de,en;q=0.5,ru;q=0.4")).toContain('<html lang="en">');
    expect(await read("ru", "lang=en")).toContain('<html lang="en">');
  });
});

describe("people on the sandbox's page", () => {
  const last = () => vk.sandbox.happenings.at(-1);

  it("press a button of a keyboard and answer", () =>
    onPage("tab=messages&peer=100003&lang=en", async page => {
      await page.getByRole("button", { name: "Yes", exact: true }).first().click();
      expect(last()).toMatchObject({
        type: "message_new",
        object: { message: { text: "Yes", from_id: 100_003 } },
      });
      const form = page.locator("section[aria-labelledby=conversation] > form");
      await form.getByLabel("Text").fill("And more");
      await form.getByRole("button", { name: "Send" }).click();
      expect(await page.locator(".message").last().innerText()).toContain("And more");
    }));

  it("comment, like and vote, each as whom the reader chose", () =>
    onPage("lang=en&as=100007", async page => {
      const talk = page.locator("article", { hasText: "A post to talk about" });
      await talk.getByRole("button", { name: /^Like/ }).first().click();
      expect(last()).toMatchObject({ type: "like_add", object: { liker_id: 100_007, object_type: "post" } });
      expect(await talk.getByRole("button", { name: "Unlike: 2" }).count()).toBe(1);
      await talk.locator("summary", { hasText: "Comment" }).click();
      const form = talk.locator("details.fold[open] form");
      await form.getByLabel("Text").fill("From the page");
      await form.getByRole("button", { name: "Send" }).click();
      expect(last()).toMatchObject({
        type: "wall_reply_new",
        object: { text: "From the page", from_id: 100_007 },
      });
      await page.locator(".poll").getByLabel("Coffee").check();
      await page.locator(".poll").getByRole("button", { name: "Vote" }).click();
      // VK tells nobody of votes in an anonymous poll.
      expect(await page.locator(".poll").innerText()).toMatch(/Coffee\s+1\s+voted: 1/);
    }));

  it("are told why something cannot be done", () =>
    onPage("tab=messages&lang=en", async page => {
      await page.locator("summary", { hasText: "Write to the community" }).click();
      await page.locator("details.fold[open] form").getByRole("button", { name: "Send" }).click();
      expect(await page.getByRole("alert").innerText()).toContain("message_new needs a text");
    }));
});

describe("the calls on the sandbox's page", () => {
  const ask = (method: string, params: Record<string, string>) =>
    fetch(`${vk.sandbox.apiUrl}/${method}`, {
      method: "POST",
      body: new URLSearchParams({ access_token: "t", v: "5.199", ...params }),
    });

  it("appear by themselves, with parameters and response, and pass the filter", () =>
    onPage("tab=calls&lang=en&filter=WALL&outcome=failed", async page => {
      await page.locator("#live.good").waitFor();
      await ask("users.get", {});
      await ask("wall.delete", { owner_id: "-218861756", post_id: "987654" });
      const call = page.locator("details.call").first();
      await page.locator("details.call", { hasText: "987654" }).waitFor();
      expect(await call.innerText()).toMatch(/wall\.delete\s+Error 104/);
      await call.locator("summary").click();
      expect(await call.innerText()).toMatch(/post_id[\s\S]*987654[\s\S]*Not found/);
      expect(await page.locator("details.call", { hasText: "users.get" }).count()).toBe(0);
    }));

  it("have the faults beside them, which can be added and cleared", () =>
    onPage("tab=calls&lang=en", async page => {
      await page.locator("summary", { hasText: "Add a fault" }).click();
      const form = page.locator("details.fold[open] form");
      await form.getByLabel("Method or path").fill("wall.post");
      await form.getByLabel("Error code /").fill("9");
      await form.getByRole("button", { name: "Add" }).click();
      expect(await page.locator("section[aria-labelledby=faults]").innerText()).toMatch(
        /wall\.post × 1\s+{"error":9}/,
      );
      expect(await (await ask("wall.post", { message: "a" })).json()).toMatchObject({
        error: { error_code: 9 },
      });
      await page.getByText("No faults.").waitFor();
    }));
});

describe("a page of ten thousand posts", () => {
  it("shows twenty of them, from the newest to the oldest", async () => {
    const owner_id = "-77";
    for (let i = 0; i < 10_000; i += 25) {
      const posts = Array.from(
        { length: 25 },
        (_, k) => `API.wall.post({owner_id:${owner_id},message:"post ${i + k}."})`,
      );
      const body = new URLSearchParams({ access_token: "t", v: "5.199", code: `return [${posts}];` });
      await fetch(`${vk.sandbox.apiUrl}/execute`, { method: "POST", body });
    }
    const texts = async (page: number) => {
      const text = await (await fetch(`${vk.sandbox.url}/?community=77&page=${page}`)).text();
      return [...text.matchAll(/<p class="text">post (\d+)\./g)].map(([, number]) => Number(number));
    };
    expect(await texts(1)).toEqual(Array.from({ length: 20 }, (_, i) => 9999 - i));
    expect(await texts(500)).toEqual(Array.from({ length: 20 }, (_, i) => 19 - i));
    expect(await texts(501)).toEqual(await texts(500));
  }, 60_000);
});
