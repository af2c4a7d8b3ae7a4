import { describe, expect, it } from "vitest";
import { Ask } from "./support/ask.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const ask = new Ask(vk);
const group_id = 218_861_756;

interface Item {
  readonly id: number;
  readonly title: string;
  readonly availability: number;
}
interface List<T> {
  readonly count: number;
  readonly items: readonly T[];
}

const product = { name: "Wooden spoon", description: "Made of beech wood", category_id: 20_173, price: 350 };

/** A shop of its own, with products of these prices. */
async function shop(owner_id: number, ...prices: number[]): Promise<number[]> {
  const ids: number[] = [];
  for (const price of prices) {
    const item = { ...product, owner_id, name: `Spoon for ${price}`, price };
    ids.push((await ask.get<{ market_item_id: number }>("market.add", item)).market_item_id);
  }
  return ids;
}

const list = (params: Record<string, string | number>) => ask.get<List<Item>>("market.get", params);
const titles = ({ items }: List<Item>) => items.map(({ title }) => title);
const idsOf = ({ items }: List<Item>) => items.map(({ id }) => id);

describe("a product", () => {
  it("has its category with those above it, a price in hundredths, and what else was added", async () => {
    const owner_id = -701;
    const fields = {
      old_price: 400.5,
      sku: "S-1",
      url: "https://example.com/",
      stock_amount: 3,
      category_id: 20_175,
    };
    const added = await ask.get<{ market_item_id: number }>("market.add", {
      ...product,
      ...fields,
      owner_id,
    });
    const item_ids = `${owner_id}_${added.market_item_id}`;
    expect((await ask.get<List<Item>>("market.getById", { item_ids })).items[0]).toMatchObject({
      title: product.name,
      price: { amount: "35000", old_amount: "40050", currency: { name: "RUB" } },
      category: { id: 20_175, name: "Chairs", parent: { name: "Furniture", parent: { id: 20_000 } } },
      sku: "S-1",
      availability: 0,
    });
    const full = await ask.get<List<Item>>("market.getById", { item_ids, extended: 1 });
    expect(full.items[0]).toMatchObject({ photos: [], albums_ids: [], likes: { count: 0 } });
  });

  it.each<[string, object]>([
    ["a category that market.getCategories does not have", { category_id: 1 }],
    ["a negative price", { price: -1 }],
    ["a price above VK's maximum", { price: 1_000_000_000_000 }],
    ["a width above 100,000", { dimension_width: 100_001 }],
    ["a weight below 0", { weight: -1 }],
    ["a stock below -1", { stock_amount: -2 }],
  ])("with %s is refused", async (_, fields) => {
    expect(await ask.code("market.add", { owner_id: -702, ...product, ...fields })).toBe(100);
  });

  it("is deleted and restored", async () => {
    const owner_id = -703;
    const [item_id = 0] = await shop(owner_id, 1);
    await ask.get("market.delete", { owner_id, item_id });
    expect((await list({ owner_id })).count).toBe(0);
    expect(await ask.code("market.edit", { owner_id, item_id, price: 2 })).toBe(1403);
    await ask.get("market.restore", { owner_id, item_id });
    expect(idsOf(await list({ owner_id }))).toEqual([item_id]);
    expect(await ask.code("market.restore", { owner_id, item_id })).toBe(1518);
  });

  it("that is out of sale is listed when it is asked for", async () => {
    const owner_id = -704;
    const [first = 0, second = 0] = await shop(owner_id, 1, 2);
    await ask.get("market.edit", { owner_id, item_id: first, deleted: 1 });
    await ask.get("market.edit", { owner_id, item_id: second, stock_amount: 0 });
    expect((await list({ owner_id })).items).toMatchObject([{ id: second, availability: 2 }]);
    expect((await list({ owner_id, with_disabled: 1 })).items).toMatchObject([
      { id: first, availability: 1 },
      {},
    ]);
  });
});

describe("a shop", () => {
  it("is searched by words and prices, sorted, in pages", async () => {
    const owner_id = -705;
    await shop(owner_id, 300, 100, 200);
    const search = async (params = {}) =>
      titles(await ask.get<List<Item>>("market.search", { owner_id, q: "SPOON", ...params }));
    expect(await search()).toEqual(["Spoon for 300", "Spoon for 100", "Spoon for 200"]);
    expect(await search({ sort: 2 })).toEqual(["Spoon for 300", "Spoon for 200", "Spoon for 100"]);
    expect(await search({ sort: 2, rev: 0, count: 2 })).toEqual(["Spoon for 100", "Spoon for 200"]);
    expect(await search({ price_from: 15_000, price_to: 25_000 })).toEqual(["Spoon for 200"]);
    expect(await search({ q: "fork" })).toEqual([]);
  });

  it("puts products in an order, and those of a selection in another", async () => {
    const owner_id = -706;
    const [a = 0, b = 0, c = 0] = await shop(owner_id, 1, 2, 3);
    await ask.get("market.reorderItems", { owner_id, item_id: c, before: b });
    expect(idsOf(await list({ owner_id }))).toEqual([a, c, b]);
    await ask.get("market.reorderItems", { owner_id, item_id: a, after: b });
    expect(idsOf(await list({ owner_id }))).toEqual([c, b, a]);
    const album = { owner_id, title: "Selection" };
    const { market_album_id: album_id } = await ask.get<{ market_album_id: number }>(
      "market.addAlbum",
      album,
    );
    await ask.get("market.addToAlbum", { owner_id, item_ids: [a, b, c], album_ids: album_id });
    await ask.get("market.reorderItems", { owner_id, album_id, item_id: c, before: a });
    expect(idsOf(await list({ owner_id, album_id }))).toEqual([c, a, b]);
    expect(idsOf(await list({ owner_id }))).toEqual([c, b, a]);
    expect((await list({ owner_id, album_id: 999 })).count).toBe(0);
  });

  it("groups variants of a product, and ungroups them", async () => {
    const owner_id = -707;
    const [a = 0, b = 0] = await shop(owner_id, 1, 2);
    const params = { group_id: 707, item_ids: [a, b] };
    const { item_group_id } = await ask.get<{ item_group_id: number }>("market.groupItems", params);
    const grouped = await ask.get<{ variants: Item[] }>("market.get", {
      owner_id,
      need_variants: 1,
      count: 1,
    });
    expect(grouped.variants.map(({ id }) => id)).toEqual([b]);
    await ask.get("market.ungroupItems", { group_id: 707, item_group_id });
    expect(await ask.get("market.get", { owner_id, need_variants: 1 })).toMatchObject({ variants: [] });
    expect(await ask.code("market.groupItems", { group_id: 707, item_ids: a })).toBe(1425);
  });
});

it("comments on a product are read, answered, edited, deleted and restored", async () => {
  const owner_id = -708;
  const [item_id = 0] = await shop(owner_id, 1);
  const about = { owner_id, item_id };
  const comment_id = await ask.get<number>("market.createComment", {
    ...about,
    message: "How long?",
    guid: "g",
  });
  expect(await ask.get("market.createComment", { ...about, message: "How long?", guid: "g" })).toBe(
    comment_id,
  );
  const reply = { ...about, message: "30 cm", reply_to_comment: comment_id, from_group: 1 };
  await ask.get("market.createComment", reply);
  await ask.get("market.editComment", { owner_id, comment_id, message: "How wide?" });
  const comments = (params = {}) =>
    ask.get<List<object> & { profiles: object[] }>("market.getComments", { ...about, ...params });
  expect((await comments()).items).toMatchObject([
    { id: comment_id, text: "How wide?", from_id: 100_001 },
    { text: "30 cm", from_id: owner_id, reply_to_comment: comment_id },
  ]);
  expect((await comments({ extended: 1 })).profiles).toMatchObject([{ id: 100_001 }]);
  await ask.get("market.deleteComment", { owner_id, comment_id });
  expect((await comments()).count).toBe(1);
  await ask.get("market.restoreComment", { owner_id, comment_id });
  expect((await comments()).count).toBe(2);
  expect(await ask.code("market.createComment", { ...about, message: "a", reply_to_comment: 999 })).toBe(100);
});

describe("an order", () => {
  it("is read by the shop and its customer, and changed by the shop", async () => {
    const [item_id = 0] = await shop(-group_id, 350);
    const user_id = 100_005;
    const order_id = vk.sandbox.order({
      group_id,
      user_id,
      items: [{ item_id, quantity: 2 }],
      address: "Kazan",
    });
    expect(await ask.get("market.getGroupOrders", { group_id })).toMatchObject({
      items: [{ id: order_id, status: 0, address: "Kazan", total_price: { amount: "70000" } }],
    });
    const order = { user_id, order_id };
    expect(await ask.get("market.getOrderItems", order)).toMatchObject({
      count: 1,
      items: [{ item_id, quantity: 2, price: { amount: "35000" }, title: "Spoon for 350" }],
    });
    await ask.get("market.editOrder", { ...order, status: 3, track_number: "RA1", merchant_comment: "Sent" });
    expect(await ask.get("market.getOrderById", order)).toMatchObject({
      order: { status: 3, track_number: "RA1", merchant_comment: "Sent" },
    });
    expect(vk.sandbox.happenings.at(-1)).toMatchObject({ type: "market_order_edit", object: { status: 3 } });
    expect(await ask.code("market.getOrderById", { user_id, order_id: 999 })).toBe(1436);
    expect(await ask.code("market.editOrder", { ...order, status: 7 })).toBe(1456);
    expect(await ask.code("market.editOrder", { ...order, width: 10 })).toBe(1429);
    expect(await ask.get("market.getOrders")).toEqual({ count: 0, items: [] });
  });
});
