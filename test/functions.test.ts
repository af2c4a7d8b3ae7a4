import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { hasFailedItems } from "../src/core/item-error.ts";
import { OPI_VK, withSettings } from "../src/index.ts";
import { functions, type ManifestFunction } from "../src/invoke/manifest.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import { seededFolder } from "../tools/seed.ts";
import { type Case, group_id, number, owner_id, type Sample, text } from "./functions/case.ts";
import { comments } from "./functions/comments.ts";
import { discussions } from "./functions/discussions.ts";
import { leads } from "./functions/leads.ts";
import { likes } from "./functions/likes.ts";
import { market } from "./functions/market.ts";
import { media } from "./functions/media.ts";
import { members } from "./functions/members.ts";
import { messages } from "./functions/messages.ts";
import { polls } from "./functions/polls.ts";
import { wall } from "./functions/wall.ts";
import { addressesOf, folder, oint } from "./support/command.ts";
import { files, samples, withFiles } from "./support/samples.ts";
import { auth, token } from "./support/sandbox.ts";

function sampleOf(name: string): Sample {
  return samples[name]?.[0] ?? expect.unreachable(`${name} has no sample`);
}

const one = { response: 1 };
const json = (value: unknown) => JSON.stringify(value);
const postPhoto = [
  ["photos.getWallUploadServer", { group_id }],
  ["photos.saveWallPhoto", { group_id, hash: text, server: text }],
] as const;
const productPhoto = [
  ["market.getProductPhotoUploadServer", { group_id }],
  ["market.saveProductPhoto", { upload_response: text }],
] as const;
const coverPhoto = [
  ["photos.getMarketAlbumUploadServer", { group_id }],
  ["photos.saveMarketAlbumPhoto", { group_id }],
] as const;
const photo = expect.objectContaining({ id: number, owner_id: -218861756, sizes: expect.any(Array) });

const pair = {
  access_token: text,
  refresh_token: text,
  id_token: text,
  token_type: "Bearer",
  expires_in: 3600,
  user_id: 100001,
  state: text,
};

const cases: Readonly<Record<string, Case>> = {
  createTokenRetrievalLink: {
    sent: [],
    result: expect.stringContaining("client_id=5&"),
  },
  getAuthParameters: {
    sent: [],
    result: { v: "5.199", from_group: "1", group_id: "7", owner_id: "-7", app_id: "5", access_token: "t" },
  },
  createCommunityTokenLink: {
    sent: [],
    result: expect.stringMatching(/\?client_id=5&scope=manage,messages&.*&group_ids=7,8$/),
  },
  createAuthorizationCodeLink: {
    sent: [],
    result: expect.stringMatching(
      /\?client_id=5&scope=wall,photos&v=5.199&response_type=code&redirect_uri=https:\/\/example.com\/vk&revoke=1$/,
    ),
  },
  getTokenByCode: { sent: [], result: { access_token: text, expires_in: 86400, user_id: 100001 } },
  getServiceToken: { sent: [], result: { access_token: text, expires_in: 0 } },
  createVKIDLink: {
    sent: [],
    result: {
      link: expect.stringMatching(/scope=wall&state=s&code_challenge=[\w-]{43}&code_challenge_method=S256$/),
      code_verifier: "v".repeat(43),
      state: "s",
    },
  },
  getVKIDToken: { sent: [], result: { ...pair, scope: "wall", state: "state" } },
  refreshVKIDToken: { sent: [], result: { ...pair, scope: "wall" } },
  getVKIDUserInfo: {
    sent: [],
    result: { user: { user_id: "100001", first_name: "Anna", last_name: "Sandbox" } },
  },
  revokeVKIDToken: { sent: [], result: one },
  logoutVKID: { sent: [], result: one },
  parseTokenLink: { sent: [], result: { code: "C", state: "s", device_id: "D", expires_in: 600 } },
  encodeScope: { sent: [], result: 8196 },
  decodeScope: { sent: [], result: ["photos", "wall"] },
  getAppPermissions: {
    sent: [["account.getAppPermissions"]],
    result: { response: 8196, permissions: ["photos", "wall"] },
  },
  getTokenPermissions: {
    sent: [["groups.getTokenPermissions"]],
    result: {
      response: {
        mask: 266240,
        permissions: [
          { name: "messages", setting: 4096 },
          { name: "manage", setting: 262144 },
        ],
      },
    },
  },
  createPost: {
    sent: [
      ...postPhoto,
      ...postPhoto,
      [
        "wall.post",
        {
          owner_id,
          attachments: expect.stringMatching(/^photo-\d+_\d+,photo-\d+_\d+,https:\/\/vk.com$/),
          close_comments: "1",
          guid: text,
          app_id: null,
        },
      ],
    ],
    result: { response: { post_id: 44 } },
  },
  createCompositePost: {
    sent: [
      [
        "wall.post",
        { attachments: "photo1_2,video-1_3", mark_as_ads: "0", close_comments: null, from_group: "1" },
      ],
    ],
    result: { response: { post_id: 44 } },
  },
  deletePost: { sent: [["wall.delete", { owner_id, post_id: "42" }]], result: one },
  createPoll: {
    sent: [
      ...postPhoto,
      [
        "polls.create",
        {
          question: 'Why "so"?',
          add_answers: json(['"Yes"', "No, \\ never", "ё"]),
          is_anonymous: "1",
          is_multiple: "0",
          owner_id,
        },
      ],
      [
        "wall.post",
        { message: "Text", attachments: expect.stringMatching(/^photo-\d+_\d+,poll-218861756_\d+$/) },
      ],
    ],
    result: { response: { post_id: 44 } },
  },
  createAlbum: {
    sent: [
      [
        "photos.createAlbum",
        { title: "Autumn", description: "Photos", group_id, upload_by_admins_only: "1" },
      ],
    ],
    result: { response: expect.objectContaining({ id: number, title: "Autumn" }) },
  },
  deleteAlbum: {
    sent: [["photos.deleteAlbum", { album_id: "281860001", group_id }]],
    result: one,
  },
  createStory: {
    sent: [
      [
        "stories.getPhotoUploadServer",
        { group_id, add_to_news: "1", link_text: "more", link_url: "https://vk.com/dev" },
      ],
      ["stories.save", { upload_results: text }],
    ],
    result: {
      response: {
        count: 1,
        items: [
          expect.objectContaining({ type: "photo", link: { text: "more", url: "https://vk.com/dev" } }),
        ],
      },
    },
  },
  saveImageToAlbum: {
    sent: [
      ["photos.getUploadServer", { album_id: "281860001", group_id }],
      [
        "photos.save",
        { album_id: "281860001", group_id, caption: "By the sea", photos_list: text, hash: text },
      ],
    ],
    result: { response: [photo] },
  },
  deleteImage: {
    sent: [["photos.delete", { owner_id, photo_id: "457239001" }]],
    result: one,
  },
  uploadVideoToServer: {
    sent: [["video.save", { name: "Video", description: "Moving", group_id, album_id: null }]],
    result: expect.objectContaining({ owner_id: -218861756, video_id: number, size: 2032 }),
  },
  uploadPhotoToServer: {
    sent: productPhoto,
    result: { response: { photo_id: number, photo } },
  },
  createDiscussion: {
    sent: [["board.addTopic", { group_id, title: "Delivery", text: "Ask", from_group: "1" }]],
    result: { response: number },
  },
  closeDiscussion: {
    sent: [["board.deleteTopic", { group_id, topic_id: "48950001" }]],
    result: one,
  },
  openDiscussion: {
    sent: [["board.openTopic", { group_id, topic_id: "48950001" }]],
    result: one,
  },
  writeInDiscussion: {
    sent: [
      [
        "board.createComment",
        { group_id, topic_id: "48950001", message: "On Mondays", from_group: "1", guid: text },
      ],
    ],
    result: { response: number },
  },
  likePost: {
    sent: [["likes.add", { type: "post", item_id: "42", owner_id }]],
    result: { response: { likes: 1 } },
  },
  makeRepost: {
    sent: [["wall.repost", { object: "wall-1_42", group_id, mark_as_ads: "1" }]],
    result: { response: expect.objectContaining({ success: 1, post_id: 44, reposts_count: 1 }) },
  },
  writeMessage: {
    sent: [
      [
        "messages.send",
        {
          user_id: "657846756",
          message: "Ready",
          random_id: expect.stringMatching(/^[1-9]\d*$/),
          keyboard: text,
          group_id,
        },
      ],
    ],
    result: { response: number },
  },
  writeComment: {
    sent: [
      [
        "wall.createComment",
        { owner_id, post_id: "42", message: "Thanks", from_group: group_id, guid: text },
      ],
    ],
    result: { response: { comment_id: number, parents_stack: [] } },
  },
  shortenLink: {
    sent: [["utils.getShortLink", { url: "https://github.com/a?b=c&d" }]],
    result: expect.stringMatching(/^https:\/\/vk\.cc\/\w+$/),
  },
  getStatistics: {
    sent: [
      [
        "stats.get",
        { group_id, timestamp_to: "1765411200", stats_groups: "visitors,reach,activity", app_id: null },
      ],
    ],
    result: {
      response: expect.arrayContaining([
        expect.objectContaining({ visitors: expect.anything(), reach: expect.anything() }),
      ]),
    },
  },
  getPostStatistics: {
    sent: [
      ["stats.getPostReach", { owner_id, post_ids: expect.stringMatching(/^42,43,.*,71$/) }],
      ["stats.getPostReach", { post_ids: "72" }],
    ],
    result: [
      expect.objectContaining({ post_id: 42, reach_total: 0 }),
      expect.objectContaining({ post_id: 43 }),
    ],
  },
  createAdCampaign: {
    sent: [["ads.createCampaigns", { account_id: "1600007234" }]],
    result: { response: [{ id: number }] },
  },
  createAd: {
    sent: [
      [
        "ads.createAds",
        {
          account_id: "1600007234",
          data: json([
            {
              campaign_id: 1000000001,
              ad_format: 9,
              autobidding: 1,
              cost_type: 3,
              goal_type: 2,
              ad_platform: "all",
              publisher_platforms: "vk",
              day_limit: 150,
              category1_id: 126,
              age_restriction: 0,
              status: 1,
              name: "Ad",
              link_url: "https://vk.com/wall-218861756_42",
            },
          ]),
        },
      ],
    ],
    result: { response: [{ id: number }] },
  },
  pauseAdvertising: {
    sent: [["ads.updateAds", { account_id: "1600007234", data: json([{ ad_id: 70000001, status: 0 }]) }]],
    result: { response: [{ id: 70000001 }] },
  },
  getAdvertisingCategoryList: {
    sent: [["ads.getCategories"]],
    result: { response: { v1: expect.any(Array), v2: expect.any(Array) } },
  },
  getProductCategoryList: {
    sent: [["market.getCategories", { group_id }]],
    result: expect.objectContaining({ 20000: "House and garden", 20173: "Tableware", 20175: "Chairs" }),
  },
  getProductList: {
    sent: [["market.get", { owner_id, album_id: "1", count: "200", offset: "0" }]],
    result: [expect.objectContaining({ id: 3, title: "Product 3" })],
  },
  getProductsByID: {
    sent: [["market.getById", { item_ids: "-218861756_1,-218861756_2" }]],
    result: {
      response: { count: 2, items: [expect.objectContaining({ id: 1 }), expect.objectContaining({ id: 2 })] },
    },
  },
  addProduct: {
    sent: [
      ...productPhoto,
      ...productPhoto,
      ...productPhoto,
      [
        "market.add",
        {
          owner_id,
          name: "Wooden spoon",
          category_id: "20173",
          price: "350.5",
          old_price: "400",
          url: "https://example.com/spoon",
          is_main_variant: "0",
          dimension_width: "30",
          dimension_height: "20",
          dimension_length: "250",
          weight: "40",
          sku: "S-1",
          stock_amount: "5",
          main_photo_id: text,
          photo_ids: expect.stringMatching(/^\d+,\d+$/),
          variant_ids: "2",
        },
      ],
      ["market.addToAlbum", { owner_id, item_ids: "6", album_ids: "2" }],
    ],
    result: { response: { market_item_id: 6 } },
  },
  editProduct: {
    sent: [
      [
        "market.edit",
        {
          owner_id,
          item_id: "1",
          price: "90",
          old_price: null,
          name: null,
          main_photo_id: null,
          photo_ids: null,
        },
      ],
    ],
    result: one,
  },
  deleteProduct: { sent: [["market.delete", { owner_id, item_id: "1" }]], result: one },
  groupProducts: {
    sent: [["market.groupItems", { group_id, item_ids: "4,5", item_group_id: null }]],
    result: { response: { item_group_id: number } },
  },
  getProductDescription: {
    sent: [],
    result: {
      Name: "New product",
      Description: "Product description",
      Category: "20173",
      Price: 1,
      OldPrice: null,
      MainPhoto: null,
      URL: null,
      AdditionalPhotos: [],
      PropertyValues: [],
      MainInGroup: false,
      Width: null,
      Height: null,
      Depth: null,
      Weight: null,
      SKU: null,
      AvailableBalance: 1,
    },
  },
  getSelectionList: {
    sent: [["market.getAlbums", { owner_id, offset: "0", count: "100" }]],
    result: [expect.objectContaining({ id: 1, count: 1 }), expect.objectContaining({ id: 2 })],
  },
  getSelectionsByID: {
    sent: [["market.getAlbumById", { owner_id, album_ids: "2" }]],
    result: { response: { count: 1, items: [expect.objectContaining({ title: "Collection 2" })] } },
  },
  createProductCollection: {
    sent: [
      ...coverPhoto,
      ["market.addAlbum", { owner_id, title: "Autumn", main_album: "1", is_hidden: "0", photo_id: text }],
    ],
    result: { response: { market_album_id: 3, albums_count: 3 } },
  },
  editProductCollection: {
    sent: [
      ["market.getAlbumById", { album_ids: "1" }],
      [
        "market.editAlbum",
        { owner_id, album_id: "1", title: "Winter", is_hidden: "1", photo_id: "457239002" },
      ],
    ],
    result: one,
  },
  addProductToCollection: {
    sent: [["market.addToAlbum", { owner_id, item_ids: "1,2", album_ids: "2" }]],
    result: one,
  },
  removeProductFromSelection: {
    sent: [["market.removeFromAlbum", { owner_id, item_id: "3", album_ids: "1" }]],
    result: one,
  },
  deleteSelection: {
    sent: [["market.deleteAlbum", { owner_id, album_id: "2" }]],
    result: one,
  },
  getPropertyList: {
    sent: [["market.getProperties", { group_id }]],
    result: [{ id: 1, title: "Color", type: "text", variants: [{ id: 2, title: "Red" }] }],
  },
  createProductProperty: {
    sent: [["market.addProperty", { group_id, title: "Size" }]],
    result: { response: { property_id: 2 } },
  },
  editProductProperty: {
    sent: [["market.editProperty", { group_id, property_id: "1", title: "Shade" }]],
    result: one,
  },
  deleteProductProperty: {
    sent: [["market.deleteProperty", { group_id, property_id: "1" }]],
    result: one,
  },
  addProductPropertyVariant: {
    sent: [["market.addPropertyVariant", { group_id, property_id: "1", title: "Blue" }]],
    result: { response: { variant_id: 3 } },
  },
  editProductPropertyVariant: {
    sent: [
      ["market.editPropertyVariant", { group_id, variant_id: "2", title: "Dark red", property_id: null }],
    ],
    result: one,
  },
  deleteProductPropertyVariant: {
    sent: [["market.deletePropertyVariant", { group_id, variant_id: "2" }]],
    result: one,
  },
  getOrderList: {
    sent: [["market.getGroupOrders", { group_id, offset: "0", count: "50" }]],
    result: [expect.objectContaining({ id: 1, items_count: 1 })],
  },
  formKeyboard: {
    sent: [],
    result:
      '{"buttons":[[{"action":{"type":"text","label":"Yes"}},{"action":{"type":"text","label":"No"}}]],"one_time":false}',
  },
  ...comments,
  ...market,
  ...media,
  ...discussions,
  ...leads,
  ...likes,
  ...members,
  ...messages,
  ...polls,
  ...wall,
};

/** The structure of the tests; what tells about a token is asked about one whose rights are known. */
function authFor(name: string) {
  const tokens: Readonly<Record<string, string>> = {
    getAppPermissions: "TOKEN",
    getTokenPermissions: "COMMUNITY",
  };
  return { ...auth, access_token: tokens[name] ?? token };
}

let path: string;
let sandbox: Sandbox;

beforeEach(async () => {
  path = seededFolder();
  sandbox = await startSandbox({ folder: path, rps: 0 });
  return async () => {
    await sandbox.close();
    rmSync(path, { recursive: true, force: true });
  };
});

function checkSent(sent: Case["sent"]): void {
  expect(sandbox.calls.map(({ method }) => method)).toEqual(sent.map(([method]) => method));
  sent.forEach(([method, params = {}], i) => {
    const call = sandbox.calls[i];
    for (const [name, value] of Object.entries(params)) {
      expect(call?.params[name] ?? null, `${method}: ${name}`).toEqual(value);
    }
    expect(JSON.stringify(call)).not.toContain(token);
  });
}

describe("every function", () => {
  it("has a case here", () => {
    expect(Object.keys(cases).sort()).toEqual(functions.map(({ name }) => name).sort());
    expect(functions.length).toBeGreaterThanOrEqual(120);
  });

  it.each(functions)("$name: calls no method that its description leaves out", ({ name, methods }) => {
    const called = cases[name]?.sent.map(([method]) => method).filter(method => method !== "execute") ?? [];
    expect(methods).toEqual(expect.arrayContaining(called));
  });
});

/** Calls a function of the library with its sample. */
async function callLibrary(
  { name, options }: ManifestFunction,
  auth: object,
  params: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const sample = sampleOf(name);
  const place = folder(files);
  const args = options.map(option =>
    option.type === "auth" ? auth : withFiles(sample[option.name], file => resolve(place, file)),
  );
  const operations = OPI_VK as unknown as Record<string, (...args: unknown[]) => unknown>; // by name
  const { apiUrl, oauthUrl, idUrl } = sandbox;
  return withSettings({ apiUrl, oauthUrl, idUrl, rps: 1000, params }, async () =>
    operations[name]?.(...args),
  );
}

describe("through the library", () => {
  it.each(functions)("$name", async command => {
    const { sent, result } = cases[command.name] as Case; // every function has one
    expect(await callLibrary(command, authFor(command.name))).toEqual(result);
    checkSent(sent);
  });
});

/** Functions that do not act for a community, or whose arguments name it. */
const needNoCommunity = [
  "getUsers",
  "resolveName",
  "restoreComment",
  "getLikes",
  "getVoters",
  "getAppPermissions",
  "getTokenPermissions",
  "makeRepost",
  "writeMessage",
  "sendMessage",
  "getConversations",
  "getMessages",
  "markAsRead",
  "editMessage",
  "deleteMessage",
  "answerButton",
  "shortenLink",
  "createAdCampaign",
  "pauseAdvertising",
  "getAdvertisingCategoryList",
  "getProductCategoryList",
];
const forCommunity = functions.filter(
  ({ name, options }) => options.some(({ type }) => type === "auth") && !needNoCommunity.includes(name),
);

describe("with credentials that name neither a community nor an owner", () => {
  it.each(forCommunity)("$name is refused before anything is sent", async command => {
    await expect(callLibrary(command, { access_token: token })).rejects.toThrow("auth: names no community");
    checkSent([]);
  });

  it.each(["createPost", "СоздатьПост"])("%s is refused by the command line", async name => {
    const env = { ...addressesOf(sandbox), OINT_VK_AUTH: JSON.stringify({ access_token: token }) };
    const post = ["vk", name, "--text", "Hello"];
    const { code, stdout, stderr } = await oint(post, { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("names no community");
    checkSent([]);
    // A group_id names it as well, also for a method that has no such parameter.
    expect(await oint([...post, "--param", `group_id=${group_id}`], { env })).toMatchObject({ code: 0 });
    checkSent([["wall.post", { owner_id, from_group: "1" }]]);
  });

  it.each(forCommunity)("$name works where owner_id names one", async command => {
    const { sent, result } = cases[command.name] as Case; // every function has one
    expect(await callLibrary(command, { access_token: token }, { owner_id })).toEqual(result);
    checkSent(sent);
  });
});

function words({ options }: ManifestFunction, sample: Sample): string[] {
  return options.flatMap(({ name }) => {
    const value = sample[name];
    if (value === undefined) return [];
    return [`--${name}`, typeof value === "object" ? JSON.stringify(value) : String(value)];
  });
}

describe("through the built command line", () => {
  it.each(functions)("$russian", async command => {
    const { sent, result } = cases[command.name] as Case; // every function has one
    const sample = sampleOf(command.name);
    const env = { ...addressesOf(sandbox), OINT_VK_AUTH: JSON.stringify(authFor(command.name)) };
    const args = words(command, sample);
    const outcome = await oint(["vk", command.russian, ...args], { cwd: folder(files), env });
    const code = hasFailedItems(result) ? 1 : 0;
    expect(outcome).toMatchObject({ code, stderr: "" });
    const shown =
      typeof result === "string" || outcome.stdout.startsWith("http")
        ? outcome.stdout.trim()
        : JSON.parse(outcome.stdout);
    expect(shown).toEqual(result);
    checkSent(sent);
  });
});
