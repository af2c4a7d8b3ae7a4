import type { Methods } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import type { CalledMethod } from "../core/method-spec.ts";
import { ArgumentError } from "../errors.ts";

/** What an upload server answers when it took the file; each kind of upload has some of these. */
export interface UploadResponse {
  readonly server?: number;
  readonly photo?: string;
  readonly photos_list?: string;
  readonly hash?: string;
  readonly response?: { readonly upload_result?: string };
}

/** What an upload server returned for a file that it accepted. */
export interface Uploaded {
  readonly response: UploadResponse;
  /** The response as the server wrote it: reading and writing it again would change numbers above 2^53. */
  readonly body: string;
}

/** How a file gets to VK: ask for an address, send the file there, save what the server answered. */
export interface UploadSpec<
  Ask extends CalledMethod = CalledMethod,
  Save extends CalledMethod = CalledMethod,
> {
  /** The method that gives the upload address. */
  readonly getServer: Ask;
  /** Its parameters, beside those that the authorization structure has. */
  readonly getServerParams: (auth: Auth) => Methods[Ask]["params"];
  /** Name of the file's field in the form. */
  readonly field: string;
  /** What must be in the server's answer; without it the file was not taken. */
  readonly acceptedField: (response: UploadResponse) => string | undefined;
  /** The method that saves the file. */
  readonly save: Save;
  /** Its parameters, out of the server's answer. */
  readonly saveParams: (uploaded: Uploaded, auth: Auth) => Methods[Save]["params"];
  /** The photo in the response to saving, where other steps may follow. */
  readonly photo?: (saved: Methods[Save]["response"], auth: Auth) => Photo | undefined;
}

/** A photo at VK. */
export interface Photo {
  readonly owner_id?: number;
  readonly id?: number;
}

function first(photos: readonly Photo[] | null): Photo | undefined {
  return photos?.[0];
}

function spec<Ask extends CalledMethod, Save extends CalledMethod>(
  blanks: UploadSpec<Ask, Save>,
): UploadSpec<Ask, Save> {
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

const album = spec({
  getServer: "photos.getUploadServer",
  getServerParams: auth => ({ album_id: albumOf(auth) }),
  field: "file1",
  acceptedField: answer => answer.photos_list,
  save: "photos.save",
  saveParams: ({ response: { server, photos_list, hash } }, auth) => ({
    album_id: albumOf(auth),
    server,
    photos_list,
    hash,
  }),
});

/** A product collection's cover. VK wants at least 1280 × 720 pixels. */
const cover = spec({
  getServer: "photos.getMarketAlbumUploadServer",
  getServerParams: auth => ({ group_id: communityOf(auth) }),
  field: "file",
  acceptedField: answer => answer.photo,
  save: "photos.saveMarketAlbumPhoto",
  saveParams: ({ response: { server = 0, photo = "", hash = "" } }, auth) => ({
    group_id: communityOf(auth),
    server,
    photo,
    hash,
  }),
  photo: first,
});

/** The kinds of picture uploads. Source: https://dev.vk.com/ru/api/upload/overview */
export const uploadSpecs = {
  Post: spec({
    getServer: "photos.getWallUploadServer",
    getServerParams: () => ({}),
    field: "photo",
    acceptedField: answer => answer.photo,
    save: "photos.saveWallPhoto",
    saveParams: ({ response: { server, photo = "", hash } }) => ({ server, photo, hash }),
    photo: first,
  }),
  Product: spec({
    getServer: "market.getProductPhotoUploadServer",
    getServerParams: auth => ({ group_id: communityOf(auth) }),
    field: "file",
    acceptedField: answer => answer.hash,
    save: "market.saveProductPhoto",
    saveParams: ({ body }) => ({ upload_response: body }),
    photo: (saved, auth) => ({ owner_id: -communityOf(auth), id: saved?.photo_id }),
  }),
  Story: spec({
    getServer: "stories.getPhotoUploadServer",
    getServerParams: () => ({ add_to_news: 1 }),
    field: "file",
    acceptedField: answer => answer.response?.upload_result,
    save: "stories.save",
    saveParams: ({ response: { response } }) => ({ upload_results: response?.upload_result }),
  }),
  Poll: spec({
    getServer: "polls.getPhotoUploadServer",
    getServerParams: () => ({}),
    field: "photo",
    acceptedField: answer => answer.photo,
    save: "polls.savePhoto",
    saveParams: ({ response: { photo = "", hash = "" } }) => ({ photo, hash }),
  }),
  Album: album,
  Other: album,
  Cover: cover,
};

/** A kind of picture upload. */
export type UploadKind = keyof typeof uploadSpecs;

/** The method that saves a kind of upload, and so gives its answer. */
export type SaveMethod<K extends UploadKind> = (typeof uploadSpecs)[K]["save"];
