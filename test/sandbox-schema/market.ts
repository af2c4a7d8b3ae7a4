import type { SectionChecks } from "./section.ts";
import { group_id, me, owner_id, picture } from "./seed.ts";
import type { Vk } from "./vk.ts";

const product = {
  owner_id,
  name: "Wooden spoon",
  description: "Made of beech wood",
  category_id: 20_173,
  price: 350,
  old_price: 400,
  sku: "S-1",
  url: "https://example.com/spoon",
  stock_amount: 5,
};

/** Adds a product and returns its ID. */
async function addItem(vk: Vk, params = {}): Promise<number> {
  const { market_item_id } = await vk.call<{ market_item_id: number }>("market.add", {
    ...product,
    ...params,
  });
  return market_item_id;
}

/** Uploads photos of products and returns what the server says of them. */
async function upload(vk: Vk, bulk: 0 | 1, files: Record<string, typeof picture>): Promise<object> {
  const params = { group_id, bulk };
  const { upload_url } = await vk.call<{ upload_url: string }>("market.getProductPhotoUploadServer", params);
  return vk.upload(upload_url, files);
}

/** Uploads a photo of a product and returns its ID. */
async function uploadPhoto(vk: Vk): Promise<number> {
  const upload_response = await upload(vk, 0, { file: picture });
  const saved = await vk.call<{ photo_id: number }>("market.saveProductPhoto", { upload_response });
  return saved.photo_id;
}

async function addAlbum(vk: Vk, params = {}): Promise<number> {
  const album = { owner_id, title: "Kitchen", ...params };
  const { market_album_id } = await vk.call<{ market_album_id: number }>("market.addAlbum", album);
  return market_album_id;
}

async function addProperty(vk: Vk): Promise<number> {
  const params = { group_id, title: "Color" };
  const { property_id } = await vk.call<{ property_id: number }>("market.addProperty", params);
  return property_id;
}

async function addVariant(vk: Vk, property_id: number): Promise<number> {
  const params = { group_id, property_id, title: "Red" };
  const { variant_id } = await vk.call<{ variant_id: number }>("market.addPropertyVariant", params);
  return variant_id;
}

async function addComment(vk: Vk, item_id: number, params = {}): Promise<number> {
  return vk.call<number>("market.createComment", {
    owner_id,
    item_id,
    message: "How long is it?",
    ...params,
  });
}

export const market: SectionChecks = {
  "market.getProductPhotoUploadServer": async vk => {
    await upload(vk, 0, { file: picture });
    await upload(vk, 1, { file1: picture });
  },
  "market.saveProductPhoto": async vk => {
    await uploadPhoto(vk);
    await vk.refuse("market.saveProductPhoto", { upload_response: { hash: "unknown" } }, 100);
  },
  "market.saveProductPhotoBulk": async vk => {
    const upload_response = await upload(vk, 1, { file1: picture, file2: picture });
    await vk.call("market.saveProductPhotoBulk", { upload_response });
    await vk.refuse("market.saveProductPhotoBulk", { upload_response }, 100);
  },
  "market.getCategories": async vk => {
    await vk.call("market.getCategories");
    await vk.call("market.getCategories", { group_id });
  },
  "market.add": async vk => {
    await addItem(vk, { main_photo_id: await uploadPhoto(vk) });
    await addItem(vk, { dimension_width: 10, weight: 100, deleted: 1 });
    await vk.refuse("market.add", { ...product, category_id: 1 }, 100);
    await vk.refuse("market.add", { ...product, price: -1 }, 100);
    await vk.refuse("market.add", { ...product, variant_ids: 999 }, 1416);
  },
  "market.edit": async vk => {
    await vk.call("market.edit", { owner_id, item_id: await addItem(vk), price: 300, name: "Spoons" });
    await vk.refuse("market.edit", { owner_id, item_id: 999_999, price: 300 }, 1403);
  },
  "market.delete": async vk => {
    const item_id = await addItem(vk);
    await vk.call("market.delete", { owner_id, item_id });
    await vk.refuse("market.delete", { owner_id, item_id }, 1403);
  },
  "market.restore": async vk => {
    const item_id = await addItem(vk);
    await vk.call("market.delete", { owner_id, item_id });
    await vk.call("market.restore", { owner_id, item_id });
    await vk.refuse("market.restore", { owner_id, item_id }, 1518);
    await vk.refuse("market.restore", { owner_id, item_id: 999_999 }, 1403);
  },
  "market.get": async vk => {
    await addItem(vk);
    await vk.call("market.get", { owner_id });
    await vk.call("market.get", { owner_id, extended: 1, with_disabled: 1, count: 2 }, "extendedResponse");
    await vk.call("market.get", { owner_id, album_id: 999, date_from: "2020-01-01", need_variants: 1 });
    await vk.refuse("market.get", { owner_id, date_from: "yesterday" }, 100);
  },
  "market.getById": async vk => {
    const item_ids = [`${owner_id}_${await addItem(vk)}`, `${owner_id}_999999`];
    await vk.call("market.getById", { item_ids });
    await vk.call("market.getById", { item_ids, extended: 1 }, "extendedResponse");
  },
  "market.search": async vk => {
    await addItem(vk);
    await vk.call("market.search", { owner_id, q: "spoon", price_from: 30_000, sort: 2 });
    await vk.call("market.search", { owner_id, q: "spoon", extended: 1 }, "extendedResponse");
  },
  "market.groupItems": async vk => {
    const property = await addProperty(vk);
    const items = [await addItem(vk), await addItem(vk, { variant_ids: await addVariant(vk, property) })];
    await vk.call("market.groupItems", { group_id, item_ids: items });
    await vk.call("market.get", { owner_id, need_variants: 1 });
    await vk.refuse("market.groupItems", { group_id, item_ids: await addItem(vk) }, 1425);
  },
  "market.ungroupItems": async vk => {
    const items = [await addItem(vk), await addItem(vk)];
    const params = { group_id, item_ids: items };
    const { item_group_id } = await vk.call<{ item_group_id: number }>("market.groupItems", params);
    await vk.call("market.ungroupItems", { group_id, item_group_id });
    await vk.call("market.ungroupItems", { group_id, item_group_id });
  },
  "market.reorderItems": async vk => {
    const [first, second] = [await addItem(vk), await addItem(vk)];
    await vk.call("market.reorderItems", { owner_id, item_id: second, before: first });
    const album_id = await addAlbum(vk);
    await vk.call(
      "market.addToAlbum",
      { owner_id, item_ids: [first, second], album_ids: album_id },
      "baseResponse",
    );
    await vk.call("market.reorderItems", { owner_id, album_id, item_id: first, after: second });
    await vk.refuse("market.reorderItems", { owner_id, item_id: 999_999, before: first }, 1403);
    await vk.refuse("market.reorderItems", { owner_id, album_id: 999, item_id: first, before: second }, 1402);
  },
  "market.reorderAlbums": async vk => {
    const [first, second] = [await addAlbum(vk), await addAlbum(vk)];
    await vk.call("market.reorderAlbums", { owner_id, album_id: second, before: first });
    await vk.refuse("market.reorderAlbums", { owner_id, album_id: 999, before: first }, 1402);
  },
  "market.getAlbums": async vk => {
    await addAlbum(vk, { main_album: 1 });
    await vk.call("market.getAlbums", { owner_id });
    await vk.call("market.getAlbums", { owner_id, count: 1, offset: 1 });
  },
  "market.getAlbumById": async vk => {
    await vk.call("market.getAlbumById", { owner_id, album_ids: [await addAlbum(vk), 999] });
    await vk.call("market.getAlbumById", { owner_id, album_ids: 999 });
  },
  "market.addAlbum": async (vk, { photo }) => {
    await addAlbum(vk, { photo_id: photo });
    await vk.refuse("market.addAlbum", { owner_id, title: "a", main_album: 1, is_hidden: 1 }, 1446);
  },
  "market.editAlbum": async vk => {
    await vk.call("market.editAlbum", { owner_id, album_id: await addAlbum(vk), title: "Other" });
    await vk.refuse("market.editAlbum", { owner_id, album_id: 999, title: "Other" }, 1402);
  },
  "market.deleteAlbum": async vk => {
    const album_id = await addAlbum(vk);
    await vk.call("market.deleteAlbum", { owner_id, album_id });
    await vk.refuse("market.deleteAlbum", { owner_id, album_id }, 1402);
  },
  "market.addToAlbum": async vk => {
    const params = { owner_id, item_ids: await addItem(vk), album_ids: await addAlbum(vk) };
    await vk.call("market.addToAlbum", params, "baseResponse");
    await vk.refuse("market.addToAlbum", params, 1404);
  },
  "market.removeFromAlbum": async vk => {
    const [item_id, album_ids] = [await addItem(vk), await addAlbum(vk)];
    await vk.call("market.addToAlbum", { owner_id, item_ids: item_id, album_ids }, "baseResponse");
    await vk.call("market.removeFromAlbum", { owner_id, item_id, album_ids });
    await vk.refuse("market.removeFromAlbum", { owner_id, item_id, album_ids }, 1403);
  },
  "market.getProperties": async vk => {
    await addVariant(vk, await addProperty(vk));
    await vk.call("market.getProperties", { group_id });
    await vk.call("market.getProperties", { group_id: 5 });
  },
  "market.addProperty": async vk => {
    await addProperty(vk);
    await addProperty(vk);
  },
  "market.editProperty": async vk => {
    await vk.call("market.editProperty", { group_id, property_id: await addProperty(vk), title: "Shade" });
    await vk.refuse("market.editProperty", { group_id, property_id: 999, title: "Shade" }, 1411);
  },
  "market.deleteProperty": async vk => {
    const property_id = await addProperty(vk);
    await vk.call("market.deleteProperty", { group_id, property_id });
    await vk.refuse("market.deleteProperty", { group_id, property_id }, 1417);
  },
  "market.addPropertyVariant": async vk => {
    await addVariant(vk, await addProperty(vk));
    await vk.refuse("market.addPropertyVariant", { group_id, property_id: 999, title: "Red" }, 1417);
  },
  "market.editPropertyVariant": async vk => {
    const variant_id = await addVariant(vk, await addProperty(vk));
    await vk.call("market.editPropertyVariant", { group_id, variant_id, title: "Dark red" });
    await vk.refuse("market.editPropertyVariant", { group_id, variant_id: 999, title: "Red" }, 1416);
  },
  "market.deletePropertyVariant": async vk => {
    const variant_id = await addVariant(vk, await addProperty(vk));
    await vk.call("market.deletePropertyVariant", { group_id, variant_id });
    await vk.refuse("market.deletePropertyVariant", { group_id, variant_id }, 1416);
  },
  "market.createComment": async vk => {
    const item_id = await addItem(vk);
    const reply_to_comment = await addComment(vk, item_id);
    await addComment(vk, item_id, { reply_to_comment, from_group: 1 });
    await vk.refuse("market.createComment", { owner_id, item_id: 999_999, message: "a" }, 100);
  },
  "market.getComments": async (vk, { photo }) => {
    const item_id = await addItem(vk);
    const first = await addComment(vk, item_id, { attachments: `photo${owner_id}_${photo}` });
    await addComment(vk, item_id, { reply_to_comment: first, from_group: 1 });
    await vk.call("market.getComments", { owner_id, item_id });
    await vk.call("market.getComments", { owner_id, item_id, need_likes: 1, sort: "desc", extended: 1 });
  },
  "market.editComment": async vk => {
    const comment_id = await addComment(vk, await addItem(vk));
    await vk.call("market.editComment", { owner_id, comment_id, message: "How wide is it?" });
    await vk.refuse("market.editComment", { owner_id, comment_id: 999_999, message: "a" }, 100);
  },
  "market.deleteComment": async vk => {
    const comment_id = await addComment(vk, await addItem(vk));
    await vk.call("market.deleteComment", { owner_id, comment_id });
    await vk.refuse("market.deleteComment", { owner_id, comment_id }, 100);
  },
  "market.restoreComment": async vk => {
    const comment_id = await addComment(vk, await addItem(vk));
    await vk.call("market.deleteComment", { owner_id, comment_id });
    await vk.call("market.restoreComment", { owner_id, comment_id });
    await vk.call("market.restoreComment", { owner_id, comment_id });
  },
  "market.getGroupOrders": async vk => {
    await vk.call("market.getGroupOrders", { group_id });
    await vk.call("market.getGroupOrders", { group_id: "oint_sandbox", count: 1 });
  },
  "market.getOrders": async vk => {
    await vk.call("market.getOrders");
    await vk.call("market.getOrders", { extended: 1 }, "extendedResponse");
  },
  "market.getOrderById": async (vk, { order }) => {
    await vk.call("market.getOrderById", { user_id: me, order_id: order });
    await vk.refuse("market.getOrderById", { user_id: me, order_id: 999 }, 1436);
  },
  "market.getOrderItems": async (vk, { order }) => {
    await vk.call("market.getOrderItems", { user_id: me, order_id: order });
    await vk.refuse("market.getOrderItems", { user_id: me, order_id: 999 }, 100);
  },
  "market.editOrder": async (vk, { order }) => {
    const params = { user_id: me, order_id: order };
    await vk.call("market.editOrder", {
      ...params,
      status: 3,
      track_number: "RA1",
      merchant_comment: "Sent",
    });
    const sizes = { width: 10, length: 20, height: 30, weight: 400 };
    await vk.call("market.editOrder", { ...params, ...sizes, payment_status: "paid" });
    await vk.refuse("market.editOrder", { ...params, width: 10 }, 1429);
    await vk.refuse("market.editOrder", { ...params, status: 99 }, 1456);
  },
};
