import type { Context, Handler } from "../../handler.ts";
import { flag, json, number, type Params } from "../../server/parameters.ts";
import type { PendingUpload, Photo, UploadKind } from "../../state/model/index.ts";
import { photoObject } from "../../views/photo.ts";
import { claimUpload, savePhoto, savePhotos, systemAlbums } from "../uploaded-photos.ts";

const getProductPhotoUploadServer: Handler = (params, { uploads, origin }) => {
  const owner_id = -number(params, "group_id");
  const kind = flag(params, "bulk") ? "productBulk" : "product";
  return { upload_url: uploads.issueUrl(origin, { kind, owner_id, album_id: systemAlbums.product }) };
};

/** Takes the upload that a response of the upload server describes. */
function claimResponse(params: Params, context: Context, kind: UploadKind): PendingUpload {
  const uploadResponse = json(params, "upload_response") as { hash?: unknown } | null; // can be any JSON
  return claimUpload(context, String(uploadResponse?.hash ?? ""), kind);
}

function saved(photo: Photo, { origin }: Context): object {
  return { photo_id: photo.id, photo: photoObject(photo, origin) };
}

const saveProductPhoto: Handler = (params, context) =>
  saved(savePhoto(context, claimResponse(params, context, "product")), context);

const saveProductPhotoBulk: Handler = (params, context) =>
  savePhotos(context, claimResponse(params, context, "productBulk")).map(photo => saved(photo, context));

/** Methods for photos of products. */
export const marketPhotos: Readonly<Record<string, Handler>> = {
  "market.getProductPhotoUploadServer": getProductPhotoUploadServer,
  "market.saveProductPhoto": saveProductPhoto,
  "market.saveProductPhotoBulk": saveProductPhotoBulk,
};
