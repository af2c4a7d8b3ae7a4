import { ArgumentError } from "../errors.ts";
import type { Binary } from "../upload/source.ts";
import { type Named, uploadPictures } from "../upload/upload.ts";
import { type Auth, communityOf } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { call } from "../vk/client.ts";
import type { Methods } from "../vk/generated/parameters.ts";
import { collect, pages, parts } from "../vk/pages.ts";
import { type ReadProduct, readProduct } from "../vk/product.ts";
import { type Note, steps } from "../vk/steps.ts";
import { type Flag, flag, type Id, ids, list, positiveId } from "../vk/values.ts";

/**
 * A product's structure: the keys that {@link getProductDescription} gives (`Name`, `Description`, `Category`, `Price`,
 * `OldPrice`, `MainPhoto`, `AdditionalPhotos`, …), or the same in camelCase. Null or an empty string: not given.
 */
export interface Product {
  readonly [key: string]: unknown;
}

/** A product, as VK describes it. */
export type MarketItem = NonNullable<Methods["market.get"]["answer"]["items"]>[number];

type CategoryTree = Methods["market.getCategories"]["answer"]["items"];

/** Sources: https://dev.vk.com/ru/method/market.get, https://dev.vk.com/ru/method/market.getById */
const pageSize = 200;
const mostIds = 100;

/**
 * Reads the categories that a product can have.
 *
 * @category Products
 * @methods market.getCategories
 * @russian ПолучитьСписокКатегорийТоваров
 * @short a
 * @param auth authorization structure
 * @returns a structure with the name of each category by its number: `{"20173": "…"}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const categories = await OPI_VK.getProductCategoryList(auth);
 * ```
 * @example
 * ```bash
 * oint vk getProductCategoryList --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.getCategories
 */
export async function getProductCategoryList(auth: Auth): Promise<Record<string, string>> {
  const { response } = await call("market.getCategories", {}, auth);
  return Object.fromEntries(flatten(response.items));
}

/** VK's categories are a tree; its branches are categories as well. */
function flatten(tree: CategoryTree): Array<[string, string]> {
  return [...(tree ?? [])].flatMap(({ id, name = "", children }) => [
    [String(id), name],
    ...flatten(children),
  ]);
}

/**
 * Reads the community's products one after another, for lists too long for memory.
 *
 * @param sel number of a selection; empty: all products
 * @param auth authorization structure
 * @returns the products, fetched 200 at a time as they are needed
 * @example
 * ```ts
 * import { eachProduct } from "oint";
 *
 * for await (const product of eachProduct("", auth)) console.log(product.title);
 * ```
 */
export function eachProduct(sel: Id, auth: Auth): AsyncGenerator<MarketItem> {
  const album_id = sel === "" ? undefined : positiveId("sel", sel);
  const read = async (offset: number) => {
    const params = { owner_id: -communityOf(auth), album_id, count: pageSize, offset, extended: 1 } as const;
    return (await call("market.get", params, auth)).response;
  };
  const advice = "an administrator's token and the parameter with_disabled=1 show disabled products";
  return pages({ method: "market.get", pageSize, read, advice });
}

/**
 * Reads all products of the community, or those of a selection.
 *
 * @category Products
 * @methods market.get
 * @russian ПолучитьСписокТоваров
 * @short s, a
 * @param sel number of a selection; empty: all products
 * @param auth authorization structure
 * @returns the products: `[{id, owner_id, title, description, price, category, photos, …}]`; all
 *   that VK shows to the token
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const products = await OPI_VK.getProductList("", auth);
 * ```
 * @example
 * ```bash
 * oint vk getProductList --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.get
 */
export async function getProductList(sel: Id = "", auth: Auth): Promise<MarketItem[]> {
  return collect(eachProduct(sel, auth));
}

/**
 * Reads products by their numbers.
 *
 * @category Products
 * @methods market.getById
 * @russian ПолучитьТоварыПоИД
 * @short i, a
 * @param items numbers of the products, one or several, as many as needed: 100 go in a call
 * @param auth authorization structure
 * @returns `{response: {count, items: [product]}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const { response } = await OPI_VK.getProductsByID([1, 2], auth);
 * ```
 * @example
 * ```bash
 * oint vk getProductsByID --items "[1, 2]" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.getById
 */
export async function getProductsByID(
  items: readonly Id[] | Id,
  auth: Auth,
): Promise<Answer<"market.getById">> {
  const owner = -communityOf(auth);
  const full = list("items", items).map(item => fullId(item, owner));
  if (full.length === 0) throw new ArgumentError("items", "is empty, expected at least one id");
  const found: MarketItem[] = [];
  let count = 0;
  for (const part of parts(full, mostIds)) {
    const { response } = await call("market.getById", { item_ids: part.join(","), extended: 1 }, auth);
    found.push(...(response.items ?? []));
    count += response.count ?? 0;
  }
  return { response: { count, items: found } };
}

/** A product's number with its owner; VK's own full form `-1_2` is taken as it is. */
function fullId(item: Id, owner: number): string {
  return /^-?\d+_\d+$/.test(String(item)) ? String(item) : `${owner}_${positiveId("items", item)}`;
}

/** Uploads a product's photos, all checked first; gives their parameters. */
async function uploadPhotos({ mainPhoto, additionalPhotos }: ReadProduct, auth: Auth, note: Note) {
  const named = [
    ...list("product.MainPhoto", mainPhoto).map((photo): Named => ["product.MainPhoto", photo as Binary]), // looked into when it is opened
    ...additionalPhotos.map((photo): Named => ["product.AdditionalPhotos", photo as Binary]), // as above
  ];
  const saved = await uploadPictures("Product", named, auth, { note });
  const photos = saved.map(({ response }) => response.photo_id);
  const main = mainPhoto === undefined ? undefined : photos.shift();
  return { main_photo_id: main, photo_ids: photos.length > 0 ? photos.join(",") : undefined };
}

/** Puts a product into selections; should that fail, the product is there all the same. */
async function intoSelections(item: number, sel: readonly number[], auth: Auth): Promise<void> {
  if (sel.length === 0) return;
  const params = { owner_id: -communityOf(auth), item_ids: String(item), album_ids: sel.join(",") };
  await call("market.addToAlbum", params, auth);
}

/** How to go on when a product is done and its selections are not. */
function adviceFor(done: string): (object: string, item: number) => string {
  return (_, item) =>
    `Product ${item} was ${done}, but is not in the selection: addProductToCollection adds it.`;
}

function selectionsOf(sel: readonly Id[] | Id): number[] {
  return list("sel", sel).length === 0 ? [] : ids("sel", sel);
}

/**
 * Puts a product up for sale in the community.
 *
 * All photos are checked and uploaded before the product is made.
 *
 * @category Products
 * @methods market.getProductPhotoUploadServer, market.saveProductPhoto, market.add, market.addToAlbum
 * @russian ДобавитьТовар
 * @short p, s, a
 * @param product structure of the product, as getProductDescription gives it; `Name` (4 to 100
 *   characters), `Description` (at least 10) and `Category` are needed, `MainPhoto` too for VK to show
 *   it; up to 4 `AdditionalPhotos`
 * @param sel number of a selection that it goes into, or several; empty: none
 * @param auth authorization structure
 * @returns `{response: {market_item_id}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {UploadError} when VK's upload server did not take a photo; nothing was added
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const product = {
 *   Name: "Wooden spoon",
 *   Description: "Carved from beech by hand",
 *   Category: 20173,
 *   Price: 350,
 *   MainPhoto: "photo.png",
 * };
 * const { response } = await OPI_VK.addProduct(product, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk addProduct --product "{'Name': 'Wooden spoon', 'Description': 'Carved from beech by hand', 'Category': 20173, 'Price': 350, 'MainPhoto': 'photo.png'}" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.add
 */
export async function addProduct(
  product: Product,
  sel: readonly Id[] | Id = "",
  auth: Auth,
): Promise<Answer<"market.add">> {
  const read = readProduct("product", product);
  const { name, description, category_id } = read.params;
  if (name === undefined) throw new ArgumentError("product", "has no Name, expected 4 to 100 characters");
  if (description === undefined)
    throw new ArgumentError("product", "has no Description, expected at least 10 characters");
  if (category_id === undefined)
    throw new ArgumentError("product", "has no Category; getProductCategoryList gives them");
  const selections = selectionsOf(sel);
  const owner_id = -communityOf(auth);
  return steps(async (note: Note) => {
    const photos = await uploadPhotos(read, auth, note);
    const params = { ...read.params, name, description, category_id, owner_id, ...photos };
    const added = await call("market.add", params, auth);
    const id = added.response?.market_item_id;
    note("market.add", "market", { owner_id, id }, adviceFor("added"));
    await intoSelections(id ?? 0, selections, auth);
    return added;
  });
}

/**
 * Changes a product: only what the structure holds is changed.
 *
 * @category Products
 * @methods market.getProductPhotoUploadServer, market.saveProductPhoto, market.edit, market.addToAlbum
 * @russian ИзменитьТовар
 * @short i, p, s, a
 * @param item number of the product
 * @param product structure with the keys to change, as getProductDescription gives them
 * @param sel number of a selection that it goes into, or several; empty: none
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {UploadError} when VK's upload server did not take a photo; nothing was changed
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * await OPI_VK.editProduct(1, { Price: 320, OldPrice: 350 }, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk editProduct --item 1 --product "{'Price': 320, 'OldPrice': 350}" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.edit
 */
export async function editProduct(
  item: Id,
  product: Product,
  sel: readonly Id[] | Id = "",
  auth: Auth,
): Promise<Answer<"market.edit">> {
  const item_id = positiveId("item", item);
  const read = readProduct("product", product);
  const selections = selectionsOf(sel);
  const owner_id = -communityOf(auth);
  return steps(async (note: Note) => {
    const photos = await uploadPhotos(read, auth, note);
    const edited = await call("market.edit", { ...read.params, owner_id, item_id, ...photos }, auth);
    note("market.edit", "market", { owner_id, id: item_id }, adviceFor("changed"));
    await intoSelections(item_id, selections, auth);
    return edited;
  });
}

/**
 * Deletes a product.
 *
 * @category Products
 * @methods market.delete
 * @russian УдалитьТовар
 * @short i, a
 * @param item number of the product
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * await OPI_VK.deleteProduct(1, auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteProduct --item 1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.delete
 */
export async function deleteProduct(item: Id, auth: Auth): Promise<Answer<"market.delete">> {
  return call("market.delete", { owner_id: -communityOf(auth), item_id: positiveId("item", item) }, auth);
}

/**
 * Groups products that are variants of one: they differ in a property such as the colour.
 *
 * @category Products
 * @methods market.groupItems
 * @russian СгруппироватьТовары
 * @short i, s, a
 * @param items numbers of the products, at least two in the group
 * @param sellgroup number of a group that they join; empty: a new group
 * @param auth authorization structure
 * @returns `{response: {item_group_id}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const { response } = await OPI_VK.groupProducts([4, 5], "", auth);
 * ```
 * @example
 * ```bash
 * oint vk groupProducts --items "[4, 5]" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.groupItems
 */
export async function groupProducts(
  items: readonly Id[] | Id,
  sellgroup: Id = "",
  auth: Auth,
): Promise<Answer<"market.groupItems">> {
  const item_group_id = sellgroup === "" ? undefined : positiveId("sellgroup", sellgroup);
  const item_ids = ids("items", items).join(",");
  return call("market.groupItems", { group_id: communityOf(auth), item_ids, item_group_id }, auth);
}

/**
 * Gives a product's structure to fill in.
 *
 * @category Products
 * @russian ПолучитьОписаниеТовара
 * @short e
 * @param empty whether every value is an empty string; otherwise they are examples
 * @returns the structure: Name, Description, Category, Price, OldPrice, MainPhoto, URL,
 *   AdditionalPhotos (up to 4), PropertyValues (up to 2 numbers of variants), MainInGroup, Width, Height
 *   and Depth (mm), Weight (g), SKU, AvailableBalance
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @example
 * ```ts
 * const product = { ...OPI_VK.getProductDescription(), Name: "Wooden spoon" };
 * ```
 * @example
 * ```bash
 * oint vk getProductDescription --out product.json
 * ```
 * @see https://dev.vk.com/ru/method/market.add
 */
export function getProductDescription(empty: Flag = false): Product {
  const example = {
    Name: "New product",
    Description: "Product description",
    Category: "20173",
    Price: 1,
    OldPrice: null,
    MainPhoto: null,
    URL: null,
    AdditionalPhotos: [],
    PropertyValues: [],
    MainInGroup: false,
    Width: null,
    Height: null,
    Depth: null,
    Weight: null,
    SKU: null,
    AvailableBalance: 1,
  };
  return flag("empty", empty) ? Object.fromEntries(Object.keys(example).map(key => [key, ""])) : example;
}
