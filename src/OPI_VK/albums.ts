import { type Auth, requireOwner } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import type { VkResponse } from "../core/request.ts";
import { type IdInput, id, positiveId } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";
import { stringOfLength, text } from "../validation/strings.ts";

/** A photo album, as VK describes it. */
export type Album = ItemOf<"photos.getAlbums">;

/** A photo, as VK describes it. */
export type Photo = ItemOf<"photos.get">;

/** VK's own albums. Source: https://dev.vk.com/ru/method/photos.get */
const serviceAlbums = ["wall", "profile", "saved"];

/**
 * Creates a photo album in the community. Only administrators can add photos to it.
 *
 * @category Community
 * @methods photos.createAlbum
 * @russian СоздатьАльбом
 * @short t, d, a
 * @param title Name of the album, at least 2 characters
 * @param description Description of the album; may be empty
 * @param auth Credentials
 * @returns `{response: album}`, the album ID is `response.id`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
  requireOwner(auth);
  return call(
    "photos.createAlbum",
    { title: name, description: text("description", description), upload_by_admins_only: 1 },
    auth,
  );
}

/**
 * Deletes a photo album and its photos.
 *
 * @category Community
 * @methods photos.deleteAlbum
 * @russian УдалитьАльбом
 * @short a, t
 * @param album Album ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
  const album_id = positiveId("album", album);
  requireOwner(auth);
  return call("photos.deleteAlbum", { album_id }, auth);
}

/**
 * Gets the photo albums of the community.
 *
 * @category Community
 * @methods photos.getAlbums
 * @russian ПолучитьАльбомы
 * @short l, a
 * @param limit Maximum number of albums; by default, all
 * @param auth Credentials
 * @returns the albums: `[{id, owner_id, title, description, size, created, updated, thumb_id, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const albums = await OPI_VK.getAlbums("", auth);
 * ```
 * @example
 * ```bash
 * oint vk getAlbums --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/photos.getAlbums
 */
export function getAlbums(limit: NumberInput = "", auth: Auth): List<Album> {
  return new List(() => {
    const params = { owner_id: requireOwner(auth) };
    return eachItem("photos.getAlbums", params, auth, { limit: limitOf("limit", limit) });
  });
}

/**
 * Gets the photos of an album of the community, the newest first.
 *
 * @category Community
 * @methods photos.get
 * @russian ПолучитьФото
 * @short b, l, a
 * @param album Album ID, or an album that VK makes: `wall` (photos of posts), `profile`, `saved`
 * @param limit Maximum number of photos; by default, all
 * @param auth Credentials
 * @returns the photos: `[{id, owner_id, album_id, date, text, sizes, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const photos = await OPI_VK.getPhotos(281860001, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk getPhotos --album 281860001 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/photos.get
 */
export function getPhotos(album: IdInput = "wall", limit: NumberInput = "", auth: Auth): List<Photo> {
  return new List(() => {
    const name = String(album).trim().toLowerCase();
    const album_id = serviceAlbums.includes(name) ? name : String(id("album", album));
    const params = { owner_id: requireOwner(auth), album_id, rev: 1 as const };
    return eachItem("photos.get", params, auth, { limit: limitOf("limit", limit) });
  });
}
