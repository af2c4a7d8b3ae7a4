import type { Bearer } from "./oauth/tokens.ts";
import type { Params } from "./server/parameters.ts";
import type { Uploads } from "./server/uploads.ts";
import type { Photo } from "./state/model.ts";
import type { State } from "./state/store.ts";

/** What a method works with. */
export interface Context {
  readonly state: State;
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
