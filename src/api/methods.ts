import type { RetryPolicy } from "./policies/group.ts";

export type { RetryPolicy } from "./policies/group.ts";

/** Type of a token that VK accepts for a method. */
export type TokenKind = "user" | "community" | "service";

/** What the client knows of a VK method. */
export interface MethodPolicy {
  /** Whether it is safe to retry. */
  readonly retry: RetryPolicy;
  /** The scope that a user token needs. Empty: none. */
  readonly scope: string;
  /** The token types that it accepts. */
  readonly tokens: readonly TokenKind[];
  /**
   * VK's error code for a retry after an attempt that succeeded with an unknown outcome: there is nothing left to delete,
   * for example.
   */
  readonly alreadyDoneCode?: number;
}

const userOnly: readonly TokenKind[] = ["user"];
const userOrCommunity: readonly TokenKind[] = ["user", "community"];
const anyone: readonly TokenKind[] = ["user", "community", "service"];

function policy(retry: RetryPolicy, scope: string, tokens: readonly TokenKind[] = userOnly): MethodPolicy {
  return { retry, scope, tokens };
}

/** Policy of a deletion, or of another change that VK refuses if it was already made. */
function deletion(scope: string, alreadyDoneCode: number): MethodPolicy {
  return { retry: "idempotent", scope, tokens: userOnly, alreadyDoneCode };
}

/**
 * Every VK method that the client calls.
 *
 * Token types are from VK's official schema (https://github.com/VKCOM/vk-api-schema). Scopes are from VK's list
 * (https://dev.vk.com/ru/reference/access-rights) by section. VK does not document that board needs `groups` and likes need
 * `wall`; both are unverified.
 */
export const methodPolicies = {
  execute: policy("non-idempotent", "", userOrCommunity),
  "account.getAppPermissions": policy("safe", ""),
  "groups.getTokenPermissions": policy("safe", "", ["community"]),
  "groups.getById": policy("safe", "", anyone),
  "users.get": policy("safe", "", anyone),
  "wall.post": policy("guid", "wall"),
  "wall.delete": deletion("wall", 104),
  "wall.repost": policy("non-idempotent", "wall"),
  "wall.createComment": policy("guid", "wall", userOrCommunity),
  "polls.create": policy("non-idempotent", ""),
  "polls.getPhotoUploadServer": policy("safe", ""),
  "polls.savePhoto": policy("non-idempotent", ""),
  "photos.getWallUploadServer": policy("safe", "photos"),
  "photos.saveWallPhoto": policy("non-idempotent", "photos"),
  "photos.getUploadServer": policy("safe", "photos"),
  "photos.save": policy("non-idempotent", "photos"),
  "photos.createAlbum": policy("non-idempotent", "photos"),
  "photos.deleteAlbum": deletion("photos", 114),
  "photos.delete": policy("idempotent", "photos"),
  "photos.getMarketAlbumUploadServer": policy("safe", "photos"),
  "photos.saveMarketAlbumPhoto": policy("non-idempotent", "photos"),
  "stories.getPhotoUploadServer": policy("safe", "stories", userOrCommunity),
  "stories.save": policy("non-idempotent", "stories", userOrCommunity),
  "video.save": policy("non-idempotent", "video"),
  "board.addTopic": policy("non-idempotent", "groups"),
  "board.closeTopic": policy("idempotent", "groups"),
  "board.openTopic": policy("idempotent", "groups"),
  "board.deleteTopic": policy("idempotent", "groups"),
  "board.createComment": policy("guid", "groups"),
  "likes.add": policy("idempotent", "wall"),
  "messages.send": policy("random_id", "messages", userOrCommunity),
  "utils.getShortLink": policy("idempotent", "", anyone),
  "stats.get": policy("safe", "stats"),
  "stats.getPostReach": policy("safe", "stats"),
  "ads.createCampaigns": policy("non-idempotent", "ads"),
  "ads.createAds": policy("non-idempotent", "ads"),
  "ads.updateAds": policy("idempotent", "ads"),
  "ads.getCategories": policy("safe", "ads"),
  "market.getCategories": policy("safe", "market"),
  "market.get": policy("safe", "market"),
  "market.getById": policy("safe", "market"),
  "market.getProductPhotoUploadServer": policy("safe", "market"),
  "market.saveProductPhoto": policy("non-idempotent", "market"),
  "market.add": policy("non-idempotent", "market"),
  "market.edit": policy("idempotent", "market"),
  "market.delete": deletion("market", 1403),
  "market.groupItems": policy("non-idempotent", "market"),
  "market.getAlbums": policy("safe", "market"),
  "market.getAlbumById": policy("safe", "market"),
  "market.addAlbum": policy("non-idempotent", "market"),
  "market.editAlbum": policy("idempotent", "market"),
  "market.addToAlbum": deletion("market", 1404),
  "market.removeFromAlbum": deletion("market", 1403),
  "market.deleteAlbum": deletion("market", 1402),
  "market.getProperties": policy("safe", "market"),
  "market.addProperty": policy("non-idempotent", "market"),
  "market.editProperty": policy("idempotent", "market"),
  "market.deleteProperty": deletion("market", 1417),
  "market.addPropertyVariant": policy("non-idempotent", "market"),
  "market.editPropertyVariant": policy("idempotent", "market"),
  "market.deletePropertyVariant": deletion("market", 1416),
  "market.getGroupOrders": policy("safe", "market", userOrCommunity),
} as const satisfies Record<string, MethodPolicy>;
