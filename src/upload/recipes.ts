import { ArgumentError } from "../errors.ts";
import { type Auth, communityOf } from "../vk/auth.ts";
import type { Method } from "../vk/call.ts";
import type { Methods } from "../vk/generated/parameters.ts";

/** What an upload server answers when it took the file; each kind of upload has some of these. */
export interface UploadAnswer {
  readonly server?: number;
  readonly photo?: string;
  readonly photos_list?: string;
  readonly hash?: string;
  readonly response?: { readonly upload_result?: string };
}

/** How a file gets to VK: ask for an address, send the file there, save what the server answered. */
export interface Recipe<Ask extends Method = Method, Save extends Method = Method> {
  /** The method that gives the upload address. */
  readonly ask: Ask;
  /** Its parameters, beside those that the authorization structure has. */
  readonly asks: (auth: Auth) => Methods[Ask]["params"];
  /** Name of the file's field in the form. */
  readonly field: string;
  /** What must be in the server's answer; without it the file was not taken. */
  readonly proof: (answer: UploadAnswer) => string | undefined;
  /** The method that saves the file. */
  readonly save: Save;
  /** Its parameters, out of the server's answer; `text` is that answer as it came. */
  readonly saves: (answer: UploadAnswer, auth: Auth, text: string) => Methods[Save]["params"];
  /** The photo in the answer to saving, where other steps may follow. */
  readonly photo?: (saved: Methods[Save]["answer"], auth: Auth) => Photo | undefined;
}

/** A photo at VK. */
export interface Photo {
  readonly owner_id?: number;
  readonly id?: number;
}

function only(photos: readonly Photo[] | null): Photo | undefined {
  return photos?.[0];
}

function recipe<Ask extends Method, Save extends Method>(blanks: Recipe<Ask, Save>): Recipe<Ask, Save> {
  return blanks;
}

function albumOf(auth: Auth): number {
  const album = Number(auth.album_id);
  if (!Number.isSafeInteger(album) || album <= 0) {
    throw new ArgumentError(
      "auth",
      'has no "album_id", the number of the album that this kind of upload goes to',
    );
  }
  return album;
}

const album = recipe({
  ask: "photos.getUploadServer",
  asks: auth => ({ album_id: albumOf(auth) }),
  field: "file1",
  proof: answer => answer.photos_list,
  save: "photos.save",
  saves: ({ server, photos_list, hash }, auth) => ({ album_id: albumOf(auth), server, photos_list, hash }),
});

/** A product collection's cover. VK wants at least 1280 × 720 pixels. */
const cover = recipe({
  ask: "photos.getMarketAlbumUploadServer",
  asks: auth => ({ group_id: communityOf(auth) }),
  field: "file",
  proof: answer => answer.photo,
  save: "photos.saveMarketAlbumPhoto",
  saves: ({ server = 0, photo = "", hash = "" }, auth) => ({
    group_id: communityOf(auth),
    server,
    photo,
    hash,
  }),
  photo: only,
});

/** The kinds of picture uploads. Source: https://dev.vk.com/ru/api/upload/overview */
export const recipes = {
  Post: recipe({
    ask: "photos.getWallUploadServer",
    asks: () => ({}),
    field: "photo",
    proof: answer => answer.photo,
    save: "photos.saveWallPhoto",
    saves: ({ server, photo = "", hash }) => ({ server, photo, hash }),
    photo: only,
  }),
  Product: recipe({
    ask: "market.getProductPhotoUploadServer",
    asks: auth => ({ group_id: communityOf(auth) }),
    field: "file",
    proof: answer => answer.hash,
    save: "market.saveProductPhoto",
    // VK checks its own answer: what JavaScript makes of it may differ, in long numbers for one.
    saves: (_, __, text) => ({ upload_response: text }),
    photo: (saved, auth) => ({ owner_id: -communityOf(auth), id: saved?.photo_id }),
  }),
  Story: recipe({
    ask: "stories.getPhotoUploadServer",
    asks: () => ({ add_to_news: 1 }),
    field: "file",
    proof: answer => answer.response?.upload_result,
    save: "stories.save",
    saves: ({ response }) => ({ upload_results: response?.upload_result }),
  }),
  Poll: recipe({
    ask: "polls.getPhotoUploadServer",
    asks: () => ({}),
    field: "photo",
    proof: answer => answer.photo,
    save: "polls.savePhoto",
    saves: ({ photo = "", hash = "" }) => ({ photo, hash }),
  }),
  Album: album,
  Other: album,
  Cover: cover,
};

/** A kind of picture upload. */
export type UploadKind = keyof typeof recipes;

/** The method that saves a kind of upload, and so gives its answer. */
export type SaveMethod<K extends UploadKind> = (typeof recipes)[K]["save"];
