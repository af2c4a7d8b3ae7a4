import type { Doc } from "../state/model/index.ts";

/** A document object of the VK API. */
export function docObject({ file, kind: _, tags, ...fields }: Doc, origin: string): object {
  return { ...fields, url: `${origin}/files/${file}`, ...(tags.length > 0 ? { tags } : {}) };
}
