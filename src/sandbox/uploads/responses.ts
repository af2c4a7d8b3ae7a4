import { randomBytes } from "node:crypto";
import type { PendingUpload, Ticket } from "../state/model/index.ts";

/** The server that VK names when it rejects a photo. Source: seen on the wire in August 2026. */
const rejectedServer = 906_118;

/** What an upload server returns for a file that it does not accept. Source: the same. */
export function rejection(ticket: Ticket): object {
  const hash = randomBytes(9).toString("hex");
  switch (ticket.kind) {
    case "story":
      return { error: { error_code: 1, type: "ERR_UPLOAD_FAILED_TO_PROCESS_IMAGE" } };
    case "storyVideo":
      return { error: { error_code: 1, type: "ERR_UPLOAD_FAILED_TO_PROCESS_VIDEO" } };
    case "product":
    case "productBulk":
      return { error_code: 129, error_msg: "Invalid photo" };
    case "video":
      return { error: "no file", error_code: 100, error_descr: "no video file" };
    case "document":
      return { error: "no_file", error_code: 105, error_descr: "no document file" };
    case "album":
      return { server: rejectedServer, photos_list: "[]", aid: ticket.album_id, hash };
    default:
      return photoResponse(ticket, { server: rejectedServer, photo: "", hash });
  }
}

/** What an upload server returns for a file that can be saved. */
export function acceptance(upload: PendingUpload): object {
  const { ticket, hash, server, photo, digest } = upload;
  switch (ticket.kind) {
    case "album":
      return { server, photos_list: photo, aid: ticket.album_id, hash };
    case "story":
    case "storyVideo":
      return { response: { upload_result: hash }, _sig: digest.slice(0, 32) };
    case "document":
      return { file: `${digest.slice(0, 20)}|${ticket.owner_id}|${hash}` };
    case "product":
    case "productBulk":
    case "thumb":
      return productResponse(upload);
    default:
      return photoResponse(ticket, upload);
  }
}

/** The response of the servers that take one photo. */
function photoResponse(
  { kind, owner_id }: Ticket,
  { server, photo, hash }: Pick<PendingUpload, "server" | "photo" | "hash">,
): object {
  switch (kind) {
    case "cover":
      return { server, photo, gid: Math.abs(owner_id), hash };
    case "poll":
    case "ownerCover":
    case "leadForm":
      return { photo, hash };
    case "chat":
      return { response: photo && hash };
    case "widget":
      return { image: photo, hash };
    default:
      return { server, photo, hash };
  }
}

function productResponse({ ticket, hash, server, digest, files }: PendingUpload): object {
  const { width = 0, height = 0 } = files[0] ?? {};
  return {
    sha: digest,
    secret: digest.slice(0, 16),
    meta: { height: String(height), width: String(width), kid: hash },
    hash,
    server: String(server),
    user_id: 0,
    group_id: Math.abs(ticket.owner_id),
    request_id: digest.slice(16, 32),
    album_id: ticket.album_id,
    app_id: 0,
  };
}
