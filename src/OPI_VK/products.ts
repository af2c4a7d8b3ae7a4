import type { Methods } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import { chunk, paginate, toArray } from "../core/pagination.ts";
import type { VkResponse } from "../core/request.ts";
import { type Note, steps } from "../core/steps.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { FileInput } from "../upload/source.ts";
import { type NamedFile, uploadFiles } from "../upload/upload.ts";
import { asArray } from "../validation/arrays.ts";
import { type IdInput, ids, positiveId } from "../validation/ids.ts";
import { type BooleanInput, limitOf, type NumberInput, toBooleanFlag } from "../validation/numbers.ts";
import { nonEmptyString } from "../validation/strings.ts";
import { type ReadProduct, readProduct } from "./product-fields.ts";

/**
 * A product: the keys that {@link getProductDescription} returns (`Name`, `Description`, `Category`, `Price`,
 * `OldPrice`, `MainPhoto`, `AdditionalPhotos`, …), or the same in camelCase. Null or an empty string: no value.
 */
export interface Product {
  readonly [key: string]: unknown;
}

/** A product, as VK describes it. */
export type MarketItem = NonNullable<Methods["market.get"]["response"]["items"]>[number];

type CategoryTree = Methods["market.getCategories"]["response"]["items"];

/** Sources: https://dev.vk.com/ru/method/market.get, https://dev.vk.com/ru/method/market.getById */
const pageSize = 200;
const maxIds = 100;

/**
 * Gets the categories that a product can have.
 *
 * @category Products
 * @methods market.getCategories
 * @russian ПолучитьСписокКатегорийТоваров
 * @short a
 * @param auth Credentials
 * @returns the name of each category by its ID: `{"20173": "…"}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
 * @param auth credentials
 * @returns the products, fetched 200 at a time as they are needed
 * @example
 * ```ts
 * import { eachProduct } from "oint";
 *
 * for await (const product of eachProduct("", auth)) console.log(product.title);
 * ```
 */
export function eachProduct(sel: IdInput, auth: Auth): AsyncGenerator<MarketItem> {
  const album_id = sel === "" ? undefined : positiveId("sel", sel);
  const read = async (offset: number) => {
    const params = { owner_id: -communityOf(auth), album_id, count: pageSize, offset, extended: 1 } as const;
    return (await call("market.get", params, auth)).response;
  };
  const advice = localize(
    "an administrator's token and the parameter with_disabled=1 show disabled products",
  );
  return paginate({ method: "market.get", pageSize, read, advice });
}

/**
 * Gets all products of the community or of a collection.
 *
 * @category Products
 * @methods market.get
 * @russian ПолучитьСписокТоваров
 * @short s, a
 * @param sel Collection ID; by default, all products
 * @param auth Credentials
 * @returns the products: `[{id, owner_id, title, description, price, category, photos, …}]`; all that VK shows to
 *   the token
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
export async function getProductList(sel: IdInput = "", auth: Auth): Promise<MarketItem[]> {
  return toArray(eachProduct(sel, auth));
}

/**
 * Searches the products of the community.
 *
 * @category Products
 * @methods market.search
 * @russian НайтиТовары
 * @short q, s, l, a
 * @param query Words to search for
 * @param sel Collection ID; by default, all products
 * @param limit Maximum number of products; by default, all
 * @param auth Credentials
 * @returns the products: `[{id, owner_id, title, description, price, category, photos, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const products = await OPI_VK.searchProducts("spoon", "", 10, auth);
 * ```
 * @example
 * ```bash
 * oint vk searchProducts --query "spoon" --limit 10 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.search
 */
export function searchProducts(
  query: string,
  sel: IdInput = "",
  limit: NumberInput = "",
  auth: Auth,
): List<ItemOf<"market.search">> {
  return new List(() => {
    const params = {
      owner_id: -communityOf(auth),
      q: nonEmptyString("query", query),
      album_id: sel === "" ? undefined : positiveId("sel", sel),
      extended: 1,
    } as const;
    return eachItem("market.search", params, auth, { limit: limitOf("limit", limit) });
  });
}

/**
 * Gets products by ID.
 *
 * @category Products
 * @methods market.getById
 * @russian ПолучитьТоварыПоИД
 * @short i, a
 * @param items Product IDs, any number of them; each request gets 100
 * @param auth Credentials
 * @returns `{response: {count, items: [product]}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
  items: readonly IdInput[] | IdInput,
  auth: Auth,
): Promise<VkResponse<"market.getById">> {
  const owner = -communityOf(auth);
  const full = asArray("items", items).map(item => fullId(item, owner));
  if (full.length === 0) throw new ArgumentError("items", localize("is empty, expected at least one ID"));
  const found: MarketItem[] = [];
  let count = 0;
  for (const part of chunk(full, maxIds)) {
    const { response } = await call("market.getById", { item_ids: part.join(","), extended: 1 }, auth);
    found.push(...(response.items ?? []));
    count += response.count ?? 0;
  }
  return { response: { count, items: found } };
}

/** A product ID with its owner; VK's own full form `-1_2` stays as it is. */
function fullId(item: IdInput, owner: number): string {
  return /^-?\d+_\d+$/.test(String(item)) ? String(item) : `${owner}_${positiveId("items", item)}`;
}

/** Uploads a product's photos, all checked first; returns their parameters. */
async function uploadPhotos({ mainPhoto, additionalPhotos }: ReadProduct, auth: Auth, note: Note) {
  const named = [
    ...asArray("product.MainPhoto", mainPhoto).map(
      (photo): NamedFile => ["product.MainPhoto", photo as FileInput],
    ), // looked into when it is opened
    ...additionalPhotos.map((photo): NamedFile => ["product.AdditionalPhotos", photo as FileInput]), // as above
  ];
  const saved = await uploadFiles("Product", named, auth, { note });
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

/** How to go on when a product was added and its selections were not. */
function adviceAfterAdding(_object: string, item: number): string {
  return localize("Product {item} was added, but is not in the selection: addProductToCollection adds it.", {
    item,
  });
}

/** The same when a product was changed. */
function adviceAfterChanging(_object: string, item: number): string {
  return localize(
    "Product {item} was changed, but is not in the selection: addProductToCollection adds it.",
    { item },
  );
}

function selectionsOf(sel: readonly IdInput[] | IdInput): number[] {
  return asArray("sel", sel).length === 0 ? [] : ids("sel", sel);
}

/**
 * Adds a product to the community.
 *
 * All photos are checked and uploaded before the product is created.
 *
 * @category Products
 * @methods market.getProductPhotoUploadServer, market.saveProductPhoto, market.add, market.addToAlbum
 * @russian ДобавитьТовар
 * @short p, s, a
 * @param product Product, as getProductDescription returns it; required: `Name` (4 to 100 characters),
 *   `Description` (at least 10 characters) and `Category`, and `MainPhoto` for VK to show the product; up to 4
 *   `AdditionalPhotos`
 * @param sel Collection ID or IDs to add the product to; by default, none
 * @param auth Credentials
 * @returns `{response: {market_item_id}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected a photo; nothing was added
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
  sel: readonly IdInput[] | IdInput = "",
  auth: Auth,
): Promise<VkResponse<"market.add">> {
  const read = readProduct("product", product);
  const { name, description, category_id } = read.params;
  if (name === undefined)
    throw new ArgumentError("product", localize("has no Name, expected 4 to 100 characters"));
  if (description === undefined)
    throw new ArgumentError("product", localize("has no Description, expected at least 10 characters"));
  if (category_id === undefined)
    throw new ArgumentError("product", localize("has no Category; see getProductCategoryList"));
  const selections = selectionsOf(sel);
  const owner_id = -communityOf(auth);
  return steps(async (note: Note) => {
    const photos = await uploadPhotos(read, auth, note);
    const params = { ...read.params, name, description, category_id, owner_id, ...photos };
    const added = await call("market.add", params, auth);
    const id = added.response?.market_item_id;
    note("market.add", "market", { owner_id, id }, adviceAfterAdding);
    await intoSelections(id ?? 0, selections, auth);
    return added;
  });
}

/**
 * Updates a product. Only the given keys change.
 *
 * @category Products
 * @methods market.getProductPhotoUploadServer, market.saveProductPhoto, market.edit, market.addToAlbum
 * @russian ИзменитьТовар
 * @short i, p, s, a
 * @param item Product ID
 * @param product Keys to change, as getProductDescription returns them
 * @param sel Collection ID or IDs to add the product to; by default, none
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected a photo; nothing was changed
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
  item: IdInput,
  product: Product,
  sel: readonly IdInput[] | IdInput = "",
  auth: Auth,
): Promise<VkResponse<"market.edit">> {
  const item_id = positiveId("item", item);
  const read = readProduct("product", product);
  const selections = selectionsOf(sel);
  const owner_id = -communityOf(auth);
  return steps(async (note: Note) => {
    const photos = await uploadPhotos(read, auth, note);
    const edited = await call("market.edit", { ...read.params, owner_id, item_id, ...photos }, auth);
    note("market.edit", "market", { owner_id, id: item_id }, adviceAfterChanging);
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
 * @param item Product ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
export async function deleteProduct(item: IdInput, auth: Auth): Promise<VkResponse<"market.delete">> {
  return call("market.delete", { owner_id: -communityOf(auth), item_id: positiveId("item", item) }, auth);
}

/**
 * Groups products that are variants of one product, for example in different colors.
 *
 * @category Products
 * @methods market.groupItems
 * @russian СгруппироватьТовары
 * @short i, s, a
 * @param items Product IDs, at least two in a group
 * @param sellgroup ID of a group to add them to; by default, a new group
 * @param auth Credentials
 * @returns `{response: {item_group_id}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
  items: readonly IdInput[] | IdInput,
  sellgroup: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"market.groupItems">> {
  const item_group_id = sellgroup === "" ? undefined : positiveId("sellgroup", sellgroup);
  const item_ids = ids("items", items).join(",");
  return call("market.groupItems", { group_id: communityOf(auth), item_ids, item_group_id }, auth);
}

/**
 * Gets an empty product to fill in.
 *
 * @category Products
 * @russian ПолучитьОписаниеТовара
 * @short e
 * @param empty Return empty strings as values instead of examples
 * @returns the product: Name, Description, Category, Price, OldPrice, MainPhoto, URL, AdditionalPhotos (up to 4),
 *   PropertyValues (up to 2 variant IDs), MainInGroup, Width, Height and Depth (mm), Weight (g), SKU,
 *   AvailableBalance
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
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
export function getProductDescription(empty: BooleanInput = false): Product {
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
  return toBooleanFlag("empty", empty)
    ? Object.fromEntries(Object.keys(example).map(key => [key, ""]))
    : example;
}
