import { truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { callMany, callMethod, type DateInput, OPI_VK, type RequestEvent } from "../src/index.ts";
import { folder, oint } from "./support/command.ts";
import { mp4, opus, png } from "./support/pictures.ts";
import { auth, token, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const owner = -218861756;
const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

/** The methods that were called meanwhile, without those that a fault answered. */
async function calledBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = vk.sandbox.calls.length;
  await work();
  return vk.sandbox.calls.slice(before).map(({ method }) => method);
}

/** Checks that something is refused for an argument before anything is sent. */
async function expectRefused(work: () => PromiseLike<unknown>, argument: string): Promise<void> {
  const sent = await calledBy(() =>
    expect(vk.call(async () => work())).rejects.toMatchObject({ name: "ArgumentError", argument }),
  );
  expect(sent).toEqual([]);
}

/** Calls a VK method as another client would. */
async function raw<T = number>(method: string, params: Readonly<Record<string, unknown>>): Promise<T> {
  const { response } = await vk.call(() => callMethod(method, params, auth, { unchecked: true }));
  return response as T;
}

interface Post {
  readonly id: number;
  readonly text: string;
  readonly date: number;
  readonly attachments: ReadonlyArray<{ readonly type: string } & Readonly<Record<string, unknown>>>;
}

async function postOf(id: number): Promise<Post & Readonly<Record<string, unknown>>> {
  const [post] = await vk.call(() => OPI_VK.getPostsByID(id, "", auth));
  return post as Post & Readonly<Record<string, unknown>>;
}

/** Publishes a post, and returns its ID. */
async function published(text = "Text", date: DateInput = ""): Promise<number> {
  const { response } = await vk.call(() => OPI_VK.createPost(text, [], false, "", auth, date));
  return response.post_id ?? expect.unreachable("no post_id");
}

describe("a scheduled post", () => {
  const inAnHour = new Date(Date.now() + 3_600_000);

  it.each<[string, string | number | Date]>([
    ["a Date", inAnHour],
    ["Unix seconds", seconds(inAnHour)],
    ["a string of them", String(seconds(inAnHour))],
    ["ISO 8601", inAnHour.toISOString()],
  ])("is published at its date, given as %s", async (_, date) => {
    await vk.call(() => OPI_VK.createPost("Later", [png()], false, "", auth, date));
    expect(vk.last("wall.post").publish_date).toBe(String(seconds(inAnHour)));
    await vk.call(() => OPI_VK.createCompositePost("Later", [], false, "", auth, date));
    expect(vk.last("wall.post").publish_date).toBe(String(seconds(inAnHour)));
  });

  it("has the date of the argument rather than that of the credentials", async () => {
    const scheduled = { ...auth, publish_date: 4_000_000_000 };
    await vk.call(() => OPI_VK.createPost("Later", [], false, "", scheduled, inAnHour));
    expect(vk.last("wall.post").publish_date).toBe(String(seconds(inAnHour)));
    await vk.call(() => OPI_VK.createPost("Later", [], false, "", scheduled));
    expect(vk.last("wall.post").publish_date).toBe("4000000000");
  });

  it.each([
    ["the past", "2020-01-01"],
    ["now", new Date()],
    ["no date", "someday"],
  ])("is refused for %s, and no picture is uploaded", async (_, date) => {
    await expectRefused(() => OPI_VK.createPost("Late", [png()], false, "", auth, date), "date");
    await expectRefused(() => OPI_VK.createCompositePost("Late", [], false, "", auth, date), "date");
  });

  it("is refused by the command line for the past, in both languages", async () => {
    const env = { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
    const words = ["vk", "createPost", "--text", "Late", "--date", "2020-01-01"];
    const english = await oint(words, { env });
    expect(english).toMatchObject({ code: 2, stderr: expect.stringContaining("--date") });
    expect(english.stderr).toContain("not in the future");
    expect((await oint([...words, "--lang", "ru"], { env })).stderr).toContain("это не в будущем");
  });

  it("can be published at once, but only once", async () => {
    const id = await published("Soon", inAnHour);
    await vk.call(() => OPI_VK.publishPost(id, auth));
    expect(await postOf(id)).toMatchObject({ text: "Soon", post_type: "post" });
    await expect(vk.call(() => OPI_VK.publishPost(id, auth))).rejects.toMatchObject({
      errorCode: 214,
    });
  });
});

describe("posts of a long wall", () => {
  it("are all found, each once and in order, as many as asked for", async () => {
    const posts = Array.from({ length: 230 }, (_, i) => ({
      method: "wall.post" as const,
      params: { owner_id: owner, message: `${i % 2 ? "delivery" : "pickup"} ${i}` },
    }));
    const created = await vk.call(() => callMany(posts, auth));
    const ids = created.flatMap(result => (result instanceof Error ? [] : (result.response.post_id ?? [])));
    expect(ids).toHaveLength(230);

    const found = await vk.call(() => OPI_VK.searchPosts("delivery", "", auth));
    const expected = ids.filter((_, i) => i % 2).reverse();
    expect(found.map(({ id }) => id)).toEqual(expected);
    const few = await vk.call(() => OPI_VK.searchPosts("delivery", 102, auth));
    expect(few.map(({ id }) => id)).toEqual(expected.slice(0, 102));

    const asked = [...ids, 999_999];
    let byID: readonly unknown[] = [];
    const called = await calledBy(async () => {
      byID = await vk.call(() => OPI_VK.getPostsByID(asked, owner, auth));
    });
    expect(called).toEqual(["wall.getById", "wall.getById", "wall.getById"]);
    expect(byID.map(post => (post as Post).id)).toEqual(ids);
  });
});

/** A post that has everything an edit could lose. */
async function fullPost(): Promise<{ id: number; attachments: string[] }> {
  const { response: photos } = await vk.call(() => OPI_VK.uploadPhotoToServer(png(), auth, "Post"));
  const photo = `photo${owner}_${(photos as readonly { id: number }[])[0]?.id}`;
  const { response: saved } = await vk.call(() =>
    OPI_VK.uploadDocument(Buffer.from("Hours"), "", "Wall", "", auth),
  );
  const video = await vk.call(() => OPI_VK.uploadVideoToServer(mp4(), "Video", "", "", auth));
  const poll = await raw<{ id: number }>("polls.create", {
    question: "Tea?",
    add_answers: '["Yes"]',
    owner_id: owner,
  });
  const attachments = [
    photo,
    `doc${owner}_${saved?.doc?.id}`,
    `video${owner}_${video.video_id}`,
    `poll${owner}_${poll.id}`,
    "https://vk.com/about",
  ];
  const { post_id } = await raw<{ post_id: number }>("wall.post", {
    owner_id: owner,
    from_group: 1,
    message: "Whole",
    attachments: attachments.join(","),
    copyright: "https://vk.com/source",
    lat: 55.7,
    long: 37.6,
    signed: 1,
    mark_as_ads: 1,
    close_comments: 1,
  });
  return { id: post_id, attachments };
}

/** What of a post must stay. */
const rest = (post: Readonly<Record<string, unknown>>) => {
  const { copyright, geo, signer_id, marked_as_ads, comments, date, is_pinned } = post;
  return { copyright, geo, signer_id, marked_as_ads, comments, date, is_pinned };
};

describe("editPost", () => {
  it("changes the text, and everything else stays", async () => {
    const { id, attachments } = await fullPost();
    await vk.call(() => OPI_VK.pinPost(id, auth));
    const before = await postOf(id);
    const extra = { ...auth, publish_date: 4_000_000_000, mark_as_ads: 0, signed: 0 };
    await vk.call(() => OPI_VK.editPost(id, "New", [], [], "", extra));
    expect(vk.last("wall.edit")).toMatchObject({
      message: "New",
      attachments: attachments.join(","),
      signed: "1",
      mark_as_ads: "1",
      close_comments: "1",
      copyright: "https://vk.com/source",
      lat: "55.7",
      long: "37.6",
    });
    const after = await postOf(id);
    expect(after.text).toBe("New");
    expect(after.attachments).toEqual(before.attachments);
    expect(rest(after)).toEqual(rest(before));
  });

  it("replaces the attachments but for the link", async () => {
    const { id, attachments } = await fullPost();
    await vk.call(() => OPI_VK.editPost(id, "", png(), attachments[1], "", auth));
    const { text, attachments: changed } = await postOf(id);
    expect(text).toBe("Whole");
    expect(changed.map(({ type }) => type)).toEqual(["photo", "doc", "link"]);
    expect(vk.last("wall.edit").attachments).not.toContain(attachments[0]);
  });

  it("replaces the link alone", async () => {
    const { id, attachments } = await fullPost();
    await vk.call(() => OPI_VK.editPost(id, "", [], [], "https://vk.com/new", auth));
    expect(vk.last("wall.edit")).toMatchObject({
      message: "Whole",
      attachments: [...attachments.slice(0, -1), "https://vk.com/new"].join(","),
    });
  });

  it("keeps the date of a scheduled post", async () => {
    const date = seconds(new Date()) + 7200;
    const id = await published("Later", date);
    await vk.call(() => OPI_VK.editPost(id, "Later, but better", [], [], "", auth));
    expect(vk.last("wall.edit").publish_date).toBe(String(date));
    expect(await postOf(id)).toMatchObject({ date, post_type: "postpone" });
  });

  it.each([
    ["is missing", "[]"],
    ["was deleted", '[{"id": 1, "is_deleted": true}]'],
  ])("changes nothing where the post %s", async (_, items) => {
    vk.sandbox.fail({ on: "wall.getById", fault: { body: `{"response":{"items":${items}}}` } });
    const called = await calledBy(() =>
      expect(vk.call(() => OPI_VK.editPost(1, "New", png(), [], "", auth))).rejects.toMatchObject({
        name: "ArgumentError",
        argument: "post",
      }),
    );
    expect(called).toEqual([]);
  });

  it("loses no attachment that it cannot name: it changes nothing and tells the type", async () => {
    const items = [{ id: 1, text: "Come", attachments: [{ type: "event", event: { id: 5 } }] }];
    const body = JSON.stringify({ response: { items } });
    vk.sandbox.fail({ on: "wall.getById", times: 2, fault: { body } });
    const called = await calledBy(() =>
      expect(vk.call(() => OPI_VK.editPost(1, "New", [], [], "", auth))).rejects.toThrow(
        "objects: is empty, and VK takes no attachment of the type event again",
      ),
    );
    expect(called).toEqual([]);
    // With new attachments, it needs not be kept.
    await expect(vk.call(() => OPI_VK.editPost(1, "", [], "photo1_2", "", auth))).resolves.toBeDefined();
  });

  it("keeps the keys of attachments, and a wiki page", async () => {
    const attachments = [
      { type: "photo", photo: { id: 2, owner_id: 1, access_key: "abc1" } },
      { type: "page", page: { id: 3, group_id: 4 } },
    ];
    const body = JSON.stringify({ response: { items: [{ id: 1, text: "Come", attachments }] } });
    vk.sandbox.fail({ on: "wall.getById", fault: { body } });
    vk.sandbox.fail({ on: "wall.edit", fault: { body: '{"response":{"post_id":1}}' } });
    const requests: RequestEvent[] = [];
    await vk.call(() => OPI_VK.editPost(1, "New", [], [], "", auth), {
      onRequestEvent: event => requests.push(event),
    });
    const edit = requests.find(({ event, target }) => event === "request" && target === "wall.edit");
    expect(edit?.detail).toMatchObject({ attachments: "photo1_2_abc1,page-4_3" });
  });

  it("tells which pictures were uploaded when the edit fails", async () => {
    const id = await published();
    vk.sandbox.fail({ on: "wall.edit", fault: { error: 15 } });
    await expect(vk.call(() => OPI_VK.editPost(id, "", png(), [], "", auth))).rejects.toMatchObject({
      errorCode: 15,
      done: [{ method: "photos.saveWallPhoto", object: expect.stringMatching(/^photo/) }],
    });
  });

  it("shows its plan in a dry run, and reads nothing", async () => {
    const plan: RequestEvent[] = [];
    const called = await calledBy(() =>
      vk.call(() => OPI_VK.editPost(1, "", [], [], "https://vk.com", auth), {
        dryRun: true,
        onRequestEvent: event => plan.push(event),
      }),
    );
    expect(called).toEqual([]);
    expect(plan.map(({ target }) => target)).toEqual(["wall.getById", "wall.edit"]);
    expect(plan[1]?.detail).toMatchObject({
      message: "<wall.getById.items[0].text>",
      attachments: "<wall.getById.items[0].attachments>,https://vk.com",
    });
  });
});

it("a post is pinned instead of another, unpinned, deleted and restored", async () => {
  const [first, second] = [await published(), await published()];
  await vk.call(() => OPI_VK.pinPost(first, auth));
  await vk.call(() => OPI_VK.pinPost(second, auth));
  expect(await postOf(first)).not.toHaveProperty("is_pinned");
  expect(await postOf(second)).toMatchObject({ is_pinned: 1 });
  await vk.call(() => OPI_VK.unpinPost(second, auth));
  expect(await postOf(second)).not.toHaveProperty("is_pinned");
  await vk.call(() => OPI_VK.deletePost(first, auth));
  expect(await vk.call(() => OPI_VK.getPostsByID(first, "", auth))).toEqual([]);
  await vk.call(() => OPI_VK.restorePost(first, auth));
  expect(await postOf(first)).toMatchObject({ id: first });
});

it("the newest photo of an album comes first, and posts have an album", async () => {
  const { response: album } = await vk.call(() => OPI_VK.createAlbum("Autumn", "", auth));
  const ids: unknown[] = [];
  for (const blue of [1, 2, 3]) {
    const upload = () => OPI_VK.saveImageToAlbum(album.id ?? 0, png(40, 30, [0, 0, blue]), "", auth);
    ids.unshift((await vk.call(upload)).response[0]?.id);
  }
  const photos = await vk.call(() => OPI_VK.getPhotos(album.id ?? 0, "", auth));
  expect(photos.map(({ id }) => id)).toEqual(ids);
  expect(await vk.call(() => OPI_VK.getPhotos(album.id ?? 0, 2, auth))).toHaveLength(2);
  const { response } = await vk.call(() => OPI_VK.uploadPhotoToServer(png(), auth));
  const [newest] = await vk.call(() => OPI_VK.getPhotos("wall", 1, auth));
  expect(newest).toMatchObject({ id: (response as readonly { id: number }[])[0]?.id });
});

/** The name and type under which a document is sent. */
async function sentAs(work: () => Promise<unknown>): Promise<unknown> {
  const events: RequestEvent[] = [];
  await vk.call(work, { onRequestEvent: event => events.push(event) });
  return events.find(({ event }) => event === "upload")?.detail;
}

describe("uploadDocument", () => {
  const csv = Buffer.from("name,price\nSpoon,350\n");
  const zip = Buffer.concat([Buffer.from("504b0506", "hex"), Buffer.alloc(18)]);

  it.each<[string, Uint8Array, string]>([
    ["price.csv", csv, "price.csv"],
    ["price", csv, "price.txt"],
    ["app.apk", zip, "app.apk"],
    ["archive", zip, "archive.zip"],
    ["прайс.xlsx", zip, "прайс.xlsx"],
    ["photo.dat", png(), "photo.dat"],
  ])("keeps the name %s", async (name, bytes, expected) => {
    const path = join(folder({ [name]: bytes }), name);
    const upload = () => OPI_VK.uploadDocument(path, "", "Wall", "", auth);
    expect(await sentAs(upload)).toMatchObject({ field: "file", name: expected, bytes: bytes.length });
  });

  it.each([
    ["Message", "doc"],
    ["Сообщение", "doc"],
    ["voice", "audio_message"],
    ["Голос", "audio_message"],
  ])("of the type %s goes to a conversation, also without a community", async (type, kind) => {
    const file = kind === "doc" ? csv : opus;
    const own = { access_token: token };
    const { response } = await vk.call(() =>
      OPI_VK.uploadDocument(file, "Title", type as "Message", 2000000001, own),
    );
    expect(vk.last("docs.getMessagesUploadServer")).toMatchObject({ type: kind, peer_id: "2000000001" });
    expect(vk.last("docs.save").title).toBe("Title");
    expect(response).toMatchObject({ type: kind, [kind]: { id: expect.any(Number) } });
  });

  it("reads standard input", async () => {
    const env = { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
    const { code, stdout } = await oint(["vk", "uploadDocument", "--file", "-"], { env, input: csv });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ response: { doc: { ext: "txt", size: csv.length } } });
  });

  it("refuses what VK refuses before anything is sent", async () => {
    const upload = (file: Uint8Array | string, type = "Wall", peer: number | "" = "") =>
      OPI_VK.uploadDocument(file, "", type as "Wall", peer, auth);
    const mp3 = Buffer.concat([Buffer.from("49443303000000000000fffb9000", "hex"), Buffer.alloc(600)]);
    const exe = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)]);
    await expectRefused(() => upload(mp3), "file");
    await expectRefused(() => upload(exe), "file");
    await expectRefused(() => upload(csv, "Voice"), "file");
    await expectRefused(() => upload(png(), "Voice"), "file");
    await expectRefused(() => upload(Buffer.alloc(0)), "file");
    await expectRefused(() => upload(csv, "Poster"), "type");
    await expectRefused(() => upload(csv, "Wall", 1), "peer");
  });

  it("refuses more than 200 MB, whose last byte is not read", async () => {
    const path = join(folder({ "large.bin": csv }), "large.bin");
    truncateSync(path, 200 * 1024 * 1024 + 1);
    const upload = () => OPI_VK.uploadDocument(path, "", "Wall", "", auth);
    await expectRefused(upload, "file");
    await expect(vk.call(upload)).rejects.toThrow("larger than 200 MB");
    truncateSync(path, 200 * 1024 * 1024);
    const plan: RequestEvent[] = [];
    await vk.call(upload, { dryRun: true, onRequestEvent: event => plan.push(event) });
    expect(plan.map(({ target }) => target)).toContain("docs.save");
  });
});

it("a photo for a message has the key with which the other side sees it", async () => {
  const { response } = await vk.call(() =>
    OPI_VK.uploadPhotoToServer(png(), { access_token: token, peer_id: 2000000001 }, "Сообщение"),
  );
  expect(vk.last("photos.getMessagesUploadServer").peer_id).toBe("2000000001");
  expect(response).toMatchObject([{ access_key: expect.any(String) }]);
});

it("a story with a video is shown until it is deleted", async () => {
  const link = "https://vk.com/market-218861756";
  const { response } = await vk.call(() => OPI_VK.createVideoStory(mp4(), link, auth));
  const [{ id = 0 } = {}] = response.items ?? [];
  const shown = async () => (await vk.call(() => OPI_VK.getStories(auth))).map(story => story.id);
  expect(await shown()).toContain(id);
  const statistics = await vk.call(() => OPI_VK.getStoryStatistics(id, auth));
  expect(statistics.response).toMatchObject({ views: { state: "on" }, open_link: { state: "on" } });
  await vk.call(() => OPI_VK.deleteStory(id, auth));
  expect(await shown()).not.toContain(id);
});

it("a community without stories has none", async () => {
  vk.sandbox.fail({ on: "stories.get", fault: { body: '{"response":{"count":0,"items":[]}}' } });
  expect(await vk.call(() => OPI_VK.getStories(auth))).toEqual([]);
});

it("an edit of a video leaves the other field, and a deleted video is gone", async () => {
  const { video_id } = await vk.call(() => OPI_VK.uploadVideoToServer(mp4(), "Old", "Sea", "", auth));
  await vk.call(() => OPI_VK.editVideo(video_id, "New", "", auth));
  const find = async () =>
    (await vk.call(() => OPI_VK.getVideos("", "", auth))).find(video => video.id === video_id);
  expect(await find()).toMatchObject({ title: "New", description: "Sea" });
  await vk.call(() => OPI_VK.deleteVideo(video_id, auth));
  expect(await find()).toBeUndefined();
});

/** A JPEG that is stored on its side, as cameras do: width 2, height 1 in the file. */
function turnedJpeg(): Buffer {
  const tiff = "49492a00080000000100120103000100000006000000" + "00000000";
  const exif = `457869660000${tiff}`;
  const length = (exif.length / 2 + 2).toString(16).padStart(4, "0");
  const frame = "ffc0001108" + "0190" + "0320" + "03012200021101031101";
  return Buffer.from(`ffd8ffe1${length}${exif}${frame}ffd9`, "hex");
}

describe("setCommunityCover", () => {
  it.each<[string, Uint8Array, string, string]>([
    ["a PNG", png(1590, 530), "1590", "530"],
    ["a photo stored on its side", turnedJpeg(), "400", "800"],
  ])("shows all of %s", async (_, picture, width, height) => {
    const plan: RequestEvent[] = [];
    await vk.call(() => OPI_VK.setCommunityCover(picture, auth), {
      dryRun: true,
      onRequestEvent: event => plan.push(event),
    });
    expect(plan[0]?.detail).toMatchObject({ crop_x: "0", crop_y: "0", crop_x2: width, crop_y2: height });
  });

  it("saves nothing that the server does not accept", async () => {
    const called = await calledBy(() =>
      expect(vk.call(() => OPI_VK.setCommunityPhoto(png(10, 10), auth))).rejects.toMatchObject({
        name: "UploadError",
      }),
    );
    expect(called).not.toContain("photos.saveOwnerPhoto");
  });
});

describe("bad input", () => {
  const owned = { ...auth };
  it.each<[string, () => PromiseLike<unknown>, string]>([
    ["getPostsByID of none", () => OPI_VK.getPostsByID([], "", owned), "posts"],
    ["getPostsByID of a word", () => OPI_VK.getPostsByID(["x"], "", owned), "posts"],
    ["getPostsByID on no wall", () => OPI_VK.getPostsByID(1, "club", owned), "wall"],
    ["searchPosts for nothing", () => OPI_VK.searchPosts(" ", "", owned), "query"],
    ["searchPosts, at most none", () => OPI_VK.searchPosts("x", 0, owned), "limit"],
    ["editPost of nothing", () => OPI_VK.editPost(1, "", [], [], "", owned), "text"],
    ["editPost with no attachment", () => OPI_VK.editPost(1, "", [], "photo", "", owned), "objects"],
    ["editPost with no URL", () => OPI_VK.editPost(1, "", [], [], "vk", owned), "url"],
    [
      "editPost with 11 attachments",
      () => OPI_VK.editPost(1, "", [png(), png()], Array(9).fill("photo1_2"), "", owned),
      "pictures",
    ],
    ["editPost of no post", () => OPI_VK.editPost("x", "Text", [], [], "", owned), "post"],
    ["pinPost of no post", () => OPI_VK.pinPost("", owned), "post"],
    ["getPhotos of no album", () => OPI_VK.getPhotos("walls", "", owned), "album"],
    ["getAlbums, at most a word", () => OPI_VK.getAlbums("many", owned), "limit"],
    ["getVideos of no album", () => OPI_VK.getVideos("x", "", owned), "album"],
    ["editVideo of nothing", () => OPI_VK.editVideo(1, "", "", owned), "title"],
    ["editVideo with a long name", () => OPI_VK.editVideo(1, "x".repeat(129), "", owned), "title"],
    ["editVideo with a long text", () => OPI_VK.editVideo(1, "", "x".repeat(5001), owned), "description"],
    ["createVideoStory of a picture", () => OPI_VK.createVideoStory(png(), "", owned), "video"],
    ["createVideoStory with no URL", () => OPI_VK.createVideoStory(mp4(), "vk", owned), "url"],
    ["getStoryStatistics of no story", () => OPI_VK.getStoryStatistics("x", owned), "story"],
    ["setCommunityPhoto of a text", () => OPI_VK.setCommunityPhoto(Buffer.from("x"), owned), "picture"],
    ["setCommunityCover of a video", () => OPI_VK.setCommunityCover(mp4(), owned), "picture"],
  ])("%s is refused before anything is sent", async (_, work, argument) => {
    await expectRefused(work, argument);
  });
});
