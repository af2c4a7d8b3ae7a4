import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
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
}, 300_000);
afterAll(() => browser?.close());

describe("the sandbox's page", () => {
  it("shows a post with its picture, a story, figures and a campaign", async () => {
    await vk.call(async () => {
      await OPI_VK.createPost(
        "<b>Post</b> with a picture\nand two lines",
        [png(320, 200, colour)],
        true,
        "https://vk.com/dev",
        auth,
      );
      await OPI_VK.createStory(png(90, 160, [200, 120, 0]), "https://vk.com/market-1", auth);
      await OPI_VK.createAdCampaign(1, "Autumn sale", auth);
    });
    await vk.call(async () => {
      const { response: createdPost } = await OPI_VK.createPost("A post to talk about", [], false, "", auth);
      const post = createdPost.post_id ?? 0;
      await OPI_VK.likePost(post, "", auth);
      await OPI_VK.writeComment(post, -218861756, "A comment", auth);
      await OPI_VK.createPoll("Tea or coffee?", ["Tea", "Coffee"], "", "", auth);
      const album = await OPI_VK.createAlbum("The album", "Photos", auth);
      await OPI_VK.saveImageToAlbum(album.response.id ?? 0, png(60, 60), "By the sea", auth);
      const topic = await OPI_VK.createDiscussion("The discussion", "First message", auth);
      await OPI_VK.closeDiscussion(topic.response, false, auth);
      const keyboard = OPI_VK.formKeyboard(["Yes", "No"]);
      await OPI_VK.writeMessage("The message", 5, "community-token", keyboard, auth);
      const photos = { MainPhoto: png(50, 50), AdditionalPhotos: [png(51, 50), png(52, 50)] };
      const spoon = { Name: "Wooden spoon", Description: "Made of beech wood", Category: 20173, Price: 350 };
      await OPI_VK.createProductCollection("The collection", png(1280, 720), false, false, auth);
      await OPI_VK.addProduct({ ...spoon, ...photos }, 1, auth);
    });
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    const errors: string[] = [];
    page.on("pageerror", error => errors.push(String(error)));
    page.on("console", message => message.type() === "error" && errors.push(message.text()));
    await page.goto(`${vk.sandbox.url}/?community=218861756`, { waitUntil: "load" });

    const market = page.locator("section[aria-labelledby=market]");
    expect(await market.innerText()).toMatch(/Wooden spoon[\s\S]*350 ₽/);
    expect(await market.locator("img").count()).toBe(3);
    expect(await page.locator("section[aria-labelledby=albums]").innerText()).toContain("The album");
    expect(await page.locator("section[aria-labelledby=discussions]").innerText()).toMatch(
      /The discussion\s+closed[\s\S]*First message/,
    );
    expect(await page.locator("section[aria-labelledby=messages]").innerText()).toMatch(
      /The message[\s\S]*Yes\s+No/,
    );
    expect(await page.locator("section[aria-labelledby=collections]").innerText()).toMatch(
      /The collection[\s\S]*1 products/,
    );
    expect(await page.locator("section[aria-labelledby=wall]").innerText()).toMatch(
      /1 likes[\s\S]*A comment/,
    );
    expect(await page.locator(".poll").innerText()).toMatch(/Tea or coffee\?\s+Tea\s+Coffee/);

    const article = page.locator("article", { hasText: "with a picture" });
    expect(await article.locator(".text").textContent()).toBe("<b>Post</b> with a picture\nand two lines");
    expect(await article.locator("a.link").getAttribute("href")).toBe("https://vk.com/dev");
    expect(await article.textContent()).toMatch(/advertisement[\s\S]*comments closed/);
    expect(await page.locator("figure.story img").count()).toBe(1);
    expect(await page.locator("aside").textContent()).toMatch(/Views\s*1[\s\S]*Autumn sale/);

    // The picture is really there: its pixels on the screen have the colour of the file.
    const image = article.locator("img");
    expect(await image.evaluate(node => (node as unknown as { naturalWidth: number }).naturalWidth)).toBe(
      320,
    );
    const shot = PNG.sync.read(await image.screenshot());
    const middle = (shot.width * Math.floor(shot.height / 2) + Math.floor(shot.width / 2)) * 4;
    expect([...shot.data.subarray(middle, middle + 3)]).toEqual([...colour]);

    mkdirSync("coverage/screenshots", { recursive: true });
    await page.screenshot({ path: "coverage/screenshots/sandbox.png", fullPage: true });
    expect(errors).toEqual([]);
    expect(await page.content()).not.toContain(token);
    await page.close();
  });

  it("fits a telephone, in the dark as well", async () => {
    const page = await browser.newPage({ viewport: { width: 375, height: 700 }, colorScheme: "dark" });
    await page.goto(`${vk.sandbox.url}/?community=218861756`, { waitUntil: "load" });
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(overflow).toBe(0);
    await page.screenshot({ path: "coverage/screenshots/sandbox-phone.png", fullPage: true });
    await page.close();
  });
});
