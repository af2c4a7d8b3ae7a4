import type { Photo } from "../state/model/index.ts";

/** Longest side of each photo size, in pixels. */
const longestSides = { s: 75, m: 130, x: 604, y: 807, z: 1280, w: 2560 };
/** The user that VK names as the author of a community's photo. */
const communityAuthor = 100;

/** A photo object of the VK API. */
export function photoObject(photo: Photo, origin: string): object {
  const { file, ...fields } = photo;
  const url = `${origin}/files/${file}`;
  const sizes = Object.entries(longestSides).map(([type, longestSide]) => {
    const scale = Math.min(1, longestSide / Math.max(photo.width, photo.height));
    return { type, url, width: Math.round(photo.width * scale), height: Math.round(photo.height * scale) };
  });
  const author = photo.owner_id < 0 ? { user_id: communityAuthor } : {};
  return { ...fields, sizes, has_tags: false, ...author };
}
