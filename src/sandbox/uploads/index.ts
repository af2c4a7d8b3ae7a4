import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { extname, join } from "node:path";
import { now } from "../state/clock.ts";
import type { PendingUpload, Ticket, UploadedFile, Video } from "../state/model/index.ts";
import type { Store } from "../state/store.ts";
import { type ReceivedFile, receiveFiles } from "./form.ts";
import { type ImageLimits, inspectImage, measure } from "./image.ts";
import { acceptance, rejection } from "./responses.ts";
import { uploadRules } from "./rules.ts";

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

  /** Returns uploaded files once; `undefined` when no pending upload has this hash. */
  claim(hash: string): PendingUpload | undefined {
    const { pendingUploads } = this.#store.state;
    const upload = pendingUploads.get(hash);
    if (upload) pendingUploads.remove(upload);
    return upload;
  }

  /**
   * Stores the files of a form and returns what VK's upload server of that kind returns.
   *
   * @param publish is told of a video whose file was stored
   */
  async receive(token: string, request: IncomingMessage, publish: (video: Video) => void): Promise<object> {
    const ticket = this.#store.state.tickets.get(token);
    if (!ticket) return { error: "ERR_UPLOAD_WRONG_HASH: wrong upload address", error_code: 1 };
    const linked = this.#linkedVideo(ticket);
    if (linked) return videoResponse(linked, "");
    const { image, maxFiles } = uploadRules[ticket.kind];
    const received = await receiveFiles(request, this.#store.files, maxFiles);
    try {
      const files = await Promise.all(received.map(file => this.#keep(file, image)));
      const kept = files.filter(file => file !== undefined);
      const digest = received[0]?.digest ?? "";
      if (kept.length === 0) return rejection(ticket);
      if (ticket.kind === "video") return this.#storeVideo(ticket, kept, digest, publish);
      return acceptance(this.#addPending(ticket, kept, digest));
    } finally {
      await Promise.all(received.map(({ path }) => rm(path, { force: true })));
    }
  }

  /** Moves a file to its place; `undefined` when VK would not accept it. */
  async #keep(file: ReceivedFile, limits: ImageLimits | undefined): Promise<UploadedFile | undefined> {
    const image = limits && (await inspectImage(file, this.#maxPhoto, limits));
    if (limits ? !image : file.size === 0) return undefined;
    const { width, height } = image ?? (await measure(file));
    const { name, size, digest, path } = file;
    const ext = image?.type ?? extname(name).slice(1).replace(/\W/g, "").toLowerCase();
    const stored = `${digest.slice(0, 18)}${randomBytes(4).toString("hex")}.${ext}`;
    await rename(path, join(this.#store.files, stored));
    return { file: stored, name, size, ext, width, height };
  }

  #addPending(ticket: Ticket, files: readonly UploadedFile[], digest: string): PendingUpload {
    const hash = randomBytes(9).toString("hex");
    const photo = JSON.stringify(
      files.map(({ file }) => ({
        markers_restarted: true,
        photo: `${file.slice(0, 10)}:w`,
        sizes: [],
        latitude: 0,
        longitude: 0,
        kid: hash,
      })),
    );
    const server = 800_000 + ((files[0]?.width ?? 0) % 1000);
    return this.#store.state.pendingUploads.add({ ticket, hash, server, photo, digest, files });
  }

  #storeVideo(
    { owner_id, video_id = 0 }: Ticket,
    [kept]: readonly UploadedFile[],
    digest: string,
    publish: (video: Video) => void,
  ): object {
    const { state } = this.#store;
    const video = state.videos.get(owner_id, video_id);
    if (!video || !kept) return { error: "no video", error_code: 204, error_descr: "the video was deleted" };
    const { file, size } = kept;
    const stored = this.#store.transaction(() => {
      const changed = state.videos.update(video, { file, size });
      publish(changed);
      return changed;
    });
    return videoResponse(stored, digest);
  }

  /** The video that an upload URL is for, when it is on another site: nothing is uploaded then. */
  #linkedVideo({ kind, owner_id, video_id = 0 }: Ticket): Video | undefined {
    const video = kind === "video" ? this.#store.state.videos.get(owner_id, video_id) : undefined;
    return video?.link ? video : undefined;
  }
}

function videoResponse({ owner_id, id, size }: Video, digest: string): object {
  const direct_link = `https://vk.com/video${owner_id}_${id}`;
  return { video_hash: digest.slice(0, 18), size, direct_link, owner_id, video_id: id };
}
