import { mp4, opus, png } from "./pictures.ts";
import { comments } from "./samples/comments.ts";
import { discussions } from "./samples/discussions.ts";
import { leads } from "./samples/leads.ts";
import { likes } from "./samples/likes.ts";
import { market } from "./samples/market.ts";
import { media } from "./samples/media.ts";
import { members } from "./samples/members.ts";
import { messages } from "./samples/messages.ts";
import { polls } from "./samples/polls.ts";
import { wall } from "./samples/wall.ts";

/** Files that the samples refer to. */
export const files: Readonly<Record<string, Uint8Array>> = {
  "a.png": png(1300, 720),
  "b.png": png(20, 20, [0, 0, 200]),
  "a.mp4": mp4(),
  "a.csv": Buffer.from("name,price\nSpoon,350\n"),
  "a.ogg": opus,
};

/** Sample arguments of functions, by option name, without credentials. */
export type Samples = Readonly<Record<string, ReadonlyArray<Readonly<Record<string, unknown>>>>>;

/** Sample arguments of each function. */
export const samples: Samples = {
  createTokenRetrievalLink: [{ app: "5" }],
  getAuthParameters: [{ group: "-7", app: "5", token: "t" }],
  createCommunityTokenLink: [{ app: 5, groups: [7, "8"], scope: ["manage", "messages"] }],
  createAuthorizationCodeLink: [
    { app: 5, redirect: "https://example.com/vk", scope: "wall,photos", revoke: true },
  ],
  getTokenByCode: [
    { app: 51694790, secret: "sandbox-secret", redirect: "https://example.com/vk", code: "CODE" },
  ],
  getServiceToken: [{ app: 51694790, secret: "sandbox-secret" }],
  createVKIDLink: [
    { app: 5, redirect: "https://example.com/vk", scope: ["wall"], state: "s", verifier: "v".repeat(43) },
  ],
  getVKIDToken: [
    {
      app: 51694791,
      redirect: "https://example.com/vk",
      code: "CODE",
      verifier: "a-text-of-at-least-forty-three-characters-000",
      device: "DEVICE",
      state: "state",
    },
  ],
  refreshVKIDToken: [{ app: 51694791, refresh: "REFRESH", device: "DEVICE", scope: ["wall"] }],
  getVKIDUserInfo: [{ app: 51694791, token: "TOKEN" }],
  revokeVKIDToken: [{ app: 51694791, token: "TOKEN" }],
  logoutVKID: [{ app: 51694791, token: "TOKEN", device: "DEVICE" }],
  parseTokenLink: [{ url: "https://example.com/vk?code=C&state=s&device_id=D&expires_in=600", state: "s" }],
  encodeScope: [{ names: ["wall", "photos"] }, { names: "manage", kind: "community" }],
  decodeScope: [{ mask: "8196" }, { mask: 262145, kind: "community" }],
  getAppPermissions: [{}],
  getTokenPermissions: [{}],
  createPost: [{ text: "Text", pictures: ["a.png", "b.png"], ad: true, url: "https://vk.com" }],
  createCompositePost: [{ text: "Text", objects: ["photo1_2", "video-1_3"] }],
  deletePost: [{ post: 42 }],
  createPoll: [
    { question: 'Why "so"?', options: ['"Yes"', "No, \\ never", "ё"], picture: "a.png", text: "Text" },
  ],
  createAlbum: [{ title: "Autumn", description: "Photos" }],
  deleteAlbum: [{ album: 281860001 }],
  createStory: [{ picture: "a.png", url: "https://vk.com/dev" }, { picture: "a.png" }],
  saveImageToAlbum: [{ album: 281860001, picture: "a.png", description: "By the sea" }],
  deleteImage: [{ pictureid: 457239001 }],
  uploadVideoToServer: [{ file: "a.mp4", title: "Video", description: "Moving" }],
  uploadPhotoToServer: [
    { file: "a.png", type: "Товар" },
    { file: "a.png", type: "Post" },
    { file: "a.png", type: "Story" },
    { file: "a.png", type: "Poll" },
    { file: "a.png", type: "Message" },
  ],
  createDiscussion: [{ title: "Delivery", text: "Ask" }],
  closeDiscussion: [{ topic: 48950001, remove: true }, { topic: 48950001 }],
  openDiscussion: [{ topic: 48950001 }],
  writeInDiscussion: [{ topic: 48950001, text: "On Mondays" }],
  likePost: [{ post: 42 }],
  makeRepost: [{ post: 42, from: -1, to: "-218861756", ad: true }],
  writeMessage: [
    {
      text: "Ready",
      user: 657846756,
      ct: "community-token",
      keyboard: { buttons: [[{ action: { type: "text", label: "Yes" } }]] },
    },
  ],
  writeComment: [{ post: 42, wall: "-218861756", text: "Thanks" }],
  shortenLink: [{ url: "https://github.com/a?b=c&d" }],
  getStatistics: [{ datefrom: "20251210000000", dateto: "2025-12-11T00:00:00Z" }],
  getPostStatistics: [{ posts: Array.from({ length: 31 }, (_, i) => i + 42) }],
  createAdCampaign: [{ cabinet: 1600007234, title: "Sale" }],
  createAd: [{ campaign: 1000000001, limit: 150, category: 126, post: 42, cabinet: 1600007234 }],
  pauseAdvertising: [{ cabinet: 1600007234, adv: 70000001 }],
  getAdvertisingCategoryList: [{}],
  getProductCategoryList: [{}],
  getProductList: [{ sel: 1 }],
  getProductsByID: [{ items: [1, "2"] }],
  addProduct: [
    {
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
  ],
  editProduct: [{ item: 1, product: { Price: 90, OldPrice: "", Name: null } }],
  deleteProduct: [{ item: 1 }],
  groupProducts: [{ items: [4, 5] }],
  getProductDescription: [{ empty: false }],
  getSelectionList: [{}],
  getSelectionsByID: [{ sels: [2] }],
  createProductCollection: [{ title: "Autumn", picture: "a.png", main: true }],
  editProductCollection: [
    { title: "Winter", sel: 1, hidden: true },
    { title: "Winter", sel: 1, picture: "a.png" },
  ],
  addProductToCollection: [{ items: [1, 2], sel: 2 }],
  removeProductFromSelection: [{ item: 3, sel: 1 }],
  deleteSelection: [{ sel: 2 }],
  getPropertyList: [{}],
  createProductProperty: [{ title: "Size" }],
  editProductProperty: [{ title: "Shade", prop: 1 }],
  deleteProductProperty: [{ prop: 1 }],
  addProductPropertyVariant: [{ value: "Blue", prop: 1 }],
  editProductPropertyVariant: [{ value: "Dark red", prop: 1, option: 2 }],
  deleteProductPropertyVariant: [{ option: 2 }],
  getOrderList: [{}],
  formKeyboard: [
    { buttons: ["Yes", "No"] },
    { buttons: ["Yes", { text: "Rules", link: "https://vk.com/terms" }], inline: true, onetime: false },
  ],
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

/** Replaces each file name in a value. */
export function withFiles(value: unknown, replace: (file: string) => unknown): unknown {
  if (typeof value === "string") return value in files ? replace(value) : value;
  if (Array.isArray(value)) return value.map(item => withFiles(item, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFiles(item, replace)]));
}
