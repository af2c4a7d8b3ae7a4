/**
 * Whether a VK method can safely be sent again when its outcome is not known:
 * - `read`: it changes nothing;
 * - `same`: doing it twice leaves VK as doing it once;
 * - `guid`, `random_id`: VK recognises the repetition by this parameter, for one hour;
 * - `once`: a repetition could do it twice, so it is never sent again once it may have arrived.
 */
export type RepeatClass = "read" | "same" | "guid" | "random_id" | "once";

/** Whose token VK accepts for a method. */
export type TokenKind = "user" | "community" | "service";

/** What the client knows of a VK method. */
export interface MethodFacts {
  /** Whether it can be sent again. */
  readonly repeat: RepeatClass;
  /** The access right that a user's token needs for it; empty: none. */
  readonly right: string;
  /** Whose token it takes. */
  readonly tokens: readonly TokenKind[];
  /**
   * VK's error code that tells, when a call whose outcome was not known is repeated, that the first one had done it:
   * a deletion finds nothing to delete.
   */
  readonly done?: number;
}

const user: readonly TokenKind[] = ["user"];
const userOrCommunity: readonly TokenKind[] = ["user", "community"];
const anyone: readonly TokenKind[] = ["user", "community", "service"];

function facts(repeat: RepeatClass, right: string, tokens: readonly TokenKind[] = user): MethodFacts {
  return { repeat, right, tokens };
}

/** A deletion, or another change to a state in which it cannot be made again. */
function change(right: string, done: number): MethodFacts {
  return { repeat: "same", right, tokens: user, done };
}

/**
 * Every VK method that the client calls.
 *
 * Tokens are those of VK's official schema (https://github.com/VKCOM/vk-api-schema). Rights are those of VK's list
 * (https://dev.vk.com/ru/reference/access-rights) by section; that board needs groups and likes need wall is not verified.
 */
export const methods = {
  execute: facts("once", "", userOrCommunity),
  "account.getAppPermissions": facts("read", ""),
  "groups.getTokenPermissions": facts("read", "", ["community"]),
  "groups.getById": facts("read", "", anyone),
  "users.get": facts("read", "", anyone),
  "wall.post": facts("guid", "wall"),
  "wall.delete": change("wall", 104),
  "wall.repost": facts("once", "wall"),
  "wall.createComment": facts("guid", "wall", userOrCommunity),
  "polls.create": facts("once", ""),
  "polls.getPhotoUploadServer": facts("read", ""),
  "polls.savePhoto": facts("once", ""),
  "photos.getWallUploadServer": facts("read", "photos"),
  "photos.saveWallPhoto": facts("once", "photos"),
  "photos.getUploadServer": facts("read", "photos"),
  "photos.save": facts("once", "photos"),
  "photos.createAlbum": facts("once", "photos"),
  "photos.deleteAlbum": change("photos", 114),
  "photos.delete": facts("same", "photos"),
  "photos.getMarketAlbumUploadServer": facts("read", "photos"),
  "photos.saveMarketAlbumPhoto": facts("once", "photos"),
  "stories.getPhotoUploadServer": facts("read", "stories", userOrCommunity),
  "stories.save": facts("once", "stories", userOrCommunity),
  "video.save": facts("once", "video"),
  "board.addTopic": facts("once", "groups"),
  "board.closeTopic": facts("same", "groups"),
  "board.openTopic": facts("same", "groups"),
  "board.deleteTopic": facts("same", "groups"),
  "board.createComment": facts("guid", "groups"),
  "likes.add": facts("same", "wall"),
  "messages.send": facts("random_id", "messages", userOrCommunity),
  "utils.getShortLink": facts("same", "", anyone),
  "stats.get": facts("read", "stats"),
  "stats.getPostReach": facts("read", "stats"),
  "ads.createCampaigns": facts("once", "ads"),
  "ads.createAds": facts("once", "ads"),
  "ads.updateAds": facts("same", "ads"),
  "ads.getCategories": facts("read", "ads"),
  "market.getCategories": facts("read", "market"),
  "market.get": facts("read", "market"),
  "market.getById": facts("read", "market"),
  "market.getProductPhotoUploadServer": facts("read", "market"),
  "market.saveProductPhoto": facts("once", "market"),
  "market.add": facts("once", "market"),
  "market.edit": facts("same", "market"),
  "market.delete": change("market", 1403),
  "market.groupItems": facts("once", "market"),
  "market.getAlbums": facts("read", "market"),
  "market.getAlbumById": facts("read", "market"),
  "market.addAlbum": facts("once", "market"),
  "market.editAlbum": facts("same", "market"),
  "market.addToAlbum": change("market", 1404),
  "market.removeFromAlbum": change("market", 1403),
  "market.deleteAlbum": change("market", 1402),
  "market.getProperties": facts("read", "market"),
  "market.addProperty": facts("once", "market"),
  "market.editProperty": facts("same", "market"),
  "market.deleteProperty": change("market", 1417),
  "market.addPropertyVariant": facts("once", "market"),
  "market.editPropertyVariant": facts("same", "market"),
  "market.deletePropertyVariant": change("market", 1416),
  "market.getGroupOrders": facts("read", "market", userOrCommunity),
} as const satisfies Record<string, MethodFacts>;
