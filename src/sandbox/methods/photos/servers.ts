import { invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { number } from "../../server/parameters.ts";
import type { Ticket } from "../../state/model/index.ts";
import { ownerOf, systemAlbums } from "../uploaded-photos.ts";

/** Issues an upload URL. */
function serverFor({ uploads, origin }: Context, ticket: Omit<Ticket, "token" | "issued">) {
  return { upload_url: uploads.issueUrl(origin, ticket) };
}

const getWallUploadServer: Handler = (params, context) => {
  const owner_id = ownerOf(params, context.userId);
  const album_id = systemAlbums.wall;
  return {
    album_id,
    ...serverFor(context, { kind: "wall", owner_id, album_id }),
    user_id: context.userId,
    ...(owner_id < 0 ? { group_id: -owner_id } : {}),
  };
};

const getUploadServer: Handler = (params, context) => {
  const album_id = number(params, "album_id");
  const owner_id = ownerOf(params, context.userId);
  if (!context.state.albums.get(owner_id, album_id)) throw invalid("album_id is invalid");
  return {
    album_id,
    ...serverFor(context, { kind: "album", owner_id, album_id }),
    user_id: context.userId,
  };
};

const getMessagesUploadServer: Handler = (params, context) => {
  const { bearer, userId } = context;
  const album_id = systemAlbums.message;
  // VK saves the photo for the conversation that is named.
  const owner_id = number(params, "peer_id", userId);
  return {
    album_id,
    ...serverFor(context, { kind: "message", owner_id, album_id }),
    user_id: bearer.user_id,
    group_id: bearer.kind === "community" ? (bearer.group_id ?? 0) : 0,
  };
};

const getMarketAlbumUploadServer: Handler = (params, context) => {
  const owner_id = -number(params, "group_id");
  return serverFor(context, { kind: "cover", owner_id, album_id: systemAlbums.cover });
};

const getOwnerPhotoUploadServer: Handler = (params, context) => {
  const owner_id = number(params, "owner_id", context.userId);
  return serverFor(context, { kind: "owner", owner_id, album_id: systemAlbums.profile });
};

const getOwnerCoverPhotoUploadServer: Handler = (params, context) => {
  const owner_id = ownerOf(params, context.userId);
  return serverFor(context, { kind: "ownerCover", owner_id, album_id: systemAlbums.profile });
};

const getChatUploadServer: Handler = (params, context) => {
  const chat_id = number(params, "chat_id");
  const crop = number(params, "crop_width", minCrop);
  if (crop < minCrop) throw invalid(`crop_width should be at least ${minCrop}`);
  return serverFor(context, { kind: "chat", owner_id: context.userId, album_id: 0, chat_id });
};

/** Smallest side of the picture of a chat, in pixels. Source: https://dev.vk.com/ru/method/photos.getChatUploadServer */
const minCrop = 200;

/** Methods that return upload URLs. */
export const photoServers: Readonly<Record<string, Handler>> = {
  "photos.getWallUploadServer": getWallUploadServer,
  "photos.getUploadServer": getUploadServer,
  "photos.getMessagesUploadServer": getMessagesUploadServer,
  "photos.getMarketAlbumUploadServer": getMarketAlbumUploadServer,
  "photos.getOwnerPhotoUploadServer": getOwnerPhotoUploadServer,
  "photos.getOwnerCoverPhotoUploadServer": getOwnerCoverPhotoUploadServer,
  "photos.getChatUploadServer": getChatUploadServer,
};
