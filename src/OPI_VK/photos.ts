import type { Auth } from "../core/auth.ts";
import { call } from "../core/client.ts";
import type { VkResponse } from "../core/request.ts";
import { ArgumentError } from "../errors.ts";
import type { FileInput } from "../upload/source.ts";
import type { SaveMethod, UploadKind } from "../upload/specs.ts";
import { uploadPicture } from "../upload/upload.ts";
import { own } from "../validation/own.ts";
import { formatValue, type IdInput, positiveId, stringOfLength, text } from "../validation/values.ts";

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

/** The kinds of uploads that have a type; a cover has an operation of its own. */
type PhotoKind = Exclude<UploadKind, "Cover">;

const kinds: Readonly<Record<string, PhotoKind>> = {
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
 * @methods photos.getWallUploadServer, photos.saveWallPhoto, market.getProductPhotoUploadServer, market.saveProductPhoto, stories.getPhotoUploadServer, stories.save, polls.getPhotoUploadServer, polls.savePhoto, photos.getUploadServer, photos.save
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
  file: FileInput,
  auth: Auth,
  type: PhotoType = "Post",
): Promise<VkResponse<SaveMethod<PhotoKind>>> {
  const kind = own(kinds, String(type).toLowerCase());
  if (!kind) {
    throw new ArgumentError(
      "type",
      `got ${formatValue(type)}, expected Post, Product, Story, Poll, Album or Other`,
    );
  }
  return uploadPicture(kind, ["file", file], auth);
}

/**
 * Creates an album of photos in the community; only its administrators add to it.
 *
 * @category Community
 * @methods photos.createAlbum
 * @russian СоздатьАльбом
 * @short t, d, a
 * @param title name of the album, at least 2 characters
 * @param description description of the album; may be empty
 * @param auth authorization structure
 * @returns `{response: album}`, its number in `response.id`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const { response } = await OPI_VK.createAlbum("Autumn", "Photos of the season", auth);
 * ```
 * @example
 * ```bash
 * oint vk createAlbum --title "Autumn" --description "Photos of the season" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/photos.createAlbum
 */
export async function createAlbum(
  title: string,
  description: string = "",
  auth: Auth,
): Promise<VkResponse<"photos.createAlbum">> {
  const name = stringOfLength("title", title, 2, Number.POSITIVE_INFINITY);
  return call(
    "photos.createAlbum",
    { title: name, description: text("description", description), upload_by_admins_only: 1 },
    auth,
  );
}

/**
 * Deletes an album of photos, and the photos in it.
 *
 * @category Community
 * @methods photos.deleteAlbum
 * @russian УдалитьАльбом
 * @short a, t
 * @param album number of the album
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * await OPI_VK.deleteAlbum(281860001, auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteAlbum --album 281860001 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/photos.deleteAlbum
 */
export async function deleteAlbum(album: IdInput, auth: Auth): Promise<VkResponse<"photos.deleteAlbum">> {
  return call("photos.deleteAlbum", { album_id: positiveId("album", album) }, auth);
}

/**
 * Adds a picture to an album of the community.
 *
 * @category Community
 * @methods photos.getUploadServer, photos.save
 * @alias SavePictureToAlbum
 * @russian СохранитьКартинкуВАльбом
 * @short a, p, d, t
 * @param album number of the album
 * @param picture picture: JPG, PNG or GIF, up to 50 MB
 * @param description caption of the picture, up to 2048 characters; may be empty
 * @param auth authorization structure
 * @returns `{response: [photo]}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {UploadError} when VK's upload server did not take the picture
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const { response } = await OPI_VK.saveImageToAlbum(281860001, "photo.png", "By the sea", auth);
 * ```
 * @example
 * ```bash
 * oint vk saveImageToAlbum --album 281860001 --picture photo.png --description "By the sea" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/photos.save
 */
export async function saveImageToAlbum(
  album: IdInput,
  picture: FileInput,
  description: string = "",
  auth: Auth,
): Promise<VkResponse<"photos.save">> {
  const album_id = positiveId("album", album);
  const caption = description === "" ? undefined : stringOfLength("description", description, 1, 2048);
  return uploadPicture("Album", ["picture", picture], { ...auth, album_id, caption });
}

/**
 * Deletes a photo.
 *
 * @category Community
 * @methods photos.delete
 * @russian УдалитьКартинку
 * @short p, a
 * @param pictureid number of the photo
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * await OPI_VK.deleteImage(457239001, auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteImage --pictureid 457239001 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/photos.delete
 */
export async function deleteImage(pictureid: IdInput, auth: Auth): Promise<VkResponse<"photos.delete">> {
  return call("photos.delete", { photo_id: positiveId("pictureid", pictureid) }, auth);
}
