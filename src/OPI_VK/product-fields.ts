import type { Methods } from "../api/method-types.ts";
import { ArgumentError } from "../errors.ts";
import { suggest } from "../validation/suggest.ts";
import {
  asArray,
  formatValue,
  numberInRange,
  optionalUrl,
  positiveId,
  stringOfLength,
  toBooleanFlag,
} from "../validation/values.ts";

/** VK's parameters of a product, without its owner and its photos. */
export type ProductParams = Partial<
  Omit<Methods["market.add"]["params"], "owner_id" | "main_photo_id" | "photo_ids" | "deleted" | "video_ids">
>;

type Field = readonly [parameter: keyof ProductParams, read: (argument: string, value: unknown) => unknown];

const millimetres = (argument: string, value: unknown) => numberInRange(argument, value, 0, 100_000);
const money = (argument: string, value: unknown) => numberInRange(argument, value, 0, 999_999_999_999);

function variants(argument: string, value: unknown): string {
  const given = asArray(argument, value).map(item => positiveId(argument, item));
  if (given.length > 2) throw new ArgumentError(argument, `got ${given.length} variants, expected at most 2`);
  return given.join(",");
}

/** The keys of a product, VK's parameter of each, and its bounds. Source: https://dev.vk.com/ru/method/market.add */
const fields: Readonly<Record<string, Field>> = {
  Name: ["name", (argument, value) => stringOfLength(argument, value, 4, 100)],
  Description: [
    "description",
    (argument, value) => stringOfLength(argument, value, 10, Number.POSITIVE_INFINITY),
  ],
  Category: ["category_id", positiveId],
  Price: ["price", money],
  OldPrice: ["old_price", money],
  URL: ["url", (argument, value) => stringOfLength(argument, optionalUrl(argument, value), 1, 320)],
  MainInGroup: ["is_main_variant", toBooleanFlag],
  Width: ["dimension_width", millimetres],
  Height: ["dimension_height", millimetres],
  Depth: ["dimension_length", millimetres],
  Weight: ["weight", (argument, value) => numberInRange(argument, value, 0, 100_000_000)],
  SKU: ["sku", (argument, value) => stringOfLength(argument, value, 1, 50)],
  AvailableBalance: ["stock_amount", (argument, value) => numberInRange(argument, value, -1, 999_999)],
  PropertyValues: ["variant_ids", variants],
};

const photoFields = ["MainPhoto", "AdditionalPhotos"];
const maxAdditionalPhotos = 4;

/** A product, checked. */
export interface ReadProduct {
  readonly params: ProductParams;
  /** The main photo; `undefined` when none is given. */
  readonly mainPhoto: unknown;
  readonly additionalPhotos: readonly unknown[];
}

/**
 * Reads a product's structure. Keys are the original's (`AdditionalPhotos`) or in camelCase (`additionalPhotos`); what is
 * null or empty counts as not given.
 *
 * @throws {ArgumentError} when a key is unknown, or a value is not of its form
 */
export function readProduct(argument: string, product: unknown): ReadProduct {
  if (typeof product !== "object" || product === null || Array.isArray(product)) {
    throw new ArgumentError(
      argument,
      `got ${formatValue(product)}, expected a structure, as getProductDescription gives it`,
    );
  }
  const given = new Map<string, unknown>();
  for (const [key, value] of Object.entries(product)) {
    const name = fieldNamed(argument, key);
    if (given.has(name)) throw new ArgumentError(argument, `has ${name} twice, as ${key} too`);
    if (value !== null && value !== undefined && value !== "") given.set(name, value);
  }
  const params = Object.entries(fields).flatMap(([name, [parameter, read]]) =>
    given.has(name) ? [[parameter, read(`${argument}.${name}`, given.get(name))]] : [],
  );
  const additionalPhotos = asArray(`${argument}.AdditionalPhotos`, given.get("AdditionalPhotos"));
  if (additionalPhotos.length > maxAdditionalPhotos) {
    throw new ArgumentError(
      `${argument}.AdditionalPhotos`,
      `got ${additionalPhotos.length} photos, expected at most ${maxAdditionalPhotos}`,
    );
  }
  return { params: Object.fromEntries(params), mainPhoto: given.get("MainPhoto"), additionalPhotos };
}

function fieldNamed(argument: string, key: string): string {
  const names = [...Object.keys(fields), ...photoFields];
  const name = names.find(item => item.toLowerCase() === key.toLowerCase());
  if (name) return name;
  const near = suggest(key, names);
  const advice = near ? `did you mean ${near}? ` : "";
  throw new ArgumentError(argument, `has an unknown key "${key}"; ${advice}The keys are ${names.join(", ")}`);
}
