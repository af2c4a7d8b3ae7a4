import type { Handler } from "../../handler.ts";
import { json, number } from "../../server/parameters.ts";
import { photoObject } from "../../views/photo.ts";
import { claimUpload, savePhoto, systemAlbums } from "../uploaded-photos.ts";

const getProductPhotoUploadServer: Handler = (params, { uploads, origin }) => {
  const owner_id = -number(params, "group_id");
  const album_id = systemAlbums.product;
  return { upload_url: uploads.issueUrl(origin, { kind: "product", owner_id, album_id }) };
};

const saveProductPhoto: Handler = (params, context) => {
  const uploadResponse = json(params, "upload_response") as { hash?: unknown } | null; // can be any JSON
  const upload = claimUpload(context, String(uploadResponse?.hash ?? ""), "product");
  const photo = savePhoto(context, upload);
  return { photo_id: photo.id, photo: photoObject(photo, context.origin) };
};

/** Methods for photos of products. */
export const marketPhotos: Readonly<Record<string, Handler>> = {
  "market.getProductPhotoUploadServer": getProductPhotoUploadServer,
  "market.saveProductPhoto": saveProductPhoto,
};
