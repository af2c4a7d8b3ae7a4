import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  configure,
  eachOrder,
  eachProduct,
  eachSelection,
  OPI_VK,
  type RequestEvent,
  VkApiError,
  withSettings,
} from "../src/index.ts";
import { folder } from "./support/command.ts";
import { gif, mp4, png } from "./support/pictures.ts";
import { auth, token, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** Serves a picture, and an address that leads to it. */
async function serve(body: Buffer): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === "/moved") response.writeHead(302, { location: "/photo.png?signature=hidden" }).end();
    else if (request.url?.startsWith("/missing")) response.writeHead(404).end();
    else response.writeHead(200).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bytesOf(photo: { sizes?: ReadonlyArray<{ url?: string }> } | undefined): Promise<Buffer> {
  const response = await fetch(photo?.sizes?.at(-1)?.url ?? "");
  return Buffer.from(await response.arrayBuffer());
}

function fingerprint(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

describe("createTokenRetrievalLink", () => {
  it("gives the original's link, letter for letter", () => {
    expect(OPI_VK.createTokenRetrievalLink("51694790")).toBe(
      "https://oauth.vk.com/authorize?client_id=51694790&scope=offline,wall,groups,photos,stats,stories,ads,market,video&v=5.131&response_type=token&redirect_uri=https://api.vk.com/blank.html",
    );
  });
});

describe("getAuthParameters", () => {
  it.each([218861756, "218861756", "-218861756", -218861756])("takes the community as %s", group => {
    expect(OPI_VK.getAuthParameters(group, 51694790, token)).toEqual({
      v: "5.199",
      from_group: "1",
      group_id: "218861756",
      owner_id: "-218861756",
      app_id: "51694790",
      access_token: token,
    });
  });
});

describe("createPost", () => {
  it("publishes a text in the community's name", async () => {
    const { response } = await vk.call(() => OPI_VK.createPost("Hello", [], false, "", auth));
    expect(response.post_id).toBeGreaterThan(0);
    expect(vk.last("wall.post")).toMatchObject({
      message: "Hello",
      owner_id: "-218861756",
      from_group: "1",
      mark_as_ads: "0",
    });
  });

  it("attaches the pictures in their order, then the link, each with a comma", async () => {
    const pictures = [png(10, 10), gif];
    await vk.call(() => OPI_VK.createPost("Two", pictures, true, "https://github.com/a/b", auth));
    const { attachments, ...post } = vk.last("wall.post");
    expect(attachments).toMatch(/^photo-218861756_(\d+),photo-218861756_(\d+),https:\/\/github\.com\/a\/b$/);
    expect(post).toMatchObject({ mark_as_ads: "1", close_comments: "1" });
    const [first, second] = [...(attachments ?? "").matchAll(/_(\d+)/g)].map(([, id]) => Number(id));
    expect(second).toBeGreaterThan(first ?? 0);
  });

  it("sends each method only the parameters that it has, and the structure's further fields where they fit", async () => {
    const publish_date = 4_000_000_000;
    await vk.call(() =>
      OPI_VK.createPost("Later", [png()], false, "", { ...auth, publish_date, lang: "ru", upload_url: "x" }),
    );
    expect(vk.last("wall.post")).toMatchObject({ publish_date: "4000000000", lang: "ru" });
    expect(Object.keys(vk.last("wall.post"))).not.toContain("app_id");
    expect(Object.keys(vk.last("photos.getWallUploadServer")).sort()).toEqual(["group_id", "lang", "v"]);
    expect(vk.last("wall.post").v).toBe("5.199");
  });

  it("takes the version and from_group from the structure", async () => {
    await vk.call(() => OPI_VK.createPost("Mine", [], false, "", { ...auth, v: "5.150", from_group: "0" }));
    expect(vk.last("wall.post")).toMatchObject({ v: "5.150", from_group: "0" });
  });

  it("does without owner_id, and without group_id", async () => {
    await vk.call(() => OPI_VK.createPost("A", [], false, "", { access_token: token, group_id: "-77" }));
    expect(vk.last("wall.post").owner_id).toBe("-77");
    await vk.call(() => OPI_VK.createPost("B", [gif], false, "", { access_token: token, owner_id: -78 }));
    expect(vk.last("photos.getWallUploadServer").group_id).toBe("78");
  });

  it("keeps texts of every kind whole", async () => {
    const text = 'Ёлка & 50% + «кавычки» "quotes" \n a=b;c 🎄 \u0000 \''.repeat(300);
    await vk.call(() => OPI_VK.createPost(text, [], false, "", auth));
    expect(vk.last("wall.post").message).toBe(text);
  });

  it("does not touch the caller's structure", async () => {
    const mine = Object.freeze({ ...auth });
    await vk.call(() => OPI_VK.createPost("Frozen", [gif], false, "", mine));
  });

  it("repeats a post whose answer was lost, and posts once", async () => {
    vk.sandbox.fail({ on: "wall.post", fault: { disconnect: "after" } });
    const before = vk.sandbox.calls.length;
    const { response } = await vk.call(() => OPI_VK.createPost("Only once", [], false, "", auth));
    const posts = vk.sandbox.calls.slice(before).filter(candidate => candidate.method === "wall.post");
    expect(posts).toHaveLength(2);
    expect(posts[0]?.params.guid).toBe(posts[1]?.params.guid);
    const page = await (await fetch(`${vk.sandbox.url}/?community=218861756`)).text();
    expect(page.split("Only once")).toHaveLength(2);
    expect(page).toContain(`data-post="${response.post_id}"`);
  });
});

describe("createCompositePost and deletePost", () => {
  it("publishes objects and deletes the post", async () => {
    const objects = ["photo-1_2", "video-1_3_abc", "poll-5_6"];
    const { response } = await vk.call(() =>
      OPI_VK.createCompositePost("", objects, false, "https://vk.com", auth),
    );
    expect(vk.last("wall.post").attachments).toBe("photo-1_2,video-1_3_abc,poll-5_6,https://vk.com");
    expect(await vk.call(() => OPI_VK.deletePost(response.post_id ?? 0, auth))).toEqual({ response: 1 });
    await expect(vk.call(() => OPI_VK.deletePost(response.post_id ?? 0, auth))).rejects.toMatchObject({
      errorCode: 104,
    });
  });
});

describe("uploadPhotoToServer", () => {
  const picture = png(120, 80);

  it("brings the very bytes to VK, from a path, bytes, a stream and an address", async () => {
    const path = join(folder({ "photo.png": picture }), "photo.png");
    const address = await serve(picture);
    for (const source of [
      path,
      picture,
      new Uint8Array(picture),
      Readable.from([picture]),
      `${address}/moved`,
      new URL(address),
    ]) {
      const { response } = await vk.call(() => OPI_VK.uploadPhotoToServer(source, auth));
      const [photo] = response as Array<{ sizes?: Array<{ url?: string }> }>;
      expect(fingerprint(await bytesOf(photo))).toBe(fingerprint(picture));
    }
  });

  it.each([
    "Post",
    "post",
    "Пост",
    "Product",
    "Товар",
    "Story",
    "История",
    "Poll",
    "Опрос",
    "Album",
    "Альбом",
    "Other",
    "Прочее",
  ])("uploads for %s", async type => {
    const album = await vk.call(() => OPI_VK.createAlbum("Album", "", auth));
    const { response } = await vk.call(() =>
      OPI_VK.uploadPhotoToServer(picture, { ...auth, album_id: album.response.id }, type as OPI_VK.PhotoType),
    );
    expect(JSON.stringify(response)).toMatch(/"(id|photo_id)":\d+/);
  });

  it("names the file by what it is and tells its type and length", async () => {
    const seen: RequestEvent[] = [];
    const path = join(folder({ "photo.txt": gif }), "photo.txt");
    await vk.call(() => OPI_VK.uploadPhotoToServer(path, auth), {
      onRequestEvent: entry => seen.push(entry),
    });
    const upload = seen.find(({ event }) => event === "upload");
    expect(upload?.detail).toMatchObject({ name: "photo.txt.gif", mime: "image/gif", bytes: gif.length });
  });

  it.each([
    ["an empty photo", { body: '{"server":1,"photo":"","hash":"a"}' }],
    ["an empty list", { body: '{"server":1,"photo":"[]","hash":"a"}' }],
    ["plain text", { body: "Security Error" }],
    ["an error page", { status: 502, body: "<html>Bad gateway</html>" }],
    [
      "a lost file",
      { body: '{"request_id":"x","error_code":4606,"error_msg":"Cannot get file from request"}' },
    ],
    ["a broken connection", { disconnect: "after" as const }],
  ])("tries again with a fresh address after %s", async (_, fault) => {
    vk.sandbox.fail({ on: "upload", fault });
    const before = vk.sandbox.calls.length;
    await vk.call(() => OPI_VK.uploadPhotoToServer(picture, auth));
    const methods = vk.sandbox.calls.slice(before).map(({ method }) => method);
    expect(methods).toEqual([
      "photos.getWallUploadServer",
      "photos.getWallUploadServer",
      "photos.saveWallPhoto",
    ]);
  });

  it("gives up at once when the server refuses the file, and saves nothing", async () => {
    vk.sandbox.fail({
      on: "upload",
      fault: { body: '{"error":"ERR_UPLOAD_BAD_IMAGE_SIZE","error_code":2}' },
    });
    const before = vk.sandbox.calls.length;
    await expect(vk.call(() => OPI_VK.uploadPhotoToServer(picture, auth))).rejects.toMatchObject({
      name: "UploadError",
      final: true,
      message: expect.stringContaining("ERR_UPLOAD_BAD_IMAGE_SIZE (2)"),
    });
    expect(vk.sandbox.calls.slice(before).map(({ method }) => method)).toEqual([
      "photos.getWallUploadServer",
    ]);
  });
});

describe("createStory", () => {
  it("publishes a picture with a button only when there is a link", async () => {
    const { response } = await vk.call(() => OPI_VK.createStory(png(), "https://vk.com/market-1", auth));
    expect(response).toMatchObject({ count: 1, items: [{ type: "photo", owner_id: -218861756 }] });
    const asked = {
      add_to_news: "1",
      link_text: "more",
      link_url: "https://vk.com/market-1",
      group_id: "218861756",
    };
    expect(vk.last("stories.getPhotoUploadServer")).toMatchObject(asked);
    await vk.call(() => OPI_VK.createStory(png(), "", auth));
    expect(Object.keys(vk.last("stories.getPhotoUploadServer"))).not.toContain("link_text");
  });
});

describe("getStatistics", () => {
  it("asks for the community in Unix seconds, never for an application", async () => {
    await fetch(`${vk.sandbox.url}/?community=218861756`);
    const today = new Date();
    const yesterday = new Date(today.getTime() - 24 * 3600 * 1000);
    const { response } = await vk.call(() => OPI_VK.getStatistics(yesterday, today, auth));
    expect(response).toHaveLength(2);
    expect(response[0]?.visitors?.views).toBeGreaterThan(0);
    expect(vk.last("stats.get")).toEqual({
      v: "5.199",
      group_id: "218861756",
      timestamp_from: String(Math.floor(yesterday.getTime() / 1000)),
      timestamp_to: String(Math.floor(today.getTime() / 1000)),
      stats_groups: "visitors,reach,activity",
    });
  });
});

describe("createAdCampaign", () => {
  it("creates one campaign for posts, from now on for 24 months", async () => {
    const { response } = await vk.call(() =>
      OPI_VK.createAdCampaign("1600007234", "Осенняя «распродажа»", auth),
    );
    expect(response).toEqual([{ id: expect.any(Number) }]);
    const { account_id, data = "" } = vk.last("ads.createCampaigns");
    expect(account_id).toBe("1600007234");
    const [campaign, ...more] = JSON.parse(data);
    expect(more).toEqual([]);
    expect(campaign).toMatchObject({
      type: "promoted_posts",
      name: "Осенняя «распродажа»",
      day_limit: 0,
      all_limit: 0,
      status: 1,
    });
    const months = (campaign.stop_time - campaign.start_time) / (30.44 * 24 * 3600);
    expect(Math.round(months)).toBe(24);
  });

  it("throws when VK did not create it, though VK's answer is no error", async () => {
    vk.sandbox.fail({
      on: "ads.createCampaigns",
      fault: {
        body: '{"response":[{"id":0,"error_code":602,"error_desc":"Some part of the request has not been completed"}]}',
      },
    });
    const created = vk.call(() => OPI_VK.createAdCampaign(1, "Campaign", auth));
    await expect(created).rejects.toBeInstanceOf(VkApiError);
    await expect(created).rejects.toMatchObject({ errorCode: 602, method: "ads.createCampaigns" });
  });
});

describe("createPoll", () => {
  it("gives the post the question when there would be a poll alone", async () => {
    await vk.call(() => OPI_VK.createPoll("Tea?", ["Yes", "No"], "", "", auth));
    expect(vk.last("wall.post")).toMatchObject({
      message: "Tea?",
      attachments: expect.stringMatching(/^poll-218861756_\d+$/),
    });
    await vk.call(() => OPI_VK.createPoll("Tea?", ["Yes"], png(), "", auth));
    expect(Object.keys(vk.last("wall.post"))).not.toContain("message");
  });
});

describe("lists", () => {
  it("of products come whole, in pages of 200, and as an iterator that fetches no page too many", async () => {
    const mine = { ...auth, group_id: "9", owner_id: "-9" };
    const product = { Name: "Product", Description: "A description", Category: 20173 };
    await vk.call(async () => {
      for (let i = 0; i < 201; i++) await OPI_VK.addProduct({ ...product, Name: `Product ${i}` }, "", mine);
      const before = vk.sandbox.calls.length;
      const all = await OPI_VK.getProductList("", mine);
      expect(all.map(({ title }) => title)).toEqual(Array.from({ length: 201 }, (_, i) => `Product ${i}`));
      expect(vk.sandbox.calls.slice(before).map(({ params }) => params.offset)).toEqual(["0", "200"]);

      const few = vk.sandbox.calls.length;
      for await (const { title } of eachProduct("", mine)) if (title === "Product 5") break;
      expect(vk.sandbox.calls.length).toBe(few + 1);

      const ids = all.map(({ id = 0 }) => id);
      const { response } = await OPI_VK.getProductsByID(ids, mine);
      expect(response.items?.map(({ id }) => id)).toEqual(ids);
      expect(response.count).toBe(201);
    });
  });

  it.each([
    ["eachProduct", () => eachProduct("", auth)],
    ["eachSelection", () => eachSelection(auth)],
    ["eachOrder", () => eachOrder(auth)],
  ])("%s keeps the settings of the moment when it was made, wherever it is read", async (_, make) => {
    const seen: string[] = [];
    const onRequestEvent = ({ target }: RequestEvent) => seen.push(target);
    const list = withSettings(
      { apiUrl: vk.sandbox.apiUrl, onRequestEvent },
      () => make() as AsyncGenerator<unknown>,
    );
    // Where it is read, VK is somewhere else, and nothing may be called.
    const elsewhere = { apiUrl: "http://127.0.0.1:1/method", signal: AbortSignal.abort(), retries: 0 };
    await withSettings(elsewhere, async () => {
      for await (const item of list) expect(item).toBeDefined();
    });
    expect(seen).toHaveLength(2);

    configure({ apiUrl: vk.sandbox.apiUrl });
    const later = make();
    configure({ apiUrl: "http://127.0.0.1:1/method" });
    onTestFinished(() => configure({ apiUrl: undefined }));
    await expect(later.next()).resolves.toBeDefined();
  });

  it("fail when a page fails", async () => {
    vk.sandbox.fail({ on: "market.getAlbums", fault: { error: 15 } });
    await expect(vk.call(() => OPI_VK.getSelectionList(auth))).rejects.toMatchObject({ errorCode: 15 });
  });

  it("of orders come whole", async () => {
    for (let i = 0; i < 51; i++) vk.sandbox.order({ group_id: 7, items: [{ item_id: 1, quantity: 1 }] });
    const orders = await vk.call(() => OPI_VK.getOrderList({ ...auth, group_id: 7, owner_id: -7 }));
    expect(orders).toHaveLength(51);
  });
});

describe("addProduct", () => {
  const product = { Name: "Spoon", Description: "Made of beech wood", Category: 20173 };

  it("tells of the product that was added when it could not go into the selection", async () => {
    await expect(vk.call(() => OPI_VK.addProduct(product, 999, auth))).rejects.toMatchObject({
      errorCode: 1402,
      done: [expect.objectContaining({ method: "market.add" })],
      hint: expect.stringMatching(/Product \d+ was added, but is not in the selection/),
    });
  });

  it("sends nothing when a photo is wrong", async () => {
    const before = vk.sandbox.calls.length;
    const photos = { MainPhoto: png(), AdditionalPhotos: [png(), "absent.png"] };
    await expect(vk.call(() => OPI_VK.addProduct({ ...product, ...photos }, "", auth))).rejects.toMatchObject(
      {
        argument: "product.AdditionalPhotos",
      },
    );
    expect(vk.sandbox.calls.length).toBe(before);
  });
});

describe("writeMessage", () => {
  it("uses the community's token, makes a random_id that is not 0, and keeps one of the caller's own", async () => {
    const ct = "community-token";
    const seen: RequestEvent[] = [];
    const settings = { onRequestEvent: (one: RequestEvent) => seen.push(one) };
    const keyboard = OPI_VK.formKeyboard(["Yes", "No"]);
    await vk.call(() => OPI_VK.writeMessage("Hello", 5, ct, keyboard, { ...auth, random_id: 77 }), settings);
    const first = vk.last("messages.send");
    expect(first).toMatchObject({ random_id: "77", keyboard });
    const { response } = await vk.call(() =>
      OPI_VK.writeMessage("Hello", 5, ct, "", { ...auth, random_id: 77 }),
    );
    const { response: other } = await vk.call(() => OPI_VK.writeMessage("Hello", 5, ct, "", auth));
    expect(other).not.toBe(response);
    expect(Number(vk.last("messages.send").random_id)).toBeGreaterThan(0);
    expect(JSON.stringify(seen)).not.toContain(ct);
  });
});

describe("uploadVideoToServer", () => {
  it("makes one video, also when its upload is tried again", async () => {
    vk.sandbox.fail({ on: "upload", fault: { status: 502, body: "Bad gateway" } });
    const before = vk.sandbox.calls.length;
    const video = await vk.call(() => OPI_VK.uploadVideoToServer(mp4(5000), "Video", "", "", auth));
    expect(video).toMatchObject({ owner_id: -218861756, size: 5032 });
    expect(vk.sandbox.calls.slice(before).map(({ method }) => method)).toEqual(["video.save"]);
  });
});

describe("advice on tokens", () => {
  it.each([
    [5, "access_token was given to another ip address", "bound to another IP address"],
    [5, "access_token has expired.", "has expired"],
    [7, "", "wall.post requires: user token; scopes: wall"],
    [15, "", "requires: user token; scopes: wall"],
    [27, "method is unavailable with group auth.", "wall.post does not accept a community token"],
    [28, "method is unavailable with service token.", "does not accept a service token"],
    [1051, "", "does not accept this type of token"],
    [1117, "", "has expired"],
  ])("for error %i %s", async (error, detail, hint) => {
    vk.sandbox.fail({ on: "wall.post", fault: { error, detail } });
    await expect(vk.call(() => OPI_VK.createPost("a", [], false, "", auth))).rejects.toMatchObject({
      errorCode: error,
      hint: expect.stringContaining(hint),
    });
  });
});
