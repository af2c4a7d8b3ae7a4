import type { Methods } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { paginate, toArray } from "../core/pagination.ts";
import type { VkResponse } from "../core/request.ts";
import { type Note, steps } from "../core/steps.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { FileInput } from "../upload/source.ts";
import { uploadFile } from "../upload/upload.ts";
import { type IdInput, ids, positiveId } from "../validation/ids.ts";
import { type BooleanInput, toBooleanFlag } from "../validation/numbers.ts";
import { stringOfLength } from "../validation/strings.ts";

/** A selection of products, as VK describes it. */
export type Selection = NonNullable<Methods["market.getAlbums"]["response"]["items"]>[number];

/** Sources: https://dev.vk.com/ru/method/market.getAlbums, https://dev.vk.com/ru/method/market.addAlbum */
const pageSize = 100;
const maxTitleLength = 128;

/**
 * Reads the community's selections of products one after another, for lists too long for memory.
 *
 * @param auth credentials
 * @returns the selections, fetched 100 at a time as they are needed
 * @example
 * ```ts
 * import { eachSelection } from "oint";
 *
 * for await (const selection of eachSelection(auth)) console.log(selection.title);
 * ```
 */
export function eachSelection(auth: Auth): AsyncGenerator<Selection> {
  const read = async (offset: number) => {
    const params = { owner_id: -communityOf(auth), offset, count: pageSize };
    return (await call("market.getAlbums", params, auth)).response;
  };
  const advice = localize("an administrator's token sees hidden selections");
  return paginate({ method: "market.getAlbums", pageSize, read, advice });
}

/**
 * Gets all product collections of the community.
 *
 * @category Collections
 * @methods market.getAlbums
 * @russian ПолучитьСписокПодборок
 * @short a
 * @param auth Credentials
 * @returns the collections: `[{id, title, count, is_main, is_hidden, photo, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const selections = await OPI_VK.getSelectionList(auth);
 * ```
 * @example
 * ```bash
 * oint vk getSelectionList --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.getAlbums
 */
export async function getSelectionList(auth: Auth): Promise<Selection[]> {
  return toArray(eachSelection(auth));
}

/**
 * Gets product collections by ID.
 *
 * @category Collections
 * @methods market.getAlbumById
 * @russian ПолучитьПодборкиПоИД
 * @short s, a
 * @param sels Collection ID or IDs
 * @param auth Credentials
 * @returns `{response: {count, items: [collection]}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.getSelectionsByID([1, 2], auth);
 * ```
 * @example
 * ```bash
 * oint vk getSelectionsByID --sels "[1, 2]" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.getAlbumById
 */
export async function getSelectionsByID(
  sels: readonly IdInput[] | IdInput,
  auth: Auth,
): Promise<VkResponse<"market.getAlbumById">> {
  const params = { owner_id: -communityOf(auth), album_ids: ids("sels", sels).join(",") };
  return call("market.getAlbumById", params, auth);
}

/** What a selection is called and how it is shown, checked. */
function readSelection(title: string, main: BooleanInput, hidden: BooleanInput) {
  const read = {
    title: stringOfLength("title", title, 1, maxTitleLength),
    main_album: toBooleanFlag("main", main),
    is_hidden: toBooleanFlag("hidden", hidden),
  };
  if (read.main_album && read.is_hidden) {
    throw new ArgumentError("hidden", localize("is true, but the main selection cannot be hidden"));
  }
  return read;
}

async function uploadCover(picture: FileInput, auth: Auth, note: Note): Promise<number | undefined> {
  const { response } = await uploadFile("Cover", ["picture", picture], auth, { note });
  const [photo] = response;
  return photo?.id;
}

/**
 * Creates a product collection.
 *
 * @category Collections
 * @methods photos.getMarketAlbumUploadServer, photos.saveMarketAlbumPhoto, market.addAlbum
 * @alias CreateProductSelection
 * @russian СоздатьПодборкуТоваров
 * @short t, p, m, h, a
 * @param title Name of the collection, up to 128 characters
 * @param picture Cover: JPG, PNG or GIF, at least 1280 × 720 pixels
 * @param main Make it the main collection, which is shown first
 * @param hidden Hide the collection
 * @param auth Credentials
 * @returns `{response: {market_album_id, albums_count}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the cover
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.createProductCollection("Autumn", "photo.png", false, false, auth);
 * ```
 * @example
 * ```bash
 * oint vk createProductCollection --title "Autumn" --picture photo.png --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.addAlbum
 */
export async function createProductCollection(
  title: string,
  picture: FileInput,
  main: BooleanInput = false,
  hidden: BooleanInput = false,
  auth: Auth,
): Promise<VkResponse<"market.addAlbum">> {
  const selection = readSelection(title, main, hidden);
  const owner_id = -communityOf(auth);
  return steps(async (note: Note) => {
    const photo_id = await uploadCover(picture, auth, note);
    return call("market.addAlbum", { owner_id, ...selection, photo_id }, auth);
  });
}

/**
 * Updates a product collection.
 *
 * @category Collections
 * @methods photos.getMarketAlbumUploadServer, photos.saveMarketAlbumPhoto, market.getAlbumById, market.editAlbum
 * @alias EditProductSelection
 * @russian ИзменитьПодборкуТоваров
 * @short t, s, p, m, h, a
 * @param title Name of the collection, up to 128 characters
 * @param sel Collection ID, from getSelectionList
 * @param picture New cover: JPG, PNG or GIF, at least 1280 × 720 pixels; by default, the cover does not change
 * @param main Make it the main collection, which is shown first
 * @param hidden Hide the collection
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the cover
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.editProductCollection("Winter", 1, "", false, false, auth);
 * ```
 * @example
 * ```bash
 * oint vk editProductCollection --title "Winter" --sel 1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.editAlbum
 */
export async function editProductCollection(
  title: string,
  sel: IdInput,
  picture: FileInput = "",
  main: BooleanInput = false,
  hidden: BooleanInput = false,
  auth: Auth,
): Promise<VkResponse<"market.editAlbum">> {
  const selection = readSelection(title, main, hidden);
  const owner_id = -communityOf(auth);
  const album_id = positiveId("sel", sel);
  return steps(async (note: Note) => {
    const photo_id = picture === "" ? await coverOf(album_id, auth) : await uploadCover(picture, auth, note);
    return call("market.editAlbum", { owner_id, album_id, ...selection, photo_id }, auth);
  });
}

/** VK removes the cover if the request does not name it. */
async function coverOf(album: number, auth: Auth): Promise<number | undefined> {
  const { response } = await getSelectionsByID(album, auth);
  return response.items?.[0]?.photo?.id;
}

/**
 * Adds products to a collection.
 *
 * @category Collections
 * @methods market.addToAlbum
 * @alias AddProductToSelection
 * @russian ДобавитьТоварВПодборку
 * @short i, s, a
 * @param items Product ID or IDs
 * @param sel Collection ID, from getSelectionList
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.addProductToCollection([1, 2], 1, auth);
 * ```
 * @example
 * ```bash
 * oint vk addProductToCollection --items "[1, 2]" --sel 1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.addToAlbum
 */
export async function addProductToCollection(
  items: readonly IdInput[] | IdInput,
  sel: IdInput,
  auth: Auth,
): Promise<VkResponse<"market.addToAlbum">> {
  const item_ids = ids("items", items).join(",");
  const album_ids = String(positiveId("sel", sel));
  return call("market.addToAlbum", { owner_id: -communityOf(auth), item_ids, album_ids }, auth);
}

/**
 * Removes a product from a collection. The product itself remains.
 *
 * @category Collections
 * @methods market.removeFromAlbum
 * @alias RemoveProductFromCollection
 * @russian УдалитьТоварИзПодборки
 * @short i, s, a
 * @param item Product ID
 * @param sel Collection ID, from getSelectionList
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.removeProductFromSelection(3, 1, auth);
 * ```
 * @example
 * ```bash
 * oint vk removeProductFromSelection --item 3 --sel 1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.removeFromAlbum
 */
export async function removeProductFromSelection(
  item: IdInput,
  sel: IdInput,
  auth: Auth,
): Promise<VkResponse<"market.removeFromAlbum">> {
  const album_ids = String(positiveId("sel", sel));
  const params = { owner_id: -communityOf(auth), item_id: positiveId("item", item), album_ids };
  return call("market.removeFromAlbum", params, auth);
}

/**
 * Deletes a collection. Its products remain.
 *
 * @category Collections
 * @methods market.deleteAlbum
 * @alias DeleteCollection
 * @russian УдалитьПодборку
 * @short s, a
 * @param sel Collection ID, from getSelectionList
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.deleteSelection(2, auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteSelection --sel 2 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.deleteAlbum
 */
export async function deleteSelection(sel: IdInput, auth: Auth): Promise<VkResponse<"market.deleteAlbum">> {
  return call("market.deleteAlbum", { owner_id: -communityOf(auth), album_id: positiveId("sel", sel) }, auth);
}
