import type { UploadKind } from "../state/model/index.ts";
import type { ImageLimits } from "./image.ts";

/** What an upload server takes. */
export interface UploadRule {
  /** `undefined` for a server that takes other files. */
  readonly image?: ImageLimits;
  readonly maxFiles: number;
}

/** Source: https://dev.vk.com/ru/api/upload/wall-photo */
const anyPhoto: ImageLimits = { width: 1, height: 1, ratio: 20 };

const photo: UploadRule = { image: anyPhoto, maxFiles: 1 };
const file: UploadRule = { maxFiles: 1 };

/** What the upload servers of each kind take. Sources: the pages of https://dev.vk.com/ru/api/upload */
export const uploadRules: Readonly<Record<UploadKind, UploadRule>> = {
  album: { image: anyPhoto, maxFiles: 5 },
  chat: { image: { ...anyPhoto, width: 200, height: 200 }, maxFiles: 1 },
  cover: { image: { ...anyPhoto, width: 1280, height: 720 }, maxFiles: 1 },
  document: file,
  leadForm: photo,
  message: photo,
  owner: { image: { width: 200, height: 200, ratio: 4 }, maxFiles: 1 },
  ownerCover: { image: { ...anyPhoto, width: 795, height: 200 }, maxFiles: 1 },
  poll: photo,
  product: photo,
  productBulk: { image: anyPhoto, maxFiles: 5 },
  story: photo,
  storyVideo: file,
  thumb: photo,
  video: file,
  wall: photo,
  widget: photo,
};
