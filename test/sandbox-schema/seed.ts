import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Store } from "../../src/sandbox/state/store.ts";
import { gif, mp4, png } from "../support/pictures.ts";
import type { Vk } from "./vk.ts";

/** The sandbox's community. */
export const group_id = 218_861_756;
export const owner_id = -group_id;
/** The sandbox's user, and another one. */
export const me = 100_001;
export const friend = 100_002;
/** Token of the other user, who does not manage the community. */
export const friendToken = "token-of-a-friend";

export const picture = { name: "photo.png", content: png(300, 150) };
/** A picture that is large enough for a cover. */
export const widePicture = { name: "cover.png", content: png(1600, 900) };
export const animation = { name: "animation.gif", content: gif };
export const film = { name: "video.mp4", content: mp4() };

/** IDs of what the community has before the methods are called. */
export interface Seed {
  readonly post: number;
  readonly comment: number;
  /** A reply to the comment. */
  readonly reply: number;
  readonly album: number;
  readonly photo: number;
  readonly video: number;
  readonly poll: number;
  /** ID of the first answer of the poll. */
  readonly answer: number;
  readonly topic: number;
  /** An order of the sandbox's user. */
  readonly order: number;
}

/** Creates a folder with the data of a sandbox in which the other user has a token. */
export function folderWithTokens(): string {
  const folder = mkdtempSync(join(tmpdir(), "oint-schema-"));
  const store = new Store(folder);
  const scopes = ["wall", "photos", "video", "docs", "stories", "stats", "market", "groups", "messages"];
  const token = { kind: "user", app: 1, scopes, expires: 0 } as const;
  store.transaction(() => store.state.tokens.add({ ...token, value: friendToken, user_id: friend }));
  store.close();
  return folder;
}

/** Places an order of a product; VK has no method for it. */
export type PlaceOrder = (item_id: number) => number;

/** Fills the community. */
export async function seed(vk: Vk, placeOrder: PlaceOrder): Promise<Seed> {
  const album = await vk.call<{ id: number }>("photos.createAlbum", { group_id, title: "Album" });
  const photo = await uploadPhoto(vk, album.id);
  const video = await uploadVideo(vk);
  const poll = await createPoll(vk);
  const attachments = [
    `photo${owner_id}_${photo}`,
    `video${owner_id}_${video}`,
    `poll${owner_id}_${poll.id}`,
  ];
  const { post_id: post } = await vk.call<{ post_id: number }>("wall.post", {
    owner_id,
    from_group: 1,
    message: "A post about cats",
    attachments,
  });
  const comment = await addComment(vk, post, "A comment");
  const reply = await addComment(vk, post, "A reply", { reply_to_comment: comment });
  await vk.call("likes.add", { type: "post", owner_id, item_id: post });
  const topic = await vk.call<number>("board.addTopic", { group_id, title: "Topic", text: "First" });
  const product = {
    owner_id,
    name: "Spoon",
    description: "Made of beech wood",
    category_id: 20_173,
    price: 350,
  };
  const { market_item_id } = await vk.call<{ market_item_id: number }>("market.add", product);
  return {
    post,
    comment,
    reply,
    album: album.id,
    photo,
    video,
    poll: poll.id,
    answer: poll.answers[0]?.id ?? 0,
    topic,
    order: placeOrder(market_item_id),
  };
}

/** Adds a post to the community's wall and returns its ID. */
export async function addPost(vk: Vk, message = "A post"): Promise<number> {
  const { post_id } = await vk.call<{ post_id: number }>("wall.post", { owner_id, from_group: 1, message });
  return post_id;
}

/** Adds a comment to a post of the community and returns its ID. */
export async function addComment(
  vk: Vk,
  post_id: number,
  message = "A comment",
  params = {},
): Promise<number> {
  const call = { owner_id, post_id, message, ...params };
  const { comment_id } = await vk.call<{ comment_id: number }>("wall.createComment", call);
  return comment_id;
}

/** Uploads a photo to an album of the community and returns its ID. */
export async function uploadPhoto(vk: Vk, album_id: number): Promise<number> {
  const server = await vk.call<{ upload_url: string }>("photos.getUploadServer", { album_id, group_id });
  const uploaded = await vk.upload(server.upload_url, { file1: picture });
  const { server: number = 0, photos_list = "", hash = "" } = uploaded;
  const params = { album_id, group_id, server: number, photos_list, hash, caption: "A photo" };
  const [photo] = await vk.call<Array<{ id: number }>>("photos.save", params);
  return photo?.id ?? 0;
}

/** Uploads a video of the community and returns its ID. */
export async function uploadVideo(vk: Vk): Promise<number> {
  const params = { group_id, name: "A film", description: "About cats" };
  const saved = await vk.call<{ upload_url: string; video_id: number }>("video.save", params);
  await vk.upload(saved.upload_url, { video_file: film });
  return saved.video_id;
}

/** Creates a poll of the community. */
export function createPoll(vk: Vk, params = {}) {
  return vk.call<{ id: number; answers: Array<{ id: number }> }>("polls.create", {
    owner_id,
    question: "Cats?",
    add_answers: JSON.stringify(["Yes", "Of course"]),
    ...params,
  });
}
