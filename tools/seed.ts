import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Item, Photo, Post } from "../src/sandbox/state/model.ts";
import type { State } from "../src/sandbox/state/store.ts";

/** The objects that the examples in the comments expect. */
const owner_id = -218861756;
const group_id = 218861756;
const date = 1;

function post(id: number, owner: number): Post {
  return {
    id,
    owner_id: owner,
    from_id: owner,
    date,
    text: "A post to work with",
    attachments: [],
    marked_as_ads: 0,
    close_comments: 0,
    postponed: false,
    guid: "",
    likes: [],
    reposts: 0,
    createdAt: date,
  };
}

function item(id: number): Item {
  return {
    id,
    owner_id,
    name: `Product ${id}`,
    description: "A product to work with",
    category_id: 20173,
    price: 100,
    old_price: 0,
    url: "",
    sku: "",
    stock_amount: 1,
    weight: 0,
    dimensions: { width: 0, height: 0, length: 0 },
    photos: [],
    variants: [],
    is_main_variant: false,
    group: 0,
    date,
  };
}

function photo(id: number, album_id: number): Photo {
  return { id, owner_id, album_id, date, text: "", width: 40, height: 30, file: "seed.jpg" };
}

function marketAlbum(id: number, items: number[]) {
  return {
    id,
    owner_id,
    title: `Collection ${id}`,
    photo: 457239002,
    is_main: false,
    is_hidden: false,
    items,
    updated_time: date,
  };
}

const campaign = {
  type: "promoted_posts",
  name: "Campaign",
  day_limit: 0,
  all_limit: 0,
  start_time: 0,
  stop_time: 0,
  status: 1,
};
const account_id = 1600007234;

const farFuture = 4_000_000_000;
const redirect = "https://example.com/vk";
const code = { value: "CODE", redirect, scopes: ["wall"], groups: [], expires: farFuture } as const;
/** Code challenge of the verifier in the examples. */
const challenge = createHash("sha256")
  .update("a-text-of-at-least-forty-three-characters-000")
  .digest("base64url");
const scopes = ["wall", "photos"];
const userToken = { app: 51694791, user_id: 100001, scopes, expires: farFuture } as const;

const state: Partial<State> = {
  codes: [
    { ...code, app: 51694790 },
    { ...code, app: 51694791, device: "DEVICE", challenge },
  ],
  tokens: [
    { ...userToken, kind: "user", value: "TOKEN", refresh: "REFRESH", device: "DEVICE" },
    { ...userToken, kind: "community", value: "COMMUNITY", group_id, scopes: ["messages", "manage"] },
  ],
  lastIds: {
    [`item${owner_id}`]: 5,
    [`marketAlbum${owner_id}`]: 2,
    property: 1,
    variant: 2,
    [`post${owner_id}`]: 43,
  },
  posts: [post(42, owner_id), post(43, owner_id), post(42, -1)],
  albums: [{ id: 281860001, owner_id, title: "Album", description: "", created: date }],
  photos: [photo(457239001, 281860001), photo(457239002, -53)],
  topics: [{ id: 48950001, group_id, title: "Topic", created: date, closed: false }],
  campaigns: [{ id: 1000000001, account_id, ...campaign }],
  ads: [
    { id: 70000001, account_id, campaign_id: 1000000001, name: "Ad", link_url: "", day_limit: 0, status: 1 },
  ],
  items: [1, 2, 3, 4, 5].map(item),
  marketAlbums: [marketAlbum(1, [3]), marketAlbum(2, [])],
  properties: [{ id: 1, group_id, title: "Color", variants: [{ id: 2, title: "Red" }] }],
  orders: [
    {
      id: 1,
      group_id,
      user_id: 1,
      date,
      status: 0,
      address: "",
      comment: "",
      lines: [{ item_id: 1, quantity: 2 }],
    },
  ],
};

const folders: string[] = [];

process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Creates a sandbox folder whose state contains the objects that the examples use. It is deleted when the process ends. */
export function seededFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oint-seed-"));
  folders.push(folder);
  mkdirSync(join(folder, "files"));
  cpSync(new URL("../examples/photo.jpg", import.meta.url), join(folder, "files", "seed.jpg"));
  writeFileSync(join(folder, "state.json"), JSON.stringify(state));
  return folder;
}
