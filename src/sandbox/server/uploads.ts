import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import { imageSizeFromFile } from "image-size/fromFile";
import { now } from "../state/clock.ts";
import type { PendingUpload, Ticket } from "../state/model/index.ts";
import type { Store } from "../state/store.ts";

/** Maximum sum of an image's width and height. Source: https://dev.vk.com/ru/api/upload/wall-photo */
const maxSidesSum = 14_000;
/** Image types that VK accepts. Source: the same. */
const imageTypes = ["jpg", "png", "gif"];

/** The upload servers: they issue upload URLs, store files, and pass them to the methods that save them. */
export class Uploads {
  readonly #store: Store;
  readonly #maxPhoto: number;

  constructor(store: Store, maxPhoto: number) {
    this.#store = store;
    this.#maxPhoto = maxPhoto;
  }

  /** Issues an upload URL. */
  issueUrl(origin: string, ticket: Omit<Ticket, "token" | "issued">): string {
    const token = randomBytes(16).toString("hex");
    this.#store.state.tickets.add({ ...ticket, token, issued: now() });
    return `${origin}/upload/${ticket.kind}?act=do_add&aid=${ticket.album_id}&token=${token}`;
  }

  /** Returns an uploaded file once; `undefined` when no pending file has this hash. */
  claim(hash: string): PendingUpload | undefined {
    const { pendingUploads } = this.#store.state;
    const upload = pendingUploads.get(hash);
    if (upload) pendingUploads.remove(upload);
    return upload;
  }

  /** Stores a file and returns what VK's upload server of that kind returns. */
  async receive(token: string, request: IncomingMessage): Promise<object> {
    const ticket = this.#store.state.tickets.get(token);
    if (!ticket) return { error: "ERR_UPLOAD_WRONG_HASH: wrong upload address", error_code: 1 };
    const partPath = join(this.#store.files, `${randomBytes(8).toString("hex")}.part`);
    try {
      const digest = await storeFirstFile(request, partPath);
      if (ticket.kind === "video") return await this.#storeVideo(ticket, partPath, digest);
      const image = digest === undefined ? undefined : await this.#inspectImage(partPath);
      if (!image) return rejection(ticket);
      const hash = randomBytes(9).toString("hex");
      const file = `${hash}.${image.type}`;
      await rename(partPath, join(this.#store.files, file));
      const photo = JSON.stringify([
        {
          markers_restarted: true,
          photo: `${digest?.slice(0, 10)}:w`,
          sizes: [],
          latitude: 0,
          longitude: 0,
          kid: hash,
        },
      ]);
      const upload = { ticket, hash, server: 800_000 + (image.width % 1000), photo, file, ...image };
      this.#store.state.pendingUploads.add(upload);
      return uploadResponse(upload, digest ?? "");
    } finally {
      await rm(partPath, { force: true });
    }
  }

  async #storeVideo(ticket: Ticket, partPath: string, digest: string | undefined): Promise<object> {
    const size = digest === undefined ? 0 : (await stat(partPath)).size;
    if (digest === undefined || size === 0)
      return { error: "no file", error_code: 100, error_descr: "no video file" };
    const file = `${digest.slice(0, 18)}.video`;
    await rename(partPath, join(this.#store.files, file));
    const { owner_id, video_id = 0 } = ticket;
    const { videos } = this.#store.state;
    const video = videos.get(owner_id, video_id);
    if (video) videos.update(video, { file, size });
    const direct_link = `https://vk.com/video${owner_id}_${video_id}`;
    return { video_hash: digest.slice(0, 18), size, direct_link, owner_id, video_id };
  }

  async #inspectImage(path: string): Promise<{ width: number; height: number; type: string } | undefined> {
    const { size } = await stat(path);
    if (size === 0 || size > this.#maxPhoto) return undefined;
    try {
      const { width, height, type = "" } = await imageSizeFromFile(path);
      const isAccepted = imageTypes.includes(type) && width + height <= maxSidesSum;
      return isAccepted ? { width, height, type } : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Stores the first file of a form, whatever its field name is, as VK does. Returns its digest, or `undefined` without a file. */
async function storeFirstFile(request: IncomingMessage, path: string): Promise<string | undefined> {
  const headers = request.headers;
  if (!headers["content-type"]?.startsWith("multipart/form-data")) return undefined;
  let stored: Promise<string> | undefined;
  const form = new Busboy({ headers: headers as BusboyHeaders }); // has the content type
  form.on("file", (_field: string, file: Readable, name: string) => {
    // VK recognizes a file only when its name has an extension.
    if (stored || !/\.\w+$/.test(name ?? "")) file.resume();
    else stored = store(file, path);
  });
  await pipeline(request, form);
  return stored;
}

async function store(file: Readable, path: string): Promise<string> {
  const digest = createHash("sha256");
  file.on("data", (chunk: Buffer) => digest.update(chunk));
  await pipeline(file, createWriteStream(path));
  return digest.digest("hex");
}

function rejection({ kind }: Ticket): object {
  if (kind === "story") return { error: { error_code: 1, type: "ERR_UPLOAD_FAILED_TO_PROCESS_IMAGE" } };
  if (kind === "product") return { error_code: 129, error_msg: "Invalid photo" };
  return kind === "album"
    ? { server: 0, photos_list: "[]", aid: 0, hash: "" }
    : { server: 0, photo: "[]", hash: "" };
}

function uploadResponse(
  { ticket, hash, server, photo, width, height }: PendingUpload,
  digest: string,
): object {
  const group = Math.abs(ticket.owner_id);
  switch (ticket.kind) {
    case "wall":
      return { server, photo, hash };
    case "album":
      return { server, photos_list: photo, aid: ticket.album_id, hash };
    case "cover":
      return { server, photo, gid: group, hash };
    case "poll":
      return { photo, hash };
    case "story":
      return { response: { upload_result: hash }, _sig: digest.slice(0, 32) };
    default:
      return {
        sha: digest,
        secret: digest.slice(0, 16),
        meta: { height: String(height), width: String(width), kid: hash },
        hash,
        server: String(server),
        user_id: 0,
        group_id: group,
        request_id: digest.slice(16, 32),
        album_id: -53,
        app_id: 0,
      };
  }
}
