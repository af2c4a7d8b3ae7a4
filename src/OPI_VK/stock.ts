import type { Methods } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { placeholder } from "../core/dry-run.ts";
import { type ItemError, itemError, ownError } from "../core/item-error.ts";
import { chunk } from "../core/pagination.ts";
import { currentSettings, withSettings } from "../core/settings-scope.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { asArray } from "../validation/arrays.ts";
import { type ReadStockItem, readStockItem } from "./product-fields.ts";

/**
 * A product to update: `SKU` or `ID`, and at least one of `Price`, `OldPrice` and `AvailableBalance`, or the same in
 * camelCase. Null or an empty string: not changed.
 */
export interface StockItem {
  readonly [key: string]: unknown;
}

/** What became of a product of {@link updateStock}. */
export interface StockResult {
  /** Product ID; not set if no product has the SKU. */
  readonly id: number | undefined;
  /** Not set if the product was named by ID. */
  readonly sku: string | undefined;
  /** `changed`, `same` (VK had these values), `not found`, or `failed`. */
  readonly status: "changed" | "same" | "not found" | "failed";
  /** What changed, or was to be changed: the old and the new value of each key. */
  readonly changes?: Readonly<Record<string, StockChange>>;
  /** Why it failed. */
  readonly error?: ItemError;
}

/** A value before and after an update. */
export interface StockChange {
  /** Not set: VK did not say. */
  readonly from?: number | undefined;
  /** The new value. */
  readonly to: number;
}

type CatalogItem = NonNullable<Methods["market.get"]["response"]["items"]>[number];

/** Sources: https://dev.vk.com/ru/method/market.get, https://dev.vk.com/ru/method/market.getById */
const pageSize = 200;
const maxIds = 100;

/**
 * Updates prices and balances of many products, by SKU or by ID. Only what differs is changed.
 *
 * The products are read once, then 25 are changed per request. The result tells what became of each; an error of one product
 * does not stop the others. The command can be repeated: what is up to date stays as it is.
 *
 * @category Products
 * @methods market.get, market.getById, market.edit
 * @russian ОбновитьОстатки
 * @short i, a
 * @param items Products: `SKU` or `ID`, and what to update: `Price`, `OldPrice` (0: none), `AvailableBalance` (-1: any
 *   number)
 * @param auth Credentials
 * @returns what became of each product, in the same order: `[{id, sku, status, changes, error}]`; `status` is `changed`,
 *   `same`, `not found` or `failed`
 * @throws {ArgumentError} if an argument is invalid, or an SKU belongs to several products; nothing was changed
 * @throws {VkApiError} if VK returned an error while the products were read; nothing was changed
 * @throws {TransportError} if VK was not reached or its response is invalid; nothing was changed
 * @example
 * ```ts
 * const results = await OPI_VK.updateStock([{ ID: 1, Price: 320, AvailableBalance: 12 }], auth);
 * ```
 * @example
 * ```bash
 * oint vk updateStock --items "[{'ID': 1, 'Price': 320, 'AvailableBalance': 12}]" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.edit
 */
export async function updateStock(
  items: readonly StockItem[] | StockItem,
  auth: Auth,
): Promise<StockResult[]> {
  const list = Array.isArray(items) || typeof items !== "object" ? asArray("items", items) : [items];
  const updates = list.map((item, i) => readStockItem(`items[${i}]`, item));
  if (updates.length === 0)
    throw new ArgumentError("items", localize("is empty, expected at least one product"));
  const owner_id = -communityOf(auth);
  return withSettings({ batch: true }, async () => {
    const find = await readProducts(updates, owner_id, auth);
    const plans = updates.map((update, i) => planFor(update, find(update, `items[${i}]`)));
    refuseTwice(plans);
    return Promise.all(plans.map(plan => carryOut(plan, owner_id, auth)));
  });
}

/** Finds the product of an update. */
type Find = (update: ReadStockItem, argument: string) => CatalogItem | undefined;

/** Reads the products that the updates name by ID, and all products if some are named by SKU. */
async function readProducts(updates: readonly ReadStockItem[], owner_id: number, auth: Auth): Promise<Find> {
  const ids = [...new Set(updates.flatMap(({ id }) => id ?? []))];
  const hasSku = updates.some(({ id }) => id === undefined);
  const [named, all] = await Promise.all([
    readByID(ids, owner_id, auth),
    hasSku ? readAll(owner_id, auth) : [],
  ]);
  // In a dry run nothing was read, so every product counts as found.
  if (currentSettings().dryRun)
    return ({ id, sku }) => ({ id: id ?? placeholder(`market.get[${sku}].id`) }) as CatalogItem; // no values
  const byID = new Map(named.map(item => [item.id, item]));
  const bySku = new Map<string | undefined, CatalogItem[]>();
  for (const item of new Map(all.map(product => [product.id, product])).values())
    bySku.set(item.sku, [...(bySku.get(item.sku) ?? []), item]);
  return ({ id, sku }, argument) => {
    if (id !== undefined) return byID.get(id);
    const found = bySku.get(sku) ?? [];
    if (found.length > 1) throw ambiguous(argument, sku, found);
    return found[0];
  };
}

function ambiguous(argument: string, sku: string | undefined, found: readonly CatalogItem[]): ArgumentError {
  const products = found.map(({ id }) => id).join(", ");
  return new ArgumentError(
    `${argument}.SKU`,
    localize('got "{sku}", which several products have: {products}; use the ID', {
      sku: sku ?? "",
      products,
    }),
  );
}

async function readByID(ids: readonly number[], owner_id: number, auth: Auth): Promise<CatalogItem[]> {
  const pages = chunk(ids, maxIds).map(async part => {
    const item_ids = part.map(id => `${owner_id}_${id}`).join(",");
    return (await call("market.getById", { item_ids, extended: 1 }, auth)).response.items ?? [];
  });
  return (await Promise.all(pages)).flat();
}

/** Reads all products, including disabled ones, and variants that VK shows only as such. */
async function readAll(owner_id: number, auth: Auth): Promise<CatalogItem[]> {
  const readPage = async (offset: number) => {
    const params = { owner_id, count: pageSize, offset, need_variants: 1, with_disabled: 1 } as const;
    return (await call("market.get", params, auth)).response;
  };
  const first = await readPage(0);
  const pages = Math.ceil((first.count ?? 0) / pageSize);
  const rest = Array.from({ length: pages - 1 }, (_, i) => readPage((i + 1) * pageSize));
  return [first, ...(await Promise.all(rest))].flatMap(({ items, variants }) => [
    ...(items ?? []),
    ...(variants ?? []),
  ]);
}

/** An update and its product. */
interface Plan extends ReadStockItem {
  readonly found: CatalogItem | undefined;
  readonly changes: Readonly<Record<string, StockChange>>;
}

/** The parameter of VK for each value that can be updated. */
const parameters = { Price: "price", OldPrice: "old_price", AvailableBalance: "stock_amount" } as const;

function planFor(update: ReadStockItem, found: CatalogItem | undefined): Plan {
  const { amount, old_amount = "0", price_type = 0 } = found?.price ?? {};
  const current: Readonly<Record<string, number | undefined>> = {
    // A range, and a price by agreement, is no price.
    Price: price_type === 0 ? rubles(amount) : undefined,
    OldPrice: rubles(old_amount),
    AvailableBalance: found?.stock_amount,
  };
  const changes = Object.entries(parameters).flatMap(([key, parameter]) => {
    const [from, to] = [current[key], update.params[parameter]];
    return to === undefined || to === from ? [] : [[key, { from, to }] as const];
  });
  return { ...update, found, changes: Object.fromEntries(changes) };
}

/** VK counts prices in hundredths: a known convention that VK does not document. */
function rubles(amount: string | undefined): number | undefined {
  return amount === undefined ? undefined : Number(amount) / 100;
}

/** Two updates of one product would overwrite each other. */
function refuseTwice(plans: readonly Plan[]): void {
  const seen = new Map<unknown, number>();
  for (const [i, { found }] of plans.entries()) {
    if (!found) continue;
    const id = String(found.id);
    const other = seen.get(id);
    if (other !== undefined) {
      const values = { other: `items[${other}]`, id };
      throw new ArgumentError(`items[${i}]`, localize("is the product {id}, as {other} is", values));
    }
    seen.set(id, i);
  }
}

async function carryOut(
  { found, id, sku, changes }: Plan,
  owner_id: number,
  auth: Auth,
): Promise<StockResult> {
  const names = { id: found?.id ?? id, sku };
  if (!found) return { ...names, status: "not found" };
  const edits = Object.entries(changes).map(([key, { to }]) => [
    parameters[key as keyof typeof parameters],
    to,
  ]); // its keys
  if (edits.length === 0) return { ...names, status: "same" };
  try {
    await call("market.edit", { owner_id, item_id: found.id, ...Object.fromEntries(edits) }, auth);
    return { ...names, status: "changed", changes };
  } catch (error) {
    return { ...names, status: "failed", changes, error: itemError(ownError(error)) };
  }
}
