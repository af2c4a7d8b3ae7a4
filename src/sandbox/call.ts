import type { Params } from "./parameters.ts";
import type { Photo } from "./things.ts";
import type { Bearer } from "./tokens.ts";
import type { Uploads } from "./uploads.ts";
import type { World } from "./world.ts";

/** What a method works with. */
export interface Context {
  readonly world: World;
  readonly uploads: Uploads;
  /** Whose token it is, and what it may do. */
  readonly bearer: Bearer;
  /** The user whose token it is. */
  readonly userId: number;
  /** Where the sandbox is, `http://127.0.0.1:5199`. */
  readonly origin: string;
}

/** A VK method of the sandbox: gives what stands under `response`, or throws a Failure. */
export type Handler = (params: Params, context: Context) => unknown;

/** A photo as VK describes it. */
export function photoObject(photo: Photo, origin: string): object {
  const { file, ...known } = photo;
  const url = `${origin}/files/${file}`;
  const size = (type: string, longest: number) => {
    const scale = Math.min(1, longest / Math.max(photo.width, photo.height));
    return { type, url, width: Math.round(photo.width * scale), height: Math.round(photo.height * scale) };
  };
  const sizes = [
    size("s", 75),
    size("m", 130),
    size("x", 604),
    size("y", 807),
    size("z", 1280),
    size("w", 2560),
  ];
  return { ...known, sizes, has_tags: false, ...(photo.owner_id < 0 ? { user_id: 100 } : {}) };
}
