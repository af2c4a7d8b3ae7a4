import { type Auth, communityOf } from "../core/auth.ts";
import type { VkResponse } from "../core/request.ts";
import type { FileInput } from "../upload/source.ts";
import { uploadFile } from "../upload/upload.ts";

/**
 * Sets the main photo of the community, its avatar.
 *
 * @category Community
 * @methods photos.getOwnerPhotoUploadServer, photos.saveOwnerPhoto
 * @russian УстановитьАватар
 * @short p, a
 * @param picture Image: JPG, PNG or GIF, at least 200 × 200 pixels, up to 50 MB
 * @param auth Credentials
 * @returns `{response: {photo_hash, photo_src, photo_src_big, photo_src_small, saved, post_id}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the picture
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.setCommunityPhoto("photo.png", auth);
 * ```
 * @example
 * ```bash
 * oint vk setCommunityPhoto --picture photo.png --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/photos.saveOwnerPhoto
 */
export async function setCommunityPhoto(
  picture: FileInput,
  auth: Auth,
): Promise<VkResponse<"photos.saveOwnerPhoto">> {
  communityOf(auth);
  return uploadFile("CommunityPhoto", ["picture", picture], auth);
}

/**
 * Sets the cover of the community page. The whole image becomes the cover.
 *
 * @category Community
 * @methods photos.getOwnerCoverPhotoUploadServer, photos.saveOwnerCoverPhoto
 * @russian УстановитьОбложку
 * @short p, a
 * @param picture Image: JPG, PNG or GIF, at least 795 × 200 pixels, best 1590 × 530, up to 50 MB
 * @param auth Credentials
 * @returns `{response: {images: [{url, width, height}]}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the picture
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.setCommunityCover("photo.png", auth);
 * ```
 * @example
 * ```bash
 * oint vk setCommunityCover --picture photo.png --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/photos.saveOwnerCoverPhoto
 */
export async function setCommunityCover(
  picture: FileInput,
  auth: Auth,
): Promise<VkResponse<"photos.saveOwnerCoverPhoto">> {
  communityOf(auth);
  return uploadFile("CommunityCover", ["picture", picture], auth);
}
