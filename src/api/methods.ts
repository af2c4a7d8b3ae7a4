/**
 * Whether a VK method can safely be sent again when its outcome is not known:
 * - `read`: it changes nothing;
 * - `same`: doing it twice leaves VK as doing it once;
 * - `guid`, `random_id`: VK recognises the repetition by this parameter, for one hour;
 * - `once`: a repetition could do it twice, so it is never sent again once it may have arrived.
 */
export type RetryPolicy = "read" | "same" | "guid" | "random_id" | "once";

/** Whose token VK accepts for a method. */
export type TokenKind = "user" | "community" | "service";

/** What the client knows of a VK method. */
export interface MethodPolicy {
  /** Whether it can be sent again. */
  readonly retry: RetryPolicy;
  /** The access right that a user's token needs for it; empty: none. */
  readonly scope: string;
  /** Whose token it takes. */
  readonly tokens: readonly TokenKind[];
  /**
   * VK's error code that tells, when a call whose outcome was not known is repeated, that the first one had done it:
   * a deletion finds nothing to delete.
   */
  readonly alreadyDoneCode?: number;
}

const userOnly: readonly TokenKind[] = ["user"];
const userOrCommunity: readonly TokenKind[] = ["user", "community"];
const anyone: readonly TokenKind[] = ["user", "community", "service"];

function policy(repeat: RetryPolicy, right: string, tokens: readonly TokenKind[] = userOnly): MethodPolicy {
  return { retry: repeat, scope: right, tokens };
}

/** A deletion, or another change to a state in which it cannot be made again. */
function deletion(right: string, done: number): MethodPolicy {
  return { retry: "same", scope: right, tokens: userOnly, alreadyDoneCode: done };
}

/**
 * Every VK method that the client calls.
 *
 * Tokens are those of VK's official schema (https://github.com/VKCOM/vk-api-schema). Rights are those of VK's list
 * (https://dev.vk.com/ru/reference/access-rights) by section; that board needs groups and likes need wall is not verified.
 */
export const methodPolicies = {
  execute: policy("once", "", userOrCommunity),
  "account.getAppPermissions": policy("read", ""),
  "groups.getTokenPermissions": policy("read", "", ["community"]),
  "groups.getById": policy("read", "", anyone),
  "users.get": policy("read", "", anyone),
  "wall.post": policy("guid", "wall"),
  "wall.delete": deletion("wall", 104),
  "wall.repost": policy("once", "wall"),
  "wall.createComment": policy("guid", "wall", userOrCommunity),
  "polls.create": policy("once", ""),
  "polls.getPhotoUploadServer": policy("read", ""),
  "polls.savePhoto": policy("once", ""),
  "photos.getWallUploadServer": policy("read", "photos"),
  "photos.saveWallPhoto": policy("once", "photos"),
  "photos.getUploadServer": policy("read", "photos"),
  "photos.save": policy("once", "photos"),
  "photos.createAlbum": policy("once", "photos"),
  "photos.deleteAlbum": deletion("photos", 114),
  "photos.delete": policy("same", "photos"),
  "photos.getMarketAlbumUploadServer": policy("read", "photos"),
  "photos.saveMarketAlbumPhoto": policy("once", "photos"),
  "stories.getPhotoUploadServer": policy("read", "stories", userOrCommunity),
  "stories.save": policy("once", "stories", userOrCommunity),
  "video.save": policy("once", "video"),
  "board.addTopic": policy("once", "groups"),
  "board.closeTopic": policy("same", "groups"),
  "board.openTopic": policy("same", "groups"),
  "board.deleteTopic": policy("same", "groups"),
  "board.createComment": policy("guid", "groups"),
  "likes.add": policy("same", "wall"),
  "messages.send": policy("random_id", "messages", userOrCommunity),
  "utils.getShortLink": policy("same", "", anyone),
  "stats.get": policy("read", "stats"),
  "stats.getPostReach": policy("read", "stats"),
  "ads.createCampaigns": policy("once", "ads"),
  "ads.createAds": policy("once", "ads"),
  "ads.updateAds": policy("same", "ads"),
  "ads.getCategories": policy("read", "ads"),
  "market.getCategories": policy("read", "market"),
  "market.get": policy("read", "market"),
  "market.getById": policy("read", "market"),
  "market.getProductPhotoUploadServer": policy("read", "market"),
  "market.saveProductPhoto": policy("once", "market"),
  "market.add": policy("once", "market"),
  "market.edit": policy("same", "market"),
  "market.delete": deletion("market", 1403),
  "market.groupItems": policy("once", "market"),
  "market.getAlbums": policy("read", "market"),
  "market.getAlbumById": policy("read", "market"),
  "market.addAlbum": policy("once", "market"),
  "market.editAlbum": policy("same", "market"),
  "market.addToAlbum": deletion("market", 1404),
  "market.removeFromAlbum": deletion("market", 1403),
  "market.deleteAlbum": deletion("market", 1402),
  "market.getProperties": policy("read", "market"),
  "market.addProperty": policy("once", "market"),
  "market.editProperty": policy("same", "market"),
  "market.deleteProperty": deletion("market", 1417),
  "market.addPropertyVariant": policy("once", "market"),
  "market.editPropertyVariant": policy("same", "market"),
  "market.deletePropertyVariant": deletion("market", 1416),
  "market.getGroupOrders": policy("read", "market", userOrCommunity),
} as const satisfies Record<string, MethodPolicy>;
