import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addMessage } from "../src/sandbox/state/messages.ts";
import type { Comment, Item, MarketAlbum, Photo, Post } from "../src/sandbox/state/model/index.ts";
import { Store } from "../src/sandbox/state/store.ts";

/** The objects that the examples in the comments expect. */
const owner_id = -218861756;
const group_id = 218861756;
const date = 1;

function post(id: number, owner: number): Post {
  return {
    id,
    owner_id: owner,
    from_id: owner,
    created_by: 100001,
    date,
    text: "A post to work with",
    attachments: [],
    marked_as_ads: 0,
    close_comments: 0,
    post_type: "post",
    postponed: false,
    guid: "",
    createdAt: date,
  };
}

function comment(id: number, fields: Partial<Comment>): Comment {
  const target = { type: "post", owner_id, object_id: 42 } as const;
  return {
    id,
    ...target,
    from_id: 100002,
    date,
    text: "",
    attachments: [],
    guid: "",
    parents_stack: [],
    ...fields,
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
  return { id, owner_id, album_id, user_id: 100001, date, text: "", width: 40, height: 30, file: "seed.jpg" };
}

function marketAlbum(id: number): MarketAlbum {
  return {
    id,
    owner_id,
    title: `Collection ${id}`,
    photo: 457239002,
    is_main: false,
    is_hidden: false,
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

const album = { id: 281860001, owner_id, title: "Album", description: "" };
const topic = { id: 48950001, group_id, title: "Topic", closed: false, fixed: false };
const story = { id: 456239017, owner_id, date, type: "photo", photo: 457239001 } as const;
const video = { id: 456239117, owner_id, user_id: 100001, title: "Video", description: "", date };
const byUser = { created_by: 100001, updated_by: 100001 };

/** A question of a user, an answer with a button, and the press of it. */
function addConversation({ state }: Store): void {
  const [peer_id, event_id] = [100002, "0123456789abcdef"];
  const conversation = { account_id: owner_id, peer_id };
  addMessage(state, { ...conversation, from_id: owner_id, text: "Ready at 10" });
  addMessage(state, { ...conversation, from_id: peer_id, text: "Can I come at 11?" });
  const press = { group_id, user_id: peer_id, peer_id, conversation_message_id: 1 };
  state.messageEvents.add({ event_id, ...press, payload: {} });
}
const poll = {
  id: 900000001,
  owner_id,
  author_id: 100001,
  question: "Tea or coffee?",
  answers: [
    { id: 1, text: "Tea" },
    { id: 2, text: "Coffee" },
  ],
  created: date,
  anonymous: false,
  multiple: false,
  disable_unvote: false,
  end_date: 0,
};

const leadForm = {
  form_id: 1,
  group_id,
  name: "Callback",
  title: "We will call you",
  description: "",
  confirmation: "",
  photo: "",
  policy_link_url: "https://example.com/policy",
  site_link_url: "",
  questions: [
    { key: "first_name", type: "first_name", label: "" },
    { key: "phone_number", type: "phone_number", label: "" },
    { key: "when", type: "checkbox", label: "When?", options: [{ key: "am", label: "Mornings" }] },
    { key: "note", type: "textarea", label: "Anything else?" },
  ],
  active: 1,
  once_per_user: 0,
  pixel_code: "",
  notify_admins: "",
  notify_emails: "",
} as const;
const answers = [
  { key: "first_name", answer: "Ivan" },
  { key: "phone_number", answer: "+79990000000" },
  { key: "when", answer: ["am"] },
];

/** Adds the objects to a state. */
function addObjects(store: Store): void {
  const { state } = store;
  const lastIds = {
    [`item${owner_id}`]: 5,
    [`marketAlbum${owner_id}`]: 2,
    [`post${owner_id}`]: 43,
    ad: 70000001,
    album: album.id,
    campaign: 1000000001,
    [`board${group_id}`]: 6,
    lead: 1,
    leadForm: 1,
    order: 1,
    poll: 900000001,
    property: 1,
    story: story.id,
    topic: topic.id,
    variant: 2,
    video: video.id,
  };
  for (const [kind, id] of Object.entries(lastIds)) state.lastIds.put({ kind, id });
  state.codes.add({ ...code, app: 51694790 });
  state.codes.add({ ...code, app: 51694791, device: "DEVICE", challenge });
  state.tokens.add({ ...userToken, kind: "user", value: "TOKEN", refresh: "REFRESH", device: "DEVICE" });
  const community = { kind: "community", value: "COMMUNITY", group_id } as const;
  state.tokens.add({ ...userToken, ...community, scopes: ["messages", "manage"] });
  for (const object of [post(42, owner_id), post(43, owner_id), post(42, -1)]) state.posts.add(object);
  state.posts.add({ ...post(41, owner_id), from_id: 100002, created_by: 100002, post_type: "suggest" });
  state.stories.add({ ...story, expires_at: farFuture });
  state.videos.add({ ...video, file: "seed.mp4", size: 1 });
  addConversation(store);
  state.comments.add(comment(3, { text: "When do you deliver?" }));
  state.comments.add(comment(4, { text: "I ask too", parents_stack: [3], reply_to_comment: 3 }));
  state.comments.add(comment(5, { text: "Casino!", from_id: 100005, deleted: true }));
  state.comments.add(comment(6, { type: "topic", object_id: topic.id, text: "How long does it take?" }));
  state.likes.add({ type: "post", owner_id, item_id: 43, user_id: 100002, date });
  state.polls.add(poll);
  state.pollVotes.add({ owner_id, poll_id: poll.id, user_id: 100002, answer_ids: [1], date });
  const ban = { group_id, owner_id: 100007, date, end_date: 0, reason: 1, comment: "" };
  state.bans.add({ ...ban, comment_visible: false, admin_id: 100001 });
  state.leadForms.add(leadForm);
  state.leads.add({ lead_id: 1, form_id: 1, group_id, user_id: 100002, date: farFuture, answers });
  state.albums.add({ ...album, created: date, updated: date, thumb_id: 0 });
  for (const object of [photo(457239001, album.id), photo(457239002, -53)]) state.photos.add(object);
  state.topics.add({ ...topic, ...byUser, created: date, updated: date });
  state.campaigns.add({ id: 1000000001, account_id, ...campaign });
  const ad = { id: 70000001, account_id, campaign_id: 1000000001, name: "Ad" };
  state.ads.add({ ...ad, link_url: "", day_limit: 0, status: 1 });
  for (const id of [1, 2, 3, 4, 5]) state.items.add(item(id));
  for (const id of [1, 2]) state.marketAlbums.add(marketAlbum(id));
  state.marketAlbumItems.add({ owner_id, album_id: 1, item_id: 3 });
  state.properties.add({ id: 1, group_id, title: "Color" });
  state.variants.add({ id: 2, group_id, property_id: 1, title: "Red" });
  const order = { id: 1, group_id, user_id: 1, date, status: 0, address: "", comment: "" };
  state.orders.add({ ...order, lines: [{ item_id: 1, quantity: 2 }] });
}

const folders: string[] = [];

process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Creates a sandbox folder whose state contains the objects that the examples use. It is deleted when the process ends. */
export function seededFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oint-seed-"));
  folders.push(folder);
  const store = new Store(folder);
  store.transaction(() => addObjects(store));
  store.close();
  cpSync(new URL("../examples/photo.jpg", import.meta.url), join(folder, "files", "seed.jpg"));
  return folder;
}
