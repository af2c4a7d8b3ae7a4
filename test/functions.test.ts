import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { functions, type ManifestFunction } from "../src/cli/manifest.ts";
import { OPI_VK, withSettings } from "../src/index.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import { folder, oint } from "./support/command.ts";
import { mp4, png } from "./support/pictures.ts";
import { auth, token } from "./support/sandbox.ts";
import { seededFolder } from "./support/seed.ts";

/** What a function is given, what VK is sent for it, and what comes back. */
interface Case {
  readonly given: Readonly<Record<string, unknown>>;
  /** The calls in their order, each with parameters that must be among those sent; `null`: must not be sent. */
  readonly sent: ReadonlyArray<readonly [method: string, params?: Readonly<Record<string, unknown>>]>;
  readonly result: unknown;
}

const owner_id = "-218861756";
const group_id = "218861756";
const one = { response: 1 };
const number = expect.any(Number);
const text = expect.any(String);
const json = (value: unknown) => ({
  asymmetricMatch: (given: string) => expect(JSON.parse(given)).toEqual(value) === undefined,
});
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

const cases: Readonly<Record<string, Case>> = {
  createTokenRetrievalLink: {
    given: { app: "5" },
    sent: [],
    result: expect.stringContaining("client_id=5&"),
  },
  getAuthParameters: {
    given: { group: "-7", app: "5", token: "t" },
    sent: [],
    result: { v: "5.199", from_group: "1", group_id: "7", owner_id: "-7", app_id: "5", access_token: "t" },
  },
  createPost: {
    given: { text: "Text", pictures: ["a.png", "b.png"], ad: true, url: "https://vk.com" },
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
    given: { text: "Text", objects: ["photo1_2", "video-1_3"] },
    sent: [
      [
        "wall.post",
        { attachments: "photo1_2,video-1_3", mark_as_ads: "0", close_comments: null, from_group: "1" },
      ],
    ],
    result: { response: { post_id: 44 } },
  },
  deletePost: { given: { post: 42 }, sent: [["wall.delete", { owner_id, post_id: "42" }]], result: one },
  createPoll: {
    given: { question: 'Why "so"?', options: ['"Yes"', "No, \\ never", "ё"], picture: "a.png", text: "Text" },
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
    given: { title: "Autumn", description: "Photos" },
    sent: [
      [
        "photos.createAlbum",
        { title: "Autumn", description: "Photos", group_id, upload_by_admins_only: "1" },
      ],
    ],
    result: { response: expect.objectContaining({ id: number, title: "Autumn" }) },
  },
  deleteAlbum: {
    given: { album: 281860001 },
    sent: [["photos.deleteAlbum", { album_id: "281860001", group_id }]],
    result: one,
  },
  createStory: {
    given: { picture: "a.png", url: "https://vk.com/dev" },
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
    given: { album: 281860001, picture: "a.png", description: "By the sea" },
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
    given: { pictureid: 457239001 },
    sent: [["photos.delete", { owner_id, photo_id: "457239001" }]],
    result: one,
  },
  uploadVideoToServer: {
    given: { file: "a.mp4", title: "Video", description: "Moving" },
    sent: [["video.save", { name: "Video", description: "Moving", group_id, album_id: null }]],
    result: expect.objectContaining({ owner_id: -218861756, video_id: number, size: 2032 }),
  },
  uploadPhotoToServer: {
    given: { file: "a.png", type: "Товар" },
    sent: productPhoto,
    result: { response: { photo_id: number, photo } },
  },
  createDiscussion: {
    given: { title: "Delivery", text: "Ask" },
    sent: [["board.addTopic", { group_id, title: "Delivery", text: "Ask", from_group: "1" }]],
    result: { response: number },
  },
  closeDiscussion: {
    given: { topic: 48950001, remove: true },
    sent: [["board.deleteTopic", { group_id, topic_id: "48950001" }]],
    result: one,
  },
  openDiscussion: {
    given: { topic: 48950001 },
    sent: [["board.openTopic", { group_id, topic_id: "48950001" }]],
    result: one,
  },
  writeInDiscussion: {
    given: { topic: 48950001, text: "On Mondays" },
    sent: [
      [
        "board.createComment",
        { group_id, topic_id: "48950001", message: "On Mondays", from_group: "1", guid: text },
      ],
    ],
    result: { response: number },
  },
  likePost: {
    given: { post: 42 },
    sent: [["likes.add", { type: "post", item_id: "42", owner_id }]],
    result: { response: { likes: 1 } },
  },
  makeRepost: {
    given: { post: 42, from: -1, to: "-218861756", ad: true },
    sent: [["wall.repost", { object: "wall-1_42", group_id, mark_as_ads: "1" }]],
    result: { response: expect.objectContaining({ success: 1, post_id: 44, reposts_count: 1 }) },
  },
  writeMessage: {
    given: {
      text: "Ready",
      user: 657846756,
      ct: "community-token",
      keyboard: { buttons: [[{ action: { type: "text", label: "Yes" } }]] },
    },
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
    given: { post: 42, wall: "-218861756", text: "Thanks" },
    sent: [
      [
        "wall.createComment",
        { owner_id, post_id: "42", message: "Thanks", from_group: group_id, guid: text },
      ],
    ],
    result: { response: { comment_id: number, parents_stack: [] } },
  },
  shortenLink: {
    given: { url: "https://github.com/a?b=c&d" },
    sent: [["utils.getShortLink", { url: "https://github.com/a?b=c&d" }]],
    result: expect.stringMatching(/^https:\/\/vk\.cc\/\w+$/),
  },
  getStatistics: {
    given: { datefrom: "20251210000000", dateto: "2025-12-11T00:00:00Z" },
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
    given: { posts: Array.from({ length: 31 }, (_, i) => i + 42) },
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
    given: { cabinet: 1600007234, title: "Sale" },
    sent: [["ads.createCampaigns", { account_id: "1600007234" }]],
    result: { response: [{ id: number }] },
  },
  createAd: {
    given: { campaign: 1000000001, limit: 150, category: 126, post: 42, cabinet: 1600007234 },
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
    given: { cabinet: 1600007234, adv: 70000001 },
    sent: [["ads.updateAds", { account_id: "1600007234", data: json([{ ad_id: 70000001, status: 0 }]) }]],
    result: { response: [{ id: 70000001 }] },
  },
  getAdvertisingCategoryList: {
    given: {},
    sent: [["ads.getCategories"]],
    result: { response: { v1: expect.any(Array), v2: expect.any(Array) } },
  },
  getProductCategoryList: {
    given: {},
    sent: [["market.getCategories", { group_id }]],
    result: expect.objectContaining({ 20000: "House and garden", 20173: "Tableware", 20175: "Chairs" }),
  },
  getProductList: {
    given: { sel: 1 },
    sent: [["market.get", { owner_id, album_id: "1", count: "200", offset: "0" }]],
    result: [expect.objectContaining({ id: 3, title: "Product 3" })],
  },
  getProductsByID: {
    given: { items: [1, "2"] },
    sent: [["market.getById", { item_ids: "-218861756_1,-218861756_2" }]],
    result: {
      response: { count: 2, items: [expect.objectContaining({ id: 1 }), expect.objectContaining({ id: 2 })] },
    },
  },
  addProduct: {
    given: {
      product: {
        Name: "Wooden spoon",
        description: "Carved from beech by hand",
        Category: "20173",
        Price: "350.50",
        OldPrice: 400,
        URL: "https://example.com/spoon",
        MainInGroup: "Ложь",
        Width: 30,
        Height: 20,
        Depth: 250,
        Weight: 40,
        SKU: "S-1",
        AvailableBalance: 5,
        mainPhoto: "a.png",
        AdditionalPhotos: ["b.png", "a.png"],
        PropertyValues: 2,
      },
      sel: 2,
    },
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
    given: { item: 1, product: { Price: 90, OldPrice: "", Name: null } },
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
  deleteProduct: { given: { item: 1 }, sent: [["market.delete", { owner_id, item_id: "1" }]], result: one },
  groupProducts: {
    given: { items: [4, 5] },
    sent: [["market.groupItems", { group_id, item_ids: "4,5", item_group_id: null }]],
    result: { response: { item_group_id: number } },
  },
  getProductDescription: {
    given: { empty: false },
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
    given: {},
    sent: [["market.getAlbums", { owner_id, offset: "0", count: "100" }]],
    result: [expect.objectContaining({ id: 1, count: 1 }), expect.objectContaining({ id: 2 })],
  },
  getSelectionsByID: {
    given: { sels: [2] },
    sent: [["market.getAlbumById", { owner_id, album_ids: "2" }]],
    result: { response: { count: 1, items: [expect.objectContaining({ title: "Selection 2" })] } },
  },
  createProductCollection: {
    given: { title: "Autumn", picture: "a.png", main: true },
    sent: [
      ...coverPhoto,
      ["market.addAlbum", { owner_id, title: "Autumn", main_album: "1", is_hidden: "0", photo_id: text }],
    ],
    result: { response: { market_album_id: 3, albums_count: 3 } },
  },
  editProductCollection: {
    given: { title: "Winter", sel: 1, hidden: true },
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
    given: { items: [1, 2], sel: 2 },
    sent: [["market.addToAlbum", { owner_id, item_ids: "1,2", album_ids: "2" }]],
    result: one,
  },
  removeProductFromSelection: {
    given: { item: 3, sel: 1 },
    sent: [["market.removeFromAlbum", { owner_id, item_id: "3", album_ids: "1" }]],
    result: one,
  },
  deleteSelection: {
    given: { sel: 2 },
    sent: [["market.deleteAlbum", { owner_id, album_id: "2" }]],
    result: one,
  },
  getPropertyList: {
    given: {},
    sent: [["market.getProperties", { group_id }]],
    result: [{ id: 1, title: "Colour", type: "text", variants: [{ id: 2, title: "Red" }] }],
  },
  createProductProperty: {
    given: { title: "Size" },
    sent: [["market.addProperty", { group_id, title: "Size" }]],
    result: { response: { property_id: 2 } },
  },
  editProductProperty: {
    given: { title: "Shade", prop: 1 },
    sent: [["market.editProperty", { group_id, property_id: "1", title: "Shade" }]],
    result: one,
  },
  deleteProductProperty: {
    given: { prop: 1 },
    sent: [["market.deleteProperty", { group_id, property_id: "1" }]],
    result: one,
  },
  addProductPropertyVariant: {
    given: { value: "Blue", prop: 1 },
    sent: [["market.addPropertyVariant", { group_id, property_id: "1", title: "Blue" }]],
    result: { response: { variant_id: 3 } },
  },
  editProductPropertyVariant: {
    given: { value: "Dark red", prop: 1, option: 2 },
    sent: [
      ["market.editPropertyVariant", { group_id, variant_id: "2", title: "Dark red", property_id: null }],
    ],
    result: one,
  },
  deleteProductPropertyVariant: {
    given: { option: 2 },
    sent: [["market.deletePropertyVariant", { group_id, variant_id: "2" }]],
    result: one,
  },
  getOrderList: {
    given: {},
    sent: [["market.getGroupOrders", { group_id, offset: "0", count: "50" }]],
    result: [expect.objectContaining({ id: 1, items_count: 1 })],
  },
  formKeyboard: {
    given: { buttons: ["Yes", "No"] },
    sent: [],
    result:
      '{"buttons":[[{"action":{"type":"text","label":"Yes"}},{"action":{"type":"text","label":"No"}}]],"one_time":false}',
  },
};

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
    expect(functions).toHaveLength(52);
  });

  it.each(functions)("$name: calls no method that its description leaves out", ({ name, methods }) => {
    const called = cases[name]?.sent.map(([method]) => method) ?? [];
    expect(methods).toEqual(expect.arrayContaining(called));
  });
});

const files = { "a.png": png(1300, 720), "b.png": png(20, 20, [0, 0, 200]), "a.mp4": mp4() };
const isFile = (value: unknown): value is string => typeof value === "string" && value in files;

describe("through the library", () => {
  it.each(functions)("$name", async ({ name, options }) => {
    const { given, sent, result } = cases[name] as Case; // every function has one
    const place = folder(files);
    const located = (value: unknown): unknown => {
      if (isFile(value)) return resolve(place, value);
      if (Array.isArray(value)) return value.map(located);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, located(each)]));
    };
    const args = options.map(option => (option.type === "auth" ? auth : located(given[option.name])));
    const operations = OPI_VK as unknown as Record<string, (...args: unknown[]) => unknown>; // by name
    const settings = { apiUrl: sandbox.apiUrl, rps: 1000 };
    expect(await withSettings(settings, async () => operations[name]?.(...args))).toEqual(result);
    checkSent(sent);
  });
});

function words({ options }: ManifestFunction, given: Case["given"]): string[] {
  return options.flatMap(({ name }) => {
    const value = given[name];
    if (value === undefined) return [];
    return [`--${name}`, typeof value === "object" ? JSON.stringify(value) : String(value)];
  });
}

describe("through the built command line", () => {
  it.each(functions)("$russian", async command => {
    const { given, sent, result } = cases[command.name] as Case; // every function has one
    const env = { OINT_VK_API_URL: sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
    const args = words(command, given);
    const outcome = await oint(
      ["vk", command.russian, ...args, ...(args.length === 0 ? ["--rps", "3"] : [])],
      { cwd: folder(files), env },
    );
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    const shown =
      typeof result === "string" || outcome.stdout.startsWith("http")
        ? outcome.stdout.trim()
        : JSON.parse(outcome.stdout);
    expect(shown).toEqual(result);
    checkSent(sent);
  });
});
