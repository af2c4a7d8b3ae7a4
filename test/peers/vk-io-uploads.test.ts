import { Agent } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { API, Upload } from "vk-io";
import { mp4, png } from "../support/pictures.ts";
import { useSandbox } from "../support/sandbox.ts";

// The upload helpers of vk-io as its users have them; only the address is changed.
const vk = useSandbox({ strict: false });
const group_id = 218_861_756;

type Options = ConstructorParameters<typeof API>[0];

const agent = new Agent({ keepAlive: true }) as unknown as Options["agent"]; // typed as that of https
afterAll(() => agent?.destroy());

function connect(): { api: API; upload: Upload } {
  const api = new API({ token: "any", apiBaseUrl: vk.sandbox.apiUrl, agent, apiLimit: 1000 });
  return { api, upload: new Upload({ api, agent } as ConstructorParameters<typeof Upload>[0]) };
}

const image = { value: png(1600, 900), filename: "image.png", contentType: "image/png" };
const source = { values: image };
const film = { values: { value: mp4(), filename: "film.mp4", contentType: "video/mp4" } };
const text = { values: { value: Buffer.from("cats"), filename: "cats.txt", contentType: "text/plain" } };
const voice = { values: { value: Buffer.from("OggS"), filename: "voice.ogg", contentType: "audio/ogg" } };
const link = { link_text: "open", link_url: "https://vk.com/club1" };

describe("a helper of vk-io uploads", () => {
  it("photos of an album, five at once", async () => {
    const { api, upload } = connect();
    const { id: album_id } = await api.photos.createAlbum({ group_id, title: "Cats" });
    const photos = await upload.photoAlbum({ source: { values: Array(5).fill(image) }, album_id, group_id });
    expect(photos.map(({ ownerId }) => ownerId)).toEqual(Array(5).fill(-group_id));
    const { count, items } = await api.photos.get({ owner_id: -group_id, album_id: String(album_id) });
    expect(count).toBe(5);
    expect(items.map(({ id }) => id)).toEqual(photos.map(({ id }) => id));
    expect((await fetch(String(items[0]?.sizes?.[0]?.url))).headers.get("content-type")).toBe("image/png");
  });

  it("a photo of a post, of a message, of a chat, of the profile, and two covers", async () => {
    const { api, upload } = connect();
    const attachment = String(await upload.wallPhoto({ source, group_id }));
    const { post_id } = await api.wall.post({ owner_id: -group_id, attachments: attachment });
    const posts = await api.wall.getById({ posts: [`-${group_id}_${post_id}`] });
    expect(posts).toMatchObject({ items: [{ attachments: [{ type: "photo", photo: { width: 1600 } }] }] });

    expect(String(await upload.messagePhoto({ source, peer_id: 100_002 }))).toMatch(/^photo100002_\d+_\w+$/);
    const { chat_id = 0 } = await api.messages.createChat({ user_ids: [100_002], title: "Cats" });
    expect(await upload.chatPhoto({ source, chat_id })).toMatchObject({ chat: { id: chat_id } });
    expect(await upload.ownerPhoto({ source, owner_id: -group_id })).toMatchObject({ saved: 1 });
    expect((await upload.groupCover({ source, group_id })).images[0]).toMatchObject({
      url: expect.stringContaining("/files/"),
    });
    expect((await upload.marketAlbumPhoto({ source, group_id })).id).toBeGreaterThan(0);
  });

  it("a video, and a video of another site", async () => {
    const { api, upload } = connect();
    const uploaded = await upload.video({ source: film, group_id, name: "A film" });
    const linked = await upload.video({ source: film, group_id, link: "https://example.com/film" });
    const videos = await api.video.get({
      videos: [uploaded, linked].map(video => String(video).slice(5)).join(),
    });
    expect(videos.items).toMatchObject([
      { title: "A film", player: expect.stringContaining("/files/") },
      { player: "https://example.com/film" },
    ]);
    expect(videos.items[0]).not.toHaveProperty("processing");
  });

  it("documents", async () => {
    const { api, upload } = connect();
    const doc = await upload.wallDocument({ source: text, group_id, title: "Cats", tags: "cats" });
    const [found] = await api.docs.getById({ docs: [String(doc).slice(3)] });
    expect(found).toMatchObject({ title: "Cats", ext: "txt", size: 4, type: 1, tags: ["cats"] });
    const download = await fetch(String(found?.url));
    expect(download.headers.get("content-disposition")).toBe("attachment");
    expect(await download.text()).toBe("cats");

    expect((await upload.document({ source: text })).id).toBeGreaterThan(0);
    expect((await upload.messageDocument({ source: text, peer_id: 100_002 })).id).toBeGreaterThan(0);
    expect((await upload.audioMessage({ source: voice, peer_id: 100_002 })).oggUrl).toContain("/files/");
    expect((await upload.messageGraffiti({ source, peer_id: 100_002 })).width).toBe(1600);
  });

  it("stories and the photo behind a poll", async () => {
    const { api, upload } = connect();
    await upload.storiesPhoto({ source, group_id, add_to_news: 1, ...link });
    await upload.storiesVideo({ source: film, group_id, add_to_news: 1, ...link });
    const { items } = await api.stories.get({ owner_id: -group_id });
    expect(items[0]).toMatchObject({
      type: "stories",
      stories: [
        { type: "photo", photo: { width: 1600 }, link: { text: "open" } },
        { type: "video", video: { type: "story" } },
      ],
    });
    expect(await upload.pollPhoto({ source, owner_id: -group_id })).toMatchObject({
      images: [{ width: 1600 }],
    });
  });
});
