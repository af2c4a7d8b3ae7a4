import type { Methods } from "../api/method-types.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { asArray } from "../validation/arrays.ts";
import { formatValue } from "../validation/format.ts";
import { positiveId } from "../validation/ids.ts";
import { numberInRange, toBooleanFlag } from "../validation/numbers.ts";
import { optionalUrl, stringOfLength } from "../validation/strings.ts";
import { suggest } from "../validation/suggest.ts";

/** VK's parameters of a product, without its owner and its photos. */
export type ProductParams = Partial<
  Omit<Methods["market.add"]["params"], "owner_id" | "main_photo_id" | "photo_ids" | "deleted" | "video_ids">
>;

/** A key of a product's structure, as help and documentation show it. */
export interface ProductKey {
  readonly name: string;
  readonly type: "text" | "id" | "number" | "flag" | "binary";
  readonly array: boolean;
  readonly description: string;
}

interface Field extends Omit<ProductKey, "name" | "array"> {
  /** VK's parameter. */
  readonly parameter: keyof ProductParams;
  readonly array?: true;
  readonly read: (argument: string, value: unknown) => unknown;
}

const millimetres = (argument: string, value: unknown) => numberInRange(argument, value, 0, 100_000);
const money = (argument: string, value: unknown) => numberInRange(argument, value, 0, 999_999_999_999);

function variants(argument: string, value: unknown): string {
  const variantIds = asArray(argument, value).map(item => positiveId(argument, item));
  if (variantIds.length > 2)
    throw new ArgumentError(
      argument,
      localize("got {count} variants, expected at most 2", { count: variantIds.length }),
    );
  return variantIds.join(",");
}

/** The keys of a product, VK's parameter of each, and its bounds. Source: https://dev.vk.com/ru/method/market.add */
const fields: Readonly<Record<string, Field>> = {
  Name: {
    parameter: "name",
    type: "text",
    description: "Name, 4 to 100 characters; required for a new product",
    read: (argument, value) => stringOfLength(argument, value, 4, 100),
  },
  Description: {
    parameter: "description",
    type: "text",
    description: "Description, at least 10 characters; required for a new product",
    read: (argument, value) => stringOfLength(argument, value, 10, Number.POSITIVE_INFINITY),
  },
  Category: {
    parameter: "category_id",
    type: "id",
    description: "Category ID, from getProductCategoryList; required for a new product",
    read: positiveId,
  },
  Price: { parameter: "price", type: "number", description: "Price, such as 350.50", read: money },
  OldPrice: {
    parameter: "old_price",
    type: "number",
    description: "Price before a discount",
    read: money,
  },
  URL: {
    parameter: "url",
    type: "text",
    description: "Address of the product's page, http(s), up to 320 characters",
    read: (argument, value) => stringOfLength(argument, optionalUrl(argument, value), 1, 320),
  },
  MainInGroup: {
    parameter: "is_main_variant",
    type: "flag",
    description: "Whether it is the main product of its group",
    read: toBooleanFlag,
  },
  Width: {
    parameter: "dimension_width",
    type: "number",
    description: "Width in millimeters",
    read: millimetres,
  },
  Height: {
    parameter: "dimension_height",
    type: "number",
    description: "Height in millimeters",
    read: millimetres,
  },
  Depth: {
    parameter: "dimension_length",
    type: "number",
    description: "Depth in millimeters",
    read: millimetres,
  },
  Weight: {
    parameter: "weight",
    type: "number",
    description: "Weight in grams",
    read: (argument, value) => numberInRange(argument, value, 0, 100_000_000),
  },
  SKU: {
    parameter: "sku",
    type: "text",
    description: "Article number of your own, up to 50 characters",
    read: (argument, value) => stringOfLength(argument, value, 1, 50),
  },
  AvailableBalance: {
    parameter: "stock_amount",
    type: "number",
    description: "How many are in stock; -1 for any number",
    read: (argument, value) => numberInRange(argument, value, -1, 999_999),
  },
  PropertyValues: {
    parameter: "variant_ids",
    type: "id",
    array: true,
    description: "IDs of up to 2 variants of properties",
    read: variants,
  },
};

const photoFields: readonly ProductKey[] = [
  {
    name: "MainPhoto",
    type: "binary",
    array: false,
    description: "Main image: JPG, PNG or GIF, up to 50 MB; required for a new product",
  },
  { name: "AdditionalPhotos", type: "binary", array: true, description: "Up to 4 further images" },
];

/** The keys of a product's structure. */
export const productKeys: readonly ProductKey[] = [
  ...Object.entries(fields).map(([name, { type, array = false, description }]) => ({
    name,
    type,
    array,
    description,
  })),
  ...photoFields,
];

const maxAdditionalPhotos = 4;

/** A product, checked. */
export interface ReadProduct {
  readonly params: ProductParams;
  /** The main photo; `undefined` if there is none. */
  readonly mainPhoto: unknown;
  readonly additionalPhotos: readonly unknown[];
}

/**
 * Reads a product's structure. Keys are the original's (`AdditionalPhotos`) or in camelCase (`additionalPhotos`); what is
 * null or empty counts as missing.
 *
 * @throws {ArgumentError} if a key is unknown, or a value is invalid
 */
export function readProduct(argument: string, product: unknown): ReadProduct {
  if (typeof product !== "object" || product === null || Array.isArray(product)) {
    throw new ArgumentError(
      argument,
      localize("got {value}, expected an object such as getProductDescription returns", {
        value: formatValue(product),
      }),
    );
  }
  const values = valuesByKey(argument, product, productKeys);
  const additionalPhotos = asArray(`${argument}.AdditionalPhotos`, values.get("AdditionalPhotos"));
  if (additionalPhotos.length > maxAdditionalPhotos) {
    throw new ArgumentError(
      `${argument}.AdditionalPhotos`,
      localize("got {count} photos, expected at most {max}", {
        count: additionalPhotos.length,
        max: maxAdditionalPhotos,
      }),
    );
  }
  return { params: paramsOf(argument, values), mainPhoto: values.get("MainPhoto"), additionalPhotos };
}

function paramsOf(argument: string, values: ReadonlyMap<string, unknown>): ProductParams {
  const params = Object.entries(fields).flatMap(([name, { parameter, read }]) =>
    values.has(name) ? [[parameter, read(`${argument}.${name}`, values.get(name))]] : [],
  );
  return Object.fromEntries(params);
}

const stockNames: readonly string[] = ["SKU", "Price", "OldPrice", "AvailableBalance"];

/** The keys of a product whose price or balance is updated. */
export const stockKeys: readonly ProductKey[] = [
  { name: "ID", type: "id", array: false, description: "Product ID; with it, the SKU is not needed" },
  ...productKeys.filter(({ name }) => stockNames.includes(name)),
];

/** A product whose price or balance is updated, checked. */
export interface ReadStockItem {
  /** `undefined`: the SKU identifies it. */
  readonly id: number | undefined;
  readonly sku: string | undefined;
  readonly params: Pick<ProductParams, "price" | "old_price" | "stock_amount">;
}

/**
 * Reads which product is updated, and with which values.
 *
 * @throws {ArgumentError} if it has neither an ID nor a SKU, no value, an unknown key, or a value is invalid
 */
export function readStockItem(argument: string, item: unknown): ReadStockItem {
  if (typeof item !== "object" || item === null || Array.isArray(item)) {
    throw new ArgumentError(
      argument,
      localize("got {value}, expected an object such as {example}", {
        value: formatValue(item),
        example: "{'SKU': 'SPOON-1', 'Price': 320}",
      }),
    );
  }
  const values = valuesByKey(argument, item, stockKeys);
  const { sku, ...params } = paramsOf(argument, values);
  const id = values.has("ID") ? positiveId(`${argument}.ID`, values.get("ID")) : undefined;
  if (id === undefined && sku === undefined) {
    throw new ArgumentError(argument, localize("has neither an ID nor a SKU"));
  }
  if (Object.keys(params).length === 0) {
    throw new ArgumentError(
      argument,
      localize("has nothing to update: no Price, OldPrice or AvailableBalance"),
    );
  }
  return { id, sku, params };
}

/** Finds each value by the name of its key, in any case; what is null or empty counts as missing. */
function valuesByKey(
  argument: string,
  structure: object,
  keys: readonly ProductKey[],
): ReadonlyMap<string, unknown> {
  const names = keys.map(({ name }) => name);
  const values = new Map<string, unknown>();
  for (const [key, value] of Object.entries(structure)) {
    const name = nameOf(argument, key, names);
    if (values.has(name)) {
      throw new ArgumentError(argument, localize("has {name} twice, as {key} too", { name, key }));
    }
    if (value !== null && value !== undefined && value !== "") values.set(name, value);
  }
  return values;
}

function nameOf(argument: string, key: string, names: readonly string[]): string {
  const name = names.find(item => item.toLowerCase() === key.toLowerCase());
  if (name) return name;
  const near = suggest(key, names);
  const values = { key, names: names.join(", ") };
  const problem = near
    ? localize('has an unknown key "{key}"; did you mean {near}? Its keys are {names}', { ...values, near })
    : localize('has an unknown key "{key}"; its keys are {names}', values);
  throw new ArgumentError(argument, problem);
}
