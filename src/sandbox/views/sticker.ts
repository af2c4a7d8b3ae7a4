/** A sticker as an attachment object of the VK API. The sandbox has no pictures of stickers. */
export function stickerAttachment(
  sticker_id: number | undefined,
): Array<{ type: "sticker"; sticker: object }> {
  if (!sticker_id) return [];
  const sticker = { inner_type: "base_sticker_new", sticker_id, product_id: 1, images: [], is_allowed: true };
  return [{ type: "sticker", sticker }];
}
