import { ArgumentError } from "../errors.ts";
import type { Binary } from "../upload/source.ts";
import { uploadPicture } from "../upload/upload.ts";
import { type Auth, communityOf } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { call } from "../vk/client.ts";
import type { Methods } from "../vk/generated/parameters.ts";
import { collect, pages } from "../vk/pages.ts";
import { type Note, steps } from "../vk/steps.ts";
import { bounded, type Flag, flag, type Id, ids, positiveId } from "../vk/values.ts";

/** A selection of products, as VK describes it. */
export type Selection = NonNullable<Methods["market.getAlbums"]["answer"]["items"]>[number];

/** Sources: https://dev.vk.com/ru/method/market.getAlbums, https://dev.vk.com/ru/method/market.addAlbum */
const pageSize = 100;
const longestTitle = 128;

/**
 * Reads the community's selections of products one after another, for lists too long for memory.
 *
 * @param auth authorization structure
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
  const advice = "an administrator's token sees hidden selections";
  return pages({ method: "market.getAlbums", pageSize, read, advice });
}

/**
 * Reads all selections of the community's products.
 *
 * @category Selections
 * @methods market.getAlbums
 * @russian ПолучитьСписокПодборок
 * @short a
 * @param auth authorization structure
 * @returns the selections: `[{id, title, count, is_main, is_hidden, photo, …}]`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  return collect(eachSelection(auth));
}

/**
 * Reads selections of products by their numbers.
 *
 * @category Selections
 * @methods market.getAlbumById
 * @russian ПолучитьПодборкиПоИД
 * @short s, a
 * @param sels numbers of the selections, one or several
 * @param auth authorization structure
 * @returns `{response: {count, items: [selection]}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  sels: readonly Id[] | Id,
  auth: Auth,
): Promise<Answer<"market.getAlbumById">> {
  const params = { owner_id: -communityOf(auth), album_ids: ids("sels", sels).join(",") };
  return call("market.getAlbumById", params, auth);
}

/** What a selection is called and how it is shown, checked. */
function readSelection(title: string, main: Flag, hidden: Flag) {
  const read = {
    title: bounded("title", title, 1, longestTitle),
    main_album: flag("main", main),
    is_hidden: flag("hidden", hidden),
  };
  if (read.main_album && read.is_hidden) {
    throw new ArgumentError("hidden", "is true, but the main selection cannot be hidden");
  }
  return read;
}

async function uploadCover(picture: Binary, auth: Auth, note: Note): Promise<number | undefined> {
  const { response } = await uploadPicture("Cover", ["picture", picture], auth, { note });
  const [photo] = response;
  return photo?.id;
}

/**
 * Creates a selection of products.
 *
 * @category Selections
 * @methods photos.getMarketAlbumUploadServer, photos.saveMarketAlbumPhoto, market.addAlbum
 * @alias CreateProductSelection
 * @russian СоздатьПодборкуТоваров
 * @short t, p, m, h, a
 * @param title name of the selection, up to 128 characters
 * @param picture cover: JPG, PNG or GIF, at least 1280 × 720 pixels
 * @param main whether it is the main selection, shown first
 * @param hidden whether it is hidden
 * @param auth authorization structure
 * @returns `{response: {market_album_id, albums_count}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {UploadError} when VK's upload server did not take the cover
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  picture: Binary,
  main: Flag = false,
  hidden: Flag = false,
  auth: Auth,
): Promise<Answer<"market.addAlbum">> {
  const selection = readSelection(title, main, hidden);
  const owner_id = -communityOf(auth);
  return steps(async (note: Note) => {
    const photo_id = await uploadCover(picture, auth, note);
    return call("market.addAlbum", { owner_id, ...selection, photo_id }, auth);
  });
}

/**
 * Changes a selection of products.
 *
 * @category Selections
 * @methods photos.getMarketAlbumUploadServer, photos.saveMarketAlbumPhoto, market.getAlbumById, market.editAlbum
 * @alias EditProductSelection
 * @russian ИзменитьПодборкуТоваров
 * @short t, s, p, m, h, a
 * @param title name of the selection, up to 128 characters
 * @param sel number of the selection, as getSelectionList gives it
 * @param picture new cover: JPG, PNG or GIF, at least 1280 × 720 pixels; empty: the old one stays
 * @param main whether it is the main selection, shown first
 * @param hidden whether it is hidden
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {UploadError} when VK's upload server did not take the cover
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  sel: Id,
  picture: Binary = "",
  main: Flag = false,
  hidden: Flag = false,
  auth: Auth,
): Promise<Answer<"market.editAlbum">> {
  const selection = readSelection(title, main, hidden);
  const owner_id = -communityOf(auth);
  const album_id = positiveId("sel", sel);
  return steps(async (note: Note) => {
    const photo_id = picture === "" ? await coverOf(album_id, auth) : await uploadCover(picture, auth, note);
    return call("market.editAlbum", { owner_id, album_id, ...selection, photo_id }, auth);
  });
}

/** VK takes the cover away when it is not named again. */
async function coverOf(album: number, auth: Auth): Promise<number | undefined> {
  const { response } = await getSelectionsByID(album, auth);
  return response.items?.[0]?.photo?.id;
}

/**
 * Adds products to a selection.
 *
 * @category Selections
 * @methods market.addToAlbum
 * @alias AddProductToSelection
 * @russian ДобавитьТоварВПодборку
 * @short i, s, a
 * @param items numbers of the products, one or several
 * @param sel number of the selection, as getSelectionList gives it
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  items: readonly Id[] | Id,
  sel: Id,
  auth: Auth,
): Promise<Answer<"market.addToAlbum">> {
  const item_ids = ids("items", items).join(",");
  const album_ids = String(positiveId("sel", sel));
  return call("market.addToAlbum", { owner_id: -communityOf(auth), item_ids, album_ids }, auth);
}

/**
 * Takes a product out of a selection; the product itself stays.
 *
 * @category Selections
 * @methods market.removeFromAlbum
 * @alias RemoveProductFromCollection
 * @russian УдалитьТоварИзПодборки
 * @short i, s, a
 * @param item number of the product
 * @param sel number of the selection, as getSelectionList gives it
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  item: Id,
  sel: Id,
  auth: Auth,
): Promise<Answer<"market.removeFromAlbum">> {
  const album_ids = String(positiveId("sel", sel));
  const params = { owner_id: -communityOf(auth), item_id: positiveId("item", item), album_ids };
  return call("market.removeFromAlbum", params, auth);
}

/**
 * Deletes a selection; its products stay.
 *
 * @category Selections
 * @methods market.deleteAlbum
 * @alias DeleteCollection
 * @russian УдалитьПодборку
 * @short s, a
 * @param sel number of the selection, as getSelectionList gives it
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
export async function deleteSelection(sel: Id, auth: Auth): Promise<Answer<"market.deleteAlbum">> {
  return call("market.deleteAlbum", { owner_id: -communityOf(auth), album_id: positiveId("sel", sel) }, auth);
}
