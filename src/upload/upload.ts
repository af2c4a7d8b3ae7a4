import type { Methods } from "../api/method-types.ts";
import { sleep } from "../core/abort.ts";
import type { Auth } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { isPlaceholder, placeholder } from "../core/dry-run.ts";
import { retryDelay } from "../core/middleware/retry.ts";
import type { VkResponse } from "../core/request.ts";
import type { Settings } from "../core/settings.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { type Note, steps } from "../core/steps.ts";
import { TransportError, UploadError } from "../errors.ts";
import { maskText, maskUrl } from "../secrets.ts";
import { readUploadResponse } from "./response.ts";
import { type FileInput, type FileKind, openFile, type Source, UnreadableError } from "./source.ts";
import {
  type SaveMethod,
  type Uploaded,
  type UploadKind,
  type UploadResponse,
  type UploadSpec,
  uploadSpecs,
} from "./specs.ts";

/** Upload servers fail now and then; each attempt gets an address of its own. */
const maxAttempts = 5;

/** A file to upload, and the name of the argument that holds it, for errors. */
export type NamedFile = readonly [argument: string, binary: FileInput];

/** One file on its way. */
interface UploadJob {
  readonly kind: string;
  readonly field: string;
  /** What must be in the server's answer; without it the file was not taken. */
  readonly acceptedField?: (response: UploadResponse) => string | undefined;
  readonly source: Source;
  readonly settings: Settings;
  /** Gives the address for an attempt. */
  readonly address: () => Promise<string>;
}

/** How images are uploaded. */
export interface UploadOptions<K extends UploadKind> {
  /** Notes each saved photo, where other steps may follow. */
  readonly note?: Note;
  /** More parameters for the method that gives the upload URL. */
  readonly params?: Partial<Methods[(typeof uploadSpecs)[K]["getServer"]]["params"]>;
}

/**
 * Uploads pictures one after another. All of them are checked before the first byte is sent.
 *
 * @param kind what the pictures are for
 * @param pictures where they come from
 * @returns VK's answer to the saving of each picture, in their order
 * @throws {UploadError} when an upload server did not take a picture
 */
export async function uploadPictures<K extends UploadKind>(
  kind: K,
  pictures: readonly NamedFile[],
  auth: Auth,
  { note, params }: UploadOptions<K> = {},
): Promise<Array<VkResponse<SaveMethod<K>>>> {
  const spec = uploadSpecs[kind] as unknown as UploadSpec; // each spec fits its own methods
  return withOpenFiles("picture", pictures, async (sources, settings) => {
    const saved: Array<VkResponse<SaveMethod<K>>> = [];
    for (const source of sources) {
      const address = async () => {
        const { response } = await call(spec.getServer, { ...spec.getServerParams(auth), ...params }, auth);
        return uploadUrl(kind, response);
      };
      const uploaded = await uploadWithRetry({ kind, ...spec, source, settings, address });
      const response = await call(spec.save, spec.saveParams(uploaded, auth), auth);
      note?.(spec.save, "photo", spec.photo?.(response.response, auth));
      saved.push(response as VkResponse<SaveMethod<K>>); // the spec's own save method
    }
    return saved;
  });
}

/** Uploads one picture. */
export async function uploadPicture<K extends UploadKind>(
  kind: K,
  picture: NamedFile,
  auth: Auth,
  options: UploadOptions<K> = {},
): Promise<VkResponse<SaveMethod<K>>> {
  const [saved] = await uploadPictures(kind, [picture], auth, options);
  return saved as VkResponse<SaveMethod<K>>; // one picture in, one answer out
}

/** What VK's video server answers. Source: https://dev.vk.com/ru/api/upload/video-in-profile */
export interface UploadedVideo {
  /** Owner of the video, negative for a community. */
  readonly owner_id: number;
  /** Number of the video; it is attached as `video` + owner + `_` + number. */
  readonly video_id: number;
  /** Bytes that the server took. */
  readonly size?: number;
  /** Digest of the video. */
  readonly video_hash?: string;
  /** Address of the video. */
  readonly direct_link?: string;
}

const videoAdvice = "VK has created the video without its file. Delete it before you repeat the upload.";

/**
 * Uploads a video. VK makes the video when it is asked for the address, so that is done once, and every attempt goes there.
 *
 * @param video where it comes from
 * @param params what it is called and where it goes
 */
export async function uploadVideo(
  video: NamedFile,
  params: Methods["video.save"]["params"],
  auth: Auth,
): Promise<UploadedVideo> {
  const upload = async ([source]: readonly Source[], settings: Settings, note: Note) => {
    const { response } = await call("video.save", params, auth);
    const { owner_id = 0, video_id = 0 } = response ?? {};
    note("video.save", "video", { owner_id, id: video_id }, () => videoAdvice);
    const address = async () => uploadUrl("Video", response);
    const job = {
      kind: "Video",
      field: "video_file",
      settings,
      address,
    };
    const uploaded = await uploadWithRetry({ ...job, source: source as Source }); // one file in, one source out
    return settings.dryRun ? { owner_id, video_id } : { ...uploaded.response, owner_id, video_id };
  };
  return withOpenFiles("video", [video], (sources, settings) =>
    steps(note => upload(sources, settings, note)),
  );
}

async function withOpenFiles<T>(
  kind: FileKind,
  files: readonly NamedFile[],
  work: (sources: readonly Source[], settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = currentSettings();
  const opened: Source[] = [];
  try {
    for (const [argument, binary] of files) opened.push(await openFile(argument, kind, binary, settings));
    return await work(opened, settings);
  } finally {
    await Promise.all(opened.map(source => source.dispose()));
  }
}

async function uploadWithRetry(job: UploadJob): Promise<Uploaded> {
  const { kind, settings, address } = job;
  for (let attempt = 1; ; attempt++) {
    const url = await address();
    try {
      return await send(job, url);
    } catch (error) {
      settings.signal?.throwIfAborted();
      if (!(error instanceof UploadError) || error.final || attempt === maxAttempts) throw error;
      const wait = Math.round(retryDelay(attempt));
      const detail = { attempt, wait, reason: error.message };
      settings.onRequestEvent?.({ event: "retry", target: `upload ${kind}`, detail });
      await sleep(wait, settings.signal);
    }
  }
}

function uploadUrl(kind: string, response: unknown): string {
  const url = (response as { upload_url?: unknown } | null)?.upload_url; // VK's answer may be anything
  if (isPlaceholder(url)) return String(url);
  if (typeof url !== "string" || !URL.canParse(url)) throw new UploadError(kind, "VK gave no upload address");
  return url;
}

/** Whatever is read from it is a placeholder too. */
function dryRunUpload(kind: string): Uploaded {
  const response = placeholder(`upload ${kind}`);
  return { response: response as UploadResponse, body: String(response) };
}

async function send(
  { kind, field, acceptedField, source, settings }: UploadJob,
  url: string,
): Promise<Uploaded> {
  const { name, mime, length } = source;
  settings.onRequestEvent?.({
    event: "upload",
    target: maskUrl(url),
    detail: { field, name, mime, bytes: length },
  });
  if (settings.dryRun) return dryRunUpload(kind);
  // Most commands upload nothing: what makes forms is loaded by those that do.
  const { sendFile } = await import("./multipart.ts");
  const answer = await sendFile(url, field, source, `upload ${kind}`, settings).catch((cause: unknown) => {
    if (cause instanceof UnreadableError) throw new UploadError(kind, cause.message, { cause, final: true });
    if (cause instanceof TransportError) throw new UploadError(kind, cause.message, { cause });
    throw cause;
  });
  settings.onRequestEvent?.({
    event: "upload response",
    target: maskUrl(url),
    detail: maskText(answer.body),
  });
  return readUploadResponse(kind, acceptedField, answer);
}
