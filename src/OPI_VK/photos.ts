import { ArgumentError } from "../errors.ts";
import type { SaveMethod, UploadKind } from "../upload/recipes.ts";
import type { Binary } from "../upload/source.ts";
import { uploadPicture } from "../upload/upload.ts";
import type { Auth } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { show } from "../vk/values.ts";

/** What an uploaded photo is for, in English or in Russian. */
export type PhotoType =
  | "Post"
  | "Product"
  | "Story"
  | "Poll"
  | "Album"
  | "Other"
  | "Пост"
  | "Товар"
  | "История"
  | "Опрос"
  | "Альбом"
  | "Прочее";

const kinds: Readonly<Record<string, UploadKind>> = {
  post: "Post",
  product: "Product",
  story: "Story",
  poll: "Poll",
  album: "Album",
  other: "Other",
  пост: "Post",
  товар: "Product",
  история: "Story",
  опрос: "Poll",
  альбом: "Album",
  прочее: "Other",
};

/**
 * Uploads a photo to VK for later use.
 *
 * For the types Album and Other the number of the album goes into the authorization structure as `album_id`.
 *
 * @category Community
 * @russian ЗагрузитьФотоНаСервер
 * @short f, a, t
 * @param file photo: JPG, PNG or GIF, up to 50 MB
 * @param auth authorization structure
 * @param type what the photo is for; it decides where VK keeps it and what it answers
 * @returns what VK answered to the saving: `{response: [photo]}` for a post or an album, `{response: {photo_id}}` for a
 *   product, `{response: {count, items}}` for a story, `{response: {id, …}}` for a poll
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {UploadError} when VK's upload server did not take the photo
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const { response } = await OPI_VK.uploadPhotoToServer("photo.png", auth, "Post");
 * ```
 * @example
 * ```bash
 * oint vk uploadPhotoToServer --file photo.png --type Post --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/api/upload/overview
 */
export async function uploadPhotoToServer(
  file: Binary,
  auth: Auth,
  type: PhotoType = "Post",
): Promise<Answer<SaveMethod<UploadKind>>> {
  const kind = kinds[String(type).toLowerCase()];
  if (!kind) {
    throw new ArgumentError("type", `got ${show(type)}, expected Post, Product, Story, Poll, Album or Other`);
  }
  return uploadPicture("file", kind, file, auth);
}
