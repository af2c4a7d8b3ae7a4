import type { Album, Photo } from "../state/model/index.ts";
import { likesInfo } from "./likes.ts";
import type { Viewer } from "./viewer.ts";

/** Longest side of each photo size, in pixels. */
const longestSides = { s: 75, m: 130, x: 604, y: 807, z: 1280, w: 2560 };
/** The user that VK names as the author of a community's photo. */
const communityAuthor = 100;

/** The sizes of a photo. The sandbox gives each the same file. */
export function photoSizes({ file, width, height }: Photo, origin: string) {
  const url = `${origin}/files/${file}`;
  return Object.entries(longestSides).map(([type, longestSide]) => {
    const scale = Math.min(1, longestSide / Math.max(width, height));
    return { type, url, width: Math.round(width * scale), height: Math.round(height * scale) };
  });
}

/** A photo object of the VK API. */
export function photoObject(photo: Photo, origin: string): Record<string, unknown> {
  const { id, owner_id, album_id, user_id, date, text, width, height, lat, long } = photo;
  return {
    id,
    album_id,
    owner_id,
    user_id: owner_id < 0 ? communityAuthor : user_id,
    date,
    text,
    width,
    height,
    ...(lat !== undefined && long !== undefined ? { lat, long } : {}),
    sizes: photoSizes(photo, origin),
    has_tags: false,
  };
}

/** A photo object with the fields that VK adds to it when `extended` is set. */
export function extendedPhotoObject(photo: Photo, viewer: Viewer): Record<string, unknown> {
  const { owner_id, id } = photo;
  const { count, user_likes } = likesInfo("photo", owner_id, id, viewer);
  return {
    ...photoObject(photo, viewer.origin),
    likes: { count, user_likes },
    comments: { count: viewer.state.comments.count("object", "photo", owner_id, id) },
    reposts: { count: 0, user_reposted: 0 },
    tags: { count: 0 },
    can_comment: 1,
  };
}

/** What an object of an album shows besides the usual fields. */
export interface AlbumObjectOptions {
  /** Whether it has the URL of its cover. */
  readonly cover?: boolean;
  /** Whether it has the cover in all sizes. */
  readonly sizes?: boolean;
}

/** An album object of the VK API. */
export function albumObject(
  album: Album,
  { state, origin }: Viewer,
  { cover = false, sizes = false }: AlbumObjectOptions = {},
): Record<string, unknown> {
  const { id, owner_id, title, description, created, updated } = album;
  const chosen = album.thumb_id ? state.photos.get(owner_id, album.thumb_id) : undefined;
  const thumb = chosen && !chosen.deleted ? chosen : state.photos.last("album", owner_id, id);
  return {
    id,
    owner_id,
    title,
    description,
    created,
    updated,
    size: state.photos.count("album", owner_id, id),
    thumb_id: thumb?.id ?? 0,
    thumb_is_last: chosen ? 0 : 1,
    can_upload: 1,
    can_delete: true,
    comments_disabled: album.comments_disabled ?? 0,
    upload_by_admins_only: album.upload_by_admins_only ?? 0,
    ...(cover && thumb ? { thumb_src: `${origin}/files/${thumb.file}` } : {}),
    ...(sizes && thumb ? { sizes: photoSizes(thumb, origin) } : {}),
  };
}
