import { describe, expect, it } from "vitest";
import { startSandbox } from "../src/sandbox/index.ts";
import { folder } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { useSandbox } from "./support/sandbox.ts";

// These tests speak to the sandbox with plain fetch: they hold it to what is known of VK, not to what our client sends.
const vk = useSandbox();

async function ask(
  method: string,
  params: Record<string, string>,
  as: "get" | "post" | "multipart" | "json" = "post",
) {
  const all = { access_token: "t", v: "5.199", ...params };
  const url = `${vk.sandbox.apiUrl}/${method}`;
  if (as === "get") return (await fetch(`${url}?${new URLSearchParams(all)}`)).json();
  if (as === "json") {
    return (
      await fetch(url, {
        method: "POST",
        body: JSON.stringify(all),
        headers: { "content-type": "application/json" },
      })
    ).json();
  }
  const body = as === "post" ? new URLSearchParams(all) : new FormData();
  if (body instanceof FormData) for (const [name, value] of Object.entries(all)) body.append(name, value);
  return (await fetch(url, { method: "POST", body })).json();
}

describe("VK's methods", () => {
  it.each(["get", "post", "multipart"] as const)("are called by %s", async as => {
    expect(await ask("wall.post", { message: "Привет & пока" }, as)).toEqual({
      response: { post_id: expect.any(Number) },
    });
  });

  it("do not read a JSON body", async () => {
    expect(await ask("wall.post", { message: "a" }, "json")).toMatchObject({ error: { error_code: 8 } });
  });

  it("take the token in a header as well", async () => {
    const headers = { authorization: "Bearer t" };
    const response = await fetch(`${vk.sandbox.apiUrl}/wall.post?v=5.199&message=a`, { headers });
    expect(await response.json()).toHaveProperty("response");
  });

  it.each<[string, string, Record<string, string>, number, string]>([
    ["an unknown method", "wall.pots", {}, 3, "Unknown method passed"],
    ["a method's name in other letters", "Wall.Post", {}, 3, "Unknown method passed"],
    ["no version", "wall.post", { v: "" }, 8, "Invalid request: versions below 5.81 are deprecated"],
    ["an old version", "wall.post", { v: "5.80" }, 8, "Invalid request"],
    ["no token", "wall.post", { access_token: "" }, 5, "User authorization failed: no access_token passed."],
    [
      "a missing parameter",
      "ads.createCampaigns",
      { account_id: "1" },
      100,
      "One of the parameters specified was missing or invalid: data is undefined",
    ],
    ["a word for a number", "wall.delete", { post_id: "x" }, 100, "post_id not integer"],
    ["a wrong choice", "stats.get", { group_id: "1", interval: "hour" }, 100, "interval should be one of"],
    [
      "a parameter of another method",
      "wall.delete",
      { message: "a" },
      100,
      "message is not a parameter of wall.delete",
    ],
    ["an empty post", "wall.post", {}, 100, "message or attachments"],
    ["two links", "wall.post", { attachments: "https://a.b,https://c.d" }, 100, "only one link"],
    [
      "a hash of nobody",
      "photos.saveWallPhoto",
      { photo: "[1]", server: "1", hash: "x" },
      121,
      "Invalid hash",
    ],
    ["a method that it does not play", "gifts.get", { user_id: "1" }, 33, "Not implemented yet"],
  ])("answer an error in VK's shape for %s", async (_, method, params, code, message) => {
    const { error } = (await ask(method, params)) as {
      error: { error_code: number; error_msg: string; request_params: unknown };
    };
    expect(error).toMatchObject({ error_code: code, error_msg: expect.stringContaining(message) });
    expect(error.request_params).toContainEqual({ key: "method", value: method });
    expect(error.request_params).toContainEqual({ key: "oauth", value: "1" });
    expect(JSON.stringify(error.request_params)).not.toContain("access_token");
  });

  it("recognise a repeated guid for an hour", async () => {
    const first = await ask("wall.post", { message: "a", guid: "g1" });
    expect(await ask("wall.post", { message: "a", guid: "g1" })).toEqual(first);
    expect(await ask("wall.post", { message: "a", guid: "g2" })).not.toEqual(first);
  });

  it("know only the tokens that they were told", async () => {
    const strict = await startSandbox({ tokens: ["good"] });
    const call = async (token: string) =>
      (await fetch(`${strict.apiUrl}/wall.post?v=5.199&message=a&access_token=${token}`)).json();
    expect(await call("good")).toHaveProperty("response");
    expect(await call("bad")).toMatchObject({
      error: { error_code: 5, error_msg: expect.stringContaining("invalid access_token (4)") },
    });
    await strict.close();
  });

  it("allow three calls in a sliding second, for each token", async () => {
    const strict = await startSandbox();
    const call = async (token: string) =>
      (await (
        await fetch(`${strict.apiUrl}/wall.post?v=5.199&message=a&access_token=${token}`)
      ).json()) as object;
    const burst = await Promise.all([call("a"), call("a"), call("a"), call("a"), call("b")]);
    expect(burst.filter(candidate => "error" in candidate)).toEqual([
      { error: expect.objectContaining({ error_code: 6, error_msg: "Too many requests per second" }) },
    ]);
    await new Promise(resolve => setTimeout(resolve, 1010));
    expect(await call("a")).toHaveProperty("response");
    await strict.close();
  });
});

describe("VK's limits", () => {
  const owner = { owner_id: "-3" };
  const item = { ...owner, name: "Spoon", description: "Made of beech wood", category_id: "20173" };

  it.each<[string, string, Record<string, string>, number, string?]>([
    [
      "100 ids in market.getById",
      "market.getById",
      { item_ids: Array(101).fill("-3_1").join(",") },
      100,
      "more than 100",
    ],
    ["200 products a page", "market.get", { ...owner, count: "201" }, 100, "count should be from 0 to 200"],
    ["100 selections a page", "market.getAlbums", { ...owner, count: "101" }, 100],
    ["50 orders a page", "market.getGroupOrders", { group_id: "3", count: "51" }, 100],
    [
      "30 posts in stats.getPostReach",
      "stats.getPostReach",
      { ...owner, post_ids: Array(31).fill("1").join(",") },
      100,
      "more than 30",
    ],
    ["4 additional photos", "market.add", { ...item, photo_ids: "1,2,3,4,5" }, 100, "more than 4"],
    [
      "a name of 4 letters",
      "market.add",
      { ...item, name: "abc" },
      100,
      "name should be at least 4 letters length",
    ],
    ["a name of 100 letters", "market.add", { ...item, name: "a".repeat(101) }, 100, "at most 100 letters"],
    ["a description of 10 letters", "market.add", { ...item, description: "short" }, 100],
    [
      "a photo that is there",
      "market.add",
      { ...item, main_photo_id: "1" },
      100,
      "photo not found or already assigned",
    ],
    ["variants that are there", "market.add", { ...item, variant_ids: "1" }, 1416],
    ["a change that changes something", "market.edit", { ...owner, item_id: "77" }, 1403],
    [
      "a message of 4096 letters",
      "messages.send",
      { user_id: "1", random_id: "1", message: "a".repeat(4097) },
      914,
    ],
    ["a random_id", "messages.send", { user_id: "1", message: "a" }, 100, "random_id is undefined"],
    [
      "five buttons in a row",
      "messages.send",
      { user_id: "1", random_id: "1", message: "a", keyboard: '{"buttons":[[1,2,3,4,5,6]]}' },
      911,
    ],
    ["a post that is there", "wall.createComment", { ...owner, post_id: "999", message: "a" }, 212],
    ["no poll alone", "wall.post", { attachments: "poll1_2" }, 100, "a poll alone"],
    ["ten answers", "polls.create", { question: "Q", add_answers: JSON.stringify(Array(11).fill("a")) }, 100],
    [
      "five ads",
      "ads.createAds",
      { account_id: "1", data: JSON.stringify(Array(6).fill({})) },
      100,
      "more than 5",
    ],
    ["a title of 128 letters", "market.addAlbum", { ...owner, title: "a".repeat(129) }, 100],
    [
      "no hidden main selection",
      "market.addAlbum",
      { ...owner, title: "a", main_album: "1", is_hidden: "1" },
      1446,
    ],
    [
      "a variant of 60 letters",
      "market.addPropertyVariant",
      { group_id: "3", property_id: "1", title: "a" },
      1417,
    ],
    ["an address", "utils.getShortLink", { url: "no address" }, 100],
  ])("hold: %s", async (_, method, params, code, message = "") => {
    expect(await ask(method, params)).toMatchObject({
      error: { error_code: code, error_msg: expect.stringContaining(message) },
    });
  });

  it("let a photo belong to one product only, and a product be in a selection once", async () => {
    const { response } = (await ask("market.getProductPhotoUploadServer", { group_id: "3" })) as {
      response: { upload_url: string };
    };
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(png())]), "a.png");
    const upload_response = await (await fetch(response.upload_url, { method: "POST", body: form })).text();
    const saved = (await ask("market.saveProductPhoto", { upload_response })) as {
      response: { photo_id: number };
    };
    const main_photo_id = String(saved.response.photo_id);
    expect(await ask("market.add", { ...item, main_photo_id })).toEqual({ response: { market_item_id: 1 } });
    expect(await ask("market.add", { ...item, main_photo_id })).toMatchObject({ error: { error_code: 100 } });
    await ask("market.addAlbum", { ...owner, title: "Selection" });
    const both = { ...owner, item_ids: "1", album_ids: "1" };
    expect(await ask("market.addToAlbum", both)).toEqual({ response: 1 });
    expect(await ask("market.addToAlbum", both)).toMatchObject({ error: { error_code: 1404 } });
    expect(await ask("market.edit", { ...owner, item_id: "1" })).toMatchObject({
      error: { error_msg: expect.stringContaining("nothing to change") },
    });
  });

  it("recognise a repeated random_id within a dialogue", async () => {
    const message = { user_id: "9", message: "a", random_id: "5" };
    const first = await ask("messages.send", message);
    expect(await ask("messages.send", message)).toEqual(first);
    expect(await ask("messages.send", { ...message, user_id: "10" })).not.toEqual(first);
    const unchecked = await ask("messages.send", { ...message, random_id: "0" });
    expect(await ask("messages.send", { ...message, random_id: "0" })).not.toEqual(unchecked);
  });
});

describe("upload servers", () => {
  async function send(form: FormData): Promise<Record<string, unknown>> {
    const { response } = (await ask("photos.getWallUploadServer", { group_id: "1" })) as {
      response: { upload_url: string };
    };
    const uploaded = await fetch(response.upload_url, { method: "POST", body: form });
    expect(uploaded.headers.get("content-type")).toContain("text/html");
    return JSON.parse(await uploaded.text());
  }

  it("take the first file whatever its field is called", async () => {
    const form = new FormData();
    form.append("any", new Blob([new Uint8Array(png())]), "a.png");
    const { photo, hash, server } = await send(form);
    const params = { photo: String(photo), hash: String(hash), server: String(server), group_id: "1" };
    expect(await ask("photos.saveWallPhoto", { ...params, server: "1" })).toMatchObject({
      error: { error_code: 118 },
    });
    // The refused call changed nothing: the file can still be saved, and only once.
    expect(await ask("photos.saveWallPhoto", params)).toMatchObject({ response: [{ width: 40 }] });
    expect(await ask("photos.saveWallPhoto", params)).toMatchObject({ error: { error_code: 121 } });
  });

  it.each([
    ["a text", "hello", "a.png"],
    ["a file without an extension", png(), "a"],
  ])("answer an empty list to %s", async (_, bytes, name) => {
    const form = new FormData();
    form.append("photo", new Blob([typeof bytes === "string" ? bytes : new Uint8Array(bytes)]), name);
    expect(await send(form)).toMatchObject({
      server: expect.any(Number),
      photo: "",
      hash: expect.any(String),
    });
  });

  it("refuse an address that they did not give", async () => {
    const response = await fetch(`${vk.sandbox.url}/upload/wall?token=no`, { method: "POST" });
    expect(JSON.parse(await response.text())).toHaveProperty("error");
  });
});

describe("its state", () => {
  it("outlives it", async () => {
    const path = folder();
    const first = await startSandbox({ folder: path });
    const text = "Здравствуй, мир";
    await fetch(
      `${first.apiUrl}/wall.post?v=5.199&access_token=t&owner_id=-5&message=${encodeURIComponent(text)}`,
    );
    await first.close();
    const second = await startSandbox({ folder: path });
    expect(await (await fetch(second.url)).text()).toContain(text);
    await second.close();
  });

  it("has one owner at a time", async () => {
    const path = folder();
    const first = await startSandbox({ folder: path });
    let waited = true;
    const second = startSandbox({ folder: path }).then(sandbox => {
      expect(waited).toBe(false);
      return sandbox.close();
    });
    await new Promise(resolve => setTimeout(resolve, 300));
    waited = false;
    await first.close();
    await second;
  });
});
