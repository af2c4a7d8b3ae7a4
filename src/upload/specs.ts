import type { Methods } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import type { CalledMethod } from "../core/method-spec.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { imageSize } from "./image-size.ts";
import type { FileKind, Source } from "./source.ts";

/** Response of an upload server that accepted a file; each kind of upload returns some of these fields. */
export interface UploadResponse {
  readonly server?: number;
  readonly photo?: string;
  readonly photos_list?: string;
  readonly hash?: string;
  readonly file?: string;
  readonly response?: { readonly upload_result?: string };
}

/** An accepted upload. */
export interface Uploaded {
  readonly response: UploadResponse;
  /** The response as text; parsing and encoding it again would change numbers above 2^53. */
  readonly body: string;
}

/** How to upload a kind of file: get an upload URL, send the file to it, save the response of the server. */
export interface UploadSpec<
  GetServer extends CalledMethod = CalledMethod,
  Save extends CalledMethod = CalledMethod,
> {
  /** What kind of file it is. Empty: an image. */
  readonly file?: FileKind;
  /** Method that returns the upload URL. */
  readonly getServer: GetServer;
  /** Its parameters, without those in the credentials. */
  readonly getServerParams: (
    auth: Auth,
    source: Source,
  ) => Methods[GetServer]["params"] | Promise<Methods[GetServer]["params"]>;
  /** Name of the form field. */
  readonly field: string;
  /** Gets the field of the response that is set if the server accepted the file. */
  readonly acceptedField: (response: UploadResponse) => string | undefined;
  /** Method that saves the file. */
  readonly save: Save;
  /** Its parameters, from the response of the upload server. */
  readonly saveParams: (uploaded: Uploaded, auth: Auth) => Methods[Save]["params"];
  /** Gets the saved file from the response, if more steps can follow. */
  readonly saved?: (response: Methods[Save]["response"], auth: Auth) => SavedFile;
}

/** A file on VK, which can be attached. */
export interface SavedFile {
  /** VK's name for its type. */
  readonly type: "photo" | "doc";
  readonly owner_id?: number | undefined;
  readonly id?: number | undefined;
  /** Key with which others see it. */
  readonly access_key?: string | undefined;
}

type SavedPhotos = ReadonlyArray<Omit<SavedFile, "type">> | null;

function firstPhoto(photos: SavedPhotos): SavedFile {
  const { owner_id, id } = photos?.[0] ?? {};
  return { type: "photo", owner_id, id };
}

function document(saved: Methods["docs.save"]["response"]): SavedFile {
  const { owner_id, id, access_key } = saved?.doc ?? saved?.audio_message ?? {};
  return { type: "doc", owner_id, id, access_key };
}

function spec<GetServer extends CalledMethod, Save extends CalledMethod>(
  definition: UploadSpec<GetServer, Save>,
): UploadSpec<GetServer, Save> {
  return definition;
}

function albumOf(auth: Auth): number {
  const album = Number(auth.album_id);
  if (!Number.isSafeInteger(album) || album <= 0) {
    throw new ArgumentError(
      "auth",
      localize('has no valid "album_id"; expected the ID of the album to upload to'),
    );
  }
  return album;
}

const album = spec({
  getServer: "photos.getUploadServer",
  getServerParams: auth => ({ album_id: albumOf(auth) }),
  field: "file1",
  acceptedField: response => response.photos_list,
  save: "photos.save",
  saveParams: ({ response: { server, photos_list, hash } }, auth) => ({
    album_id: albumOf(auth),
    server,
    photos_list,
    hash,
  }),
});

/** Cover of a product collection. VK requires at least 1280 × 720 pixels. */
const cover = spec({
  getServer: "photos.getMarketAlbumUploadServer",
  getServerParams: auth => ({ group_id: communityOf(auth) }),
  field: "file",
  acceptedField: response => response.photo,
  save: "photos.saveMarketAlbumPhoto",
  saveParams: ({ response: { server = 0, photo = "", hash = "" } }, auth) => ({
    group_id: communityOf(auth),
    server,
    photo,
    hash,
  }),
  saved: firstPhoto,
});

/** A document that is sent in a message. */
const messageDocument = spec({
  file: "document",
  getServer: "docs.getMessagesUploadServer",
  getServerParams: () => ({ type: "doc" }),
  field: "file",
  acceptedField: response => response.file,
  save: "docs.save",
  saveParams: ({ response: { file = "" } }) => ({ file }),
  saved: document,
});

/** The kinds of uploads. Source: https://dev.vk.com/ru/api/upload/overview */
export const uploadSpecs = {
  Post: spec({
    getServer: "photos.getWallUploadServer",
    getServerParams: () => ({}),
    field: "photo",
    acceptedField: response => response.photo,
    save: "photos.saveWallPhoto",
    saveParams: ({ response: { server, photo = "", hash } }) => ({ server, photo, hash }),
    saved: firstPhoto,
  }),
  Product: spec({
    getServer: "market.getProductPhotoUploadServer",
    getServerParams: auth => ({ group_id: communityOf(auth) }),
    field: "file",
    acceptedField: response => response.hash,
    save: "market.saveProductPhoto",
    saveParams: ({ body }) => ({ upload_response: body }),
    saved: (response, auth) => ({ type: "photo", owner_id: -communityOf(auth), id: response?.photo_id }),
  }),
  Story: spec({
    getServer: "stories.getPhotoUploadServer",
    getServerParams: () => ({ add_to_news: 1 }),
    field: "file",
    acceptedField: response => response.response?.upload_result,
    save: "stories.save",
    saveParams: ({ response: { response } }) => ({ upload_results: response?.upload_result }),
  }),
  VideoStory: spec({
    file: "video",
    getServer: "stories.getVideoUploadServer",
    getServerParams: () => ({ add_to_news: 1 }),
    field: "video_file",
    acceptedField: response => response.response?.upload_result,
    save: "stories.save",
    saveParams: ({ response: { response } }) => ({ upload_results: response?.upload_result }),
  }),
  Poll: spec({
    getServer: "polls.getPhotoUploadServer",
    getServerParams: () => ({}),
    field: "photo",
    acceptedField: response => response.photo,
    save: "polls.savePhoto",
    saveParams: ({ response: { photo = "", hash = "" } }) => ({ photo, hash }),
  }),
  Message: spec({
    getServer: "photos.getMessagesUploadServer",
    getServerParams: () => ({}),
    field: "photo",
    acceptedField: response => response.photo,
    save: "photos.saveMessagesPhoto",
    saveParams: ({ response: { server, photo = "", hash } }) => ({ server, photo, hash }),
    saved: photos => ({ ...firstPhoto(photos), access_key: photos?.[0]?.access_key }),
  }),
  Album: album,
  Other: album,
  Cover: cover,
  CommunityPhoto: spec({
    getServer: "photos.getOwnerPhotoUploadServer",
    getServerParams: auth => ({ owner_id: -communityOf(auth) }),
    field: "photo",
    acceptedField: response => response.photo,
    save: "photos.saveOwnerPhoto",
    saveParams: ({ response: { server, photo, hash } }) => ({ server: String(server), photo, hash }),
  }),
  CommunityCover: spec({
    getServer: "photos.getOwnerCoverPhotoUploadServer",
    // VK takes the upper left corner of the image unless the whole of it is named.
    getServerParams: async (auth, source) => {
      const { width: crop_x2, height: crop_y2 } = (await imageSize(source)) ?? {};
      return { group_id: communityOf(auth), crop_x: 0, crop_y: 0, crop_x2, crop_y2 };
    },
    field: "photo",
    acceptedField: response => response.photo,
    save: "photos.saveOwnerCoverPhoto",
    saveParams: ({ response: { photo, hash } }) => ({ photo, hash }),
  }),
  WallDocument: spec({
    ...messageDocument,
    getServer: "docs.getWallUploadServer",
    getServerParams: () => ({}),
  }),
  MessageDocument: messageDocument,
  VoiceMessage: spec({
    ...messageDocument,
    file: "voice",
    getServerParams: () => ({ type: "audio_message" }),
  }),
};

/** A kind of upload. */
export type UploadKind = keyof typeof uploadSpecs;

/** The method that saves a kind of upload. Its response is the response of the upload. */
export type SaveMethod<K extends UploadKind> = (typeof uploadSpecs)[K]["save"];
