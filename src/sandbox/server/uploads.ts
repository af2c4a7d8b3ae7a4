import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import { imageSizeFromFile } from "image-size/fromFile";

/** What an upload address is for. */
export type UploadFor = "wall" | "album" | "product" | "cover" | "poll" | "story" | "video";

/** Who may send a file to an upload address, and where it goes. */
export interface Ticket {
  readonly for: UploadFor;
  readonly owner_id: number;
  readonly album_id: number;
  /** Of a story: the button under it. */
  readonly link?: { readonly text: string; readonly url: string };
  /** Of a video: its number, and who is told of its file. */
  readonly video_id?: number;
  readonly stored?: (file: string, size: number) => void;
}

/** A file that was taken and waits to be saved. */
export interface PendingUpload {
  readonly ticket: Ticket;
  readonly hash: string;
  readonly server: number;
  /** The text that stands for the picture until it is saved. */
  readonly photo: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** VK's limits for pictures. Source: https://dev.vk.com/ru/api/upload/wall-photo */
const maxSides = 14_000;
const pictureTypes = ["jpg", "png", "gif"];

/** The upload servers: they give addresses, take files, and hand them over to the methods that save. */
export class Uploads {
  readonly #folder: string;
  readonly #maxPhoto: number;
  readonly #tickets = new Map<string, Ticket>();
  readonly #taken = new Map<string, PendingUpload>();

  constructor(folder: string, maxPhoto: number) {
    this.#folder = folder;
    this.#maxPhoto = maxPhoto;
  }

  /** Gives an upload address. */
  address(origin: string, ticket: Ticket): string {
    const token = randomBytes(16).toString("hex");
    this.#tickets.set(token, ticket);
    return `${origin}/upload/${ticket.for}?act=do_add&aid=${ticket.album_id}&token=${token}`;
  }

  /** Hands over a file that was taken, once; `undefined` when there is none of this hash. */
  claim(hash: string): PendingUpload | undefined {
    const taken = this.#taken.get(hash);
    this.#taken.delete(hash);
    return taken;
  }

  /** Takes a file and says what VK's server of that kind says. */
  async receive(token: string, request: IncomingMessage): Promise<object> {
    const ticket = this.#tickets.get(token);
    if (!ticket) return { error: "ERR_UPLOAD_WRONG_HASH: wrong upload address", error_code: 1 };
    const part = join(this.#folder, `${randomBytes(8).toString("hex")}.part`);
    try {
      const digest = await storeFirstFile(request, part);
      if (ticket.for === "video") return await this.#keepVideo(ticket, part, digest);
      const picture = digest === undefined ? undefined : await this.#inspect(part);
      if (!picture) return refusal(ticket);
      const hash = randomBytes(9).toString("hex");
      const file = `${hash}.${picture.type}`;
      await rename(part, join(this.#folder, file));
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
      const taken = { ticket, hash, server: 800_000 + (picture.width % 1000), photo, file, ...picture };
      this.#taken.set(hash, taken);
      return answer(taken, digest ?? "");
    } finally {
      await rm(part, { force: true });
    }
  }

  async #keepVideo(ticket: Ticket, part: string, digest: string | undefined): Promise<object> {
    const size = digest === undefined ? 0 : (await stat(part)).size;
    if (digest === undefined || size === 0)
      return { error: "no file", error_code: 100, error_descr: "no video file" };
    const file = `${digest.slice(0, 18)}.video`;
    await rename(part, join(this.#folder, file));
    ticket.stored?.(file, size);
    const { owner_id, video_id } = ticket;
    const direct_link = `https://vk.com/video${owner_id}_${video_id}`;
    return { video_hash: digest.slice(0, 18), size, direct_link, owner_id, video_id };
  }

  async #inspect(path: string): Promise<{ width: number; height: number; type: string } | undefined> {
    const { size } = await stat(path);
    if (size === 0 || size > this.#maxPhoto) return undefined;
    try {
      const { width, height, type = "" } = await imageSizeFromFile(path);
      const fits = pictureTypes.includes(type) && width + height <= maxSides;
      return fits ? { width, height, type } : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Stores the first file of a form, whatever its field is called, as VK does. Gives its digest, if there was a file. */
async function storeFirstFile(request: IncomingMessage, path: string): Promise<string | undefined> {
  const headers = request.headers;
  if (!headers["content-type"]?.startsWith("multipart/form-data")) return undefined;
  let stored: Promise<string> | undefined;
  const form = new Busboy({ headers: headers as BusboyHeaders }); // has the content type
  form.on("file", (_field: string, file: Readable, name: string) => {
    // Without a name with an extension VK does not see what the file is.
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

function refusal({ for: kind }: Ticket): object {
  if (kind === "story") return { error: { error_code: 1, type: "ERR_UPLOAD_FAILED_TO_PROCESS_IMAGE" } };
  if (kind === "product") return { error_code: 129, error_msg: "Invalid photo" };
  return kind === "album"
    ? { server: 0, photos_list: "[]", aid: 0, hash: "" }
    : { server: 0, photo: "[]", hash: "" };
}

function answer({ ticket, hash, server, photo, width, height }: PendingUpload, digest: string): object {
  const group = Math.abs(ticket.owner_id);
  switch (ticket.for) {
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
