import { describe, expect, it } from "vitest";
import { OPI_VK, type StockItem } from "../src/index.ts";
import { Ask } from "./support/ask.ts";
import { addressesOf, oint } from "./support/command.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const ask = new Ask(vk);

interface Added {
  readonly market_item_id: number;
}

let lastShop = 9000;
/** How many calls prepared a shop. */
let before = 0;

/** A shop of its own with a product for each SKU. */
async function shop(...skus: string[]) {
  lastShop++;
  const owner_id = -lastShop;
  const ids: number[] = [];
  for (const sku of skus) {
    const item = { owner_id, name: `Spoon ${sku}`, description: "Made of beech wood", category_id: 20_173 };
    const added = await ask.get<Added>("market.add", { ...item, sku, price: 100, stock_amount: 1 });
    ids.push(added.market_item_id);
  }
  before = vk.sandbox.calls.length;
  return { auth: { access_token: "token", owner_id }, owner_id, ids };
}

const received = () => vk.sandbox.calls.slice(before);
const edits = () => received().filter(({ method }) => method === "market.edit");

describe("updateStock", () => {
  it("changes only what differs, finds disabled products, and a repetition changes nothing", async () => {
    const { auth, owner_id, ids } = await shop("A", "B", "C");
    await ask.get("market.edit", { owner_id, item_id: ids[2] ?? 0, deleted: 1 });
    before = vk.sandbox.calls.length;
    const items = [
      { SKU: "A", Price: 100, AvailableBalance: 7 },
      { SKU: "B", Price: "100", OldPrice: 0, AvailableBalance: 1 },
      { SKU: "C", OldPrice: "120,5" },
      { SKU: "D", Price: 1 },
    ];
    expect(await vk.call(() => OPI_VK.updateStock(items, auth))).toEqual([
      { id: ids[0], sku: "A", status: "changed", changes: { AvailableBalance: { from: 1, to: 7 } } },
      { id: ids[1], sku: "B", status: "same" },
      { id: ids[2], sku: "C", status: "changed", changes: { OldPrice: { from: 0, to: 120.5 } } },
      { sku: "D", status: "not found" },
    ]);
    expect(edits().map(({ params }) => params)).toMatchObject([
      { stock_amount: "7" },
      { old_price: "120.5" },
    ]);
    expect(edits()[0]?.params).not.toHaveProperty("price");
    const again = await vk.call(() => OPI_VK.updateStock(items, auth));
    expect(again.map(({ status }) => status)).toEqual(["same", "same", "same", "not found"]);
    expect(edits()).toHaveLength(2);
  });

  it("tells the error of a product at its place, and changes the others", async () => {
    const { auth, ids } = await shop("A", "B", "C");
    vk.sandbox.fail({ on: "market.edit", times: 1, fault: { error: 1408 } });
    const items = ["A", "B", "C"].map(SKU => ({ SKU, Price: 5 }));
    const results = await vk.call(() => OPI_VK.updateStock(items, auth));
    expect(results.map(({ id, status }) => [id, status])).toEqual([
      [ids[0], "failed"],
      [ids[1], "changed"],
      [ids[2], "changed"],
    ]);
    expect(results[0]).toMatchObject({ changes: { Price: { to: 5 } }, error: { error_code: 1408 } });
  });

  it("changes every product once more after an answer that was lost", async () => {
    const { auth } = await shop("A", "B");
    vk.sandbox.fail({ on: "market.edit", fault: { disconnect: "after" } });
    const items = [
      { SKU: "A", Price: 5 },
      { SKU: "B", Price: 6 },
    ];
    const results = await vk.call(() => OPI_VK.updateStock(items, auth));
    expect(results.map(({ status }) => status)).toEqual(["changed", "changed"]);
  });

  it.each([
    ["an unknown key", [{ SKU: "A", Prise: 5 }], 'items[0]: has an unknown key "Prise"; did you mean Price?'],
    ["no product", [{ Price: 5 }], "items[0]: has neither an ID nor a SKU"],
    ["nothing to update", [{ SKU: "A" }, { SKU: "B", Price: 5 }], "items[0]: has nothing to update"],
    ["a price that is none", [{ SKU: "A", Price: "cheap" }], 'items[0].Price: got "cheap"'],
    ["nothing", [], "items: is empty"],
    ["a text", ["A"], 'items[0]: got "A", expected an object'],
  ])("sends nothing for %s", async (_, items, message) => {
    const { auth } = await shop();
    await expect(vk.call(() => OPI_VK.updateStock(items as StockItem[], auth))).rejects.toThrow(message);
    expect(received()).toEqual([]);
  });

  it.each([
    ["an SKU that two products have", [{ SKU: "A", Price: 5 }], "which several products have: "],
    [
      "a product that is named twice",
      [
        { SKU: "B", Price: 5 },
        { sku: "B", price: 6 },
      ],
      "as items[0] is",
    ],
  ])("changes nothing for %s", async (_, items, message) => {
    const { auth } = await shop("A", "A", "B");
    await expect(vk.call(() => OPI_VK.updateStock(items, auth))).rejects.toThrow(message);
    expect(edits()).toEqual([]);
  });

  it("shows its plan in a dry run", async () => {
    const args = ["vk", "updateStock", "--items", "[{'SKU':'A','Price':5},{'ID':7,'Price':6}]", "--test"];
    const env = { ...addressesOf(vk.sandbox), OINT_VK_AUTH: '{"access_token":"t","group_id":1}' };
    const { stdout } = await oint(args, { env });
    expect(JSON.parse(stdout)).toMatchObject([
      { request: "market.getById", parameters: { item_ids: "-1_7" } },
      { request: "market.get", parameters: { owner_id: "-1" } },
      { request: "market.edit", parameters: { item_id: "<market.get[A].id>", price: "5" } },
      { request: "market.edit", parameters: { item_id: "7", price: "6" } },
    ]);
  });

  it("updates 2,000 products of a shop with 42 requests", { timeout: 60_000 }, async () => {
    const skus = Array.from({ length: 2000 }, (_, i) => `P${i}`);
    const { auth } = await shop(...skus);
    const items = skus.map((SKU, i) => ({ SKU, Price: i % 2 ? 100 : 90 }));
    const requests: string[] = [];
    const results = await vk.call(() => OPI_VK.updateStock(items, auth), {
      onRequestEvent: ({ event, target }) => event === "request" && requests.push(target),
    });
    expect(results.filter(({ status }) => status === "changed")).toHaveLength(1000);
    expect(results.filter(({ status }) => status === "same")).toHaveLength(1000);
    // One for the first page, one for the other nine, and 40 for 1,000 changes.
    expect(requests).toEqual(["market.get", ...Array(41).fill("execute")]);
  });
});

describe("an order", () => {
  it("is changed only where a value is given", async () => {
    const { auth } = await shop();
    const nothing = vk.call(() => OPI_VK.editOrder(1, "", "", "", "", "", "", "", 1, auth));
    await expect(nothing).rejects.toThrow("status: is empty, and so is everything else");
    await expect(vk.call(() => OPI_VK.editOrder(1, 1.5, "", "", "", "", "", "", 1, auth))).rejects.toThrow(
      "status: got 1.5, expected a whole number",
    );
    await expect(
      vk.call(() => OPI_VK.editOrder(1, "", "x".repeat(61), "", "", "", "", "", 1, auth)),
    ).rejects.toThrow("track: ");
    expect(received()).toEqual([]);
  });

  it("that the community does not have is no success", async () => {
    const { auth } = await shop();
    await expect(vk.call(() => OPI_VK.getOrder(404, "", auth))).rejects.toThrow(
      "order: the community has no order 404",
    );
  });
});

describe("searchProducts", () => {
  it("leaves --jmespath to the output", async () => {
    const { owner_id, ids } = await shop("Large", "Small");
    const env = { ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify({ access_token: "t", owner_id }) };
    const args = ["vk", "searchProducts", "--query", "spoon small", "--jmespath", "[].id"];
    expect(await oint(args, { env })).toMatchObject({ code: 0, stdout: `[\n  ${ids[1]}\n]\n` });
  });
});
