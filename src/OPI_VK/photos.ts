import { type Auth, requireOwner } from "../core/auth.ts";
import { call } from "../core/client.ts";
import type { VkResponse } from "../core/request.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { FileInput } from "../upload/source.ts";
import type { SaveMethod, UploadKind } from "../upload/specs.ts";
import { uploadFile } from "../upload/upload.ts";
import { formatValue } from "../validation/format.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { own } from "../validation/own.ts";
import { stringOfLength } from "../validation/strings.ts";

/** What an uploaded photo is for, in English or in Russian. */
export type PhotoType =
  | "Post"
  | "Product"
  | "Story"
  | "Poll"
  | "Album"
  | "Other"
  | "Message"
  | "Пост"
  | "Товар"
  | "История"
  | "Опрос"
  | "Альбом"
  | "Прочее"
  | "Сообщение";

/** The kinds of uploads that have a type. */
type PhotoKind = UploadKind & PhotoType;

const kinds: Readonly<Record<string, PhotoKind>> = {
  post: "Post",
  product: "Product",
  story: "Story",
  poll: "Poll",
  album: "Album",
  other: "Other",
  message: "Message",
  пост: "Post",
  товар: "Product",
  история: "Story",
  опрос: "Poll",
  альбом: "Album",
  прочее: "Other",
  сообщение: "Message",
};

/**
 * Uploads a photo to VK for later use.
 *
 * For the types Album and Other, add the album ID to the credentials as `album_id`; for the type Message, you can add
 * the conversation as `peer_id`.
 *
 * @category Community
 * @methods photos.getWallUploadServer, photos.saveWallPhoto, market.getProductPhotoUploadServer, market.saveProductPhoto, stories.getPhotoUploadServer, stories.save, polls.getPhotoUploadServer, polls.savePhoto, photos.getUploadServer, photos.save, photos.getMessagesUploadServer, photos.saveMessagesPhoto
 * @russian ЗагрузитьФотоНаСервер
 * @short f, a, t
 * @param file Photo: JPG, PNG or GIF, up to 50 MB
 * @param auth Credentials
 * @param type Purpose of the photo; it determines where VK stores it and what VK returns
 * @returns VK's response to saving the photo: `{response: [photo]}` for a post, an album or a message,
 *   `{response: {photo_id}}` for a product, `{response: {count, items}}` for a story, `{response: {id, …}}` for a poll
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the photo
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
      localize("got {value}, expected Post, Product, Story, Poll, Album, Other or Message", {
        value: formatValue(type),
      }),
    );
  }
  if (kind !== "Message") requireOwner(auth);
  return uploadFile(kind, ["file", file], auth);
}

/**
 * Adds an image to a community album.
 *
 * @category Community
 * @methods photos.getUploadServer, photos.save
 * @alias SavePictureToAlbum
 * @russian СохранитьКартинкуВАльбом
 * @short a, p, d, t
 * @param album Album ID
 * @param picture Image: JPG, PNG or GIF, up to 50 MB
 * @param description Caption of the image, up to 2048 characters; may be empty
 * @param auth Credentials
 * @returns `{response: [photo]}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the picture
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
  requireOwner(auth);
  return uploadFile("Album", ["picture", picture], { ...auth, album_id, caption });
}

/**
 * Deletes a photo.
 *
 * @category Community
 * @methods photos.delete
 * @russian УдалитьКартинку
 * @short p, a
 * @param pictureid Photo ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
  const photo_id = positiveId("pictureid", pictureid);
  requireOwner(auth);
  return call("photos.delete", { photo_id }, auth);
}
