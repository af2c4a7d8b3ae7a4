/**
 * Whether a VK method can safely be sent again when its outcome is not known:
 * - `read`: it changes nothing;
 * - `same`: doing it twice leaves VK as doing it once;
 * - `guid`: VK recognises the repetition by the parameter `guid`, for one hour;
 * - `once`: a repetition could do it twice, so it is never sent again once it may have arrived.
 */
export type RepeatClass = "read" | "same" | "guid" | "once";

/** Every VK method that the client calls, and whether it can be repeated. */
export const repeatClasses = {
  "wall.post": "guid",
  "wall.delete": "same",
  "photos.getWallUploadServer": "read",
  "photos.saveWallPhoto": "once",
  "photos.getUploadServer": "read",
  "photos.save": "once",
  "market.getProductPhotoUploadServer": "read",
  "market.saveProductPhoto": "once",
  "polls.getPhotoUploadServer": "read",
  "polls.savePhoto": "once",
  "stories.getPhotoUploadServer": "read",
  "stories.save": "once",
  "stats.get": "read",
  "ads.createCampaigns": "once",
} as const satisfies Record<string, RepeatClass>;
