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
import { localize } from "../i18n/localize.ts";
import { maskText, maskUrl } from "../secrets.ts";
import { UnreadableError } from "./read-unchanged.ts";
import { readUploadResponse } from "./response.ts";
import { type FileInput, type FileKind, isMessagePicture, openFile, type Source } from "./source.ts";
import {
  type SaveMethod,
  type Uploaded,
  type UploadKind,
  type UploadResponse,
  type UploadSpec,
  uploadSpecs,
} from "./specs.ts";

/** Upload servers fail occasionally; each attempt uses a new upload URL. */
const maxAttempts = 5;

/** A file to upload, and the name of its argument, for errors. */
export type NamedFile = readonly [argument: string, input: FileInput];

/** The upload of one file. */
interface UploadJob {
  readonly kind: string;
  readonly field: string;
  /** Gets the field of the response that is set if the server accepted the file. */
  readonly acceptedField?: (response: UploadResponse) => string | undefined;
  readonly source: Source;
  readonly settings: Settings;
  /** Gets the upload URL for an attempt. */
  readonly getUrl: () => Promise<string>;
}

/** Options of an upload. */
export interface UploadOptions<K extends UploadKind> {
  /** Records each saved file, if more steps follow. */
  readonly note?: Note;
  /** Additional parameters for the method that returns the upload URL. */
  readonly params?: Partial<Methods[(typeof uploadSpecs)[K]["getServer"]]["params"]>;
  /** Additional parameters for the method that saves the file. */
  readonly saveParams?: Partial<Methods[SaveMethod<K>]["params"]>;
}

function specOf(kind: UploadKind): UploadSpec {
  return uploadSpecs[kind] as unknown as UploadSpec; // each spec fits its own methods
}

/**
 * Uploads files one by one. All files are checked before the first byte is sent.
 *
 * @param kind kind of upload
 * @param files the files
 * @returns VK's response to the saving of each file, in the same order
 * @throws {UploadError} if an upload server did not accept a file
 */
export async function uploadFiles<K extends UploadKind>(
  kind: K,
  files: readonly NamedFile[],
  auth: Auth,
  options: UploadOptions<K> = {},
): Promise<Array<VkResponse<SaveMethod<K>>>> {
  const { file = "image" } = specOf(kind);
  return withOpenFiles(file, files, async sources => {
    const saved: Array<VkResponse<SaveMethod<K>>> = [];
    for (const source of sources) saved.push(await uploadSource(kind, source, auth, options));
    return saved;
  });
}

/** Uploads a file that is open, and saves it. */
async function uploadSource<K extends UploadKind>(
  kind: K,
  source: Source,
  auth: Auth,
  { note, params, saveParams }: UploadOptions<K>,
): Promise<VkResponse<SaveMethod<K>>> {
  const spec = specOf(kind);
  const getUrl = async () => {
    const serverParams = { ...(await spec.getServerParams(auth, source)), ...params };
    const { response } = await call(spec.getServer, serverParams, auth);
    return uploadUrl(kind, response);
  };
  const uploaded = await uploadWithRetry({ kind, ...spec, source, settings: currentSettings(), getUrl });
  const response = await call(spec.save, { ...spec.saveParams(uploaded, auth), ...saveParams }, auth);
  const file = spec.saved?.(response.response, auth);
  if (file) note?.(spec.save, file.type, file);
  return response as VkResponse<SaveMethod<K>>; // the spec's own save method
}

/** Uploads one file. */
export async function uploadFile<K extends UploadKind>(
  kind: K,
  file: NamedFile,
  auth: Auth,
  options: UploadOptions<K> = {},
): Promise<VkResponse<SaveMethod<K>>> {
  const [saved] = await uploadFiles(kind, [file], auth, options);
  return saved as VkResponse<SaveMethod<K>>; // one file in, one response out
}

/**
 * Uploads files for a post or a message. Each saved file is recorded, so none is missing from the result.
 *
 * @returns the attachments in the same order, `photo-218861756_457239017`
 */
export async function uploadAttachments<K extends UploadKind>(
  kind: K,
  files: readonly NamedFile[],
  auth: Auth,
  options: UploadOptions<K> & { readonly note: Note },
): Promise<string[]> {
  const responses = await uploadFiles(kind, files, auth, options);
  return responses.map(saved => attachmentOf(kind, saved, auth));
}

function attachmentOf(kind: UploadKind, { response }: { readonly response: unknown }, auth: Auth): string {
  const saved = specOf(kind).saved?.(response as never, auth); // the response of this kind's own save method
  const { type, owner_id, id, access_key } = saved ?? {};
  return `${type}${owner_id}_${id}${access_key ? `_${access_key}` : ""}`;
}

/** Uploads the files of a message. */
export type UploadMessageFiles = (note: Note, peer_id: number | undefined) => Promise<string[]>;

/**
 * Opens and checks the files of a message, so that nothing is sent if one cannot be used, and closes them when the work ends.
 *
 * @param files JPG and PNG pictures, which become photos, and documents; a GIF is a document, so that it stays animated
 * @param work gets the function that uploads them, one by one, and returns their attachments in the same order
 */
export async function withMessageFiles<T>(
  files: readonly NamedFile[],
  auth: Auth,
  work: (upload: UploadMessageFiles) => Promise<T>,
): Promise<T> {
  return withOpenFiles("attached", files, sources =>
    work(async (note, peer_id) => {
      const attachments: string[] = [];
      for (const source of sources) {
        const kind = isPicture(source) ? "Message" : "MessageDocument";
        // A photo that was uploaded for no conversation can be sent to any; a document needs one.
        const params = kind === "Message" ? {} : { peer_id };
        attachments.push(attachmentOf(kind, await uploadSource(kind, source, auth, { note, params }), auth));
      }
      return attachments;
    }),
  );
}

/** Whether a file is sent as a photo. A dry run does not download a file, so its name tells. */
function isPicture({ mime, name }: Source): boolean {
  return mime === "" ? /\.(jpe?g|png)$/i.test(name) : isMessagePicture(mime);
}

/** Response of VK's video upload server. Source: https://dev.vk.com/ru/api/upload/video-in-profile */
export interface UploadedVideo {
  /** Owner of the video, negative for a community. */
  readonly owner_id: number;
  /** Video ID; the attachment of the video is `video` + owner ID + `_` + video ID. */
  readonly video_id: number;
  /** Number of bytes that the server received. */
  readonly size?: number;
  /** Hash of the video. */
  readonly video_hash?: string;
  /** URL of the video. */
  readonly direct_link?: string;
}

/**
 * Uploads a video. VK creates the video when it returns the upload URL, so all attempts use the same upload URL.
 *
 * @param video the video
 * @param params parameters of `video.save`, such as the name
 */
export async function uploadVideo(
  video: NamedFile,
  params: Methods["video.save"]["params"],
  auth: Auth,
): Promise<UploadedVideo> {
  const upload = async ([source]: readonly Source[], settings: Settings, note: Note) => {
    const { response } = await call("video.save", params, auth);
    const { owner_id = 0, video_id = 0 } = response ?? {};
    note("video.save", "video", { owner_id, id: video_id }, () =>
      localize("VK has created the video without its file. Delete it before you retry the upload."),
    );
    const getUrl = async () => uploadUrl("Video", response);
    const job = { kind: "Video", field: "video_file", settings, getUrl };
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
    for (const [argument, input] of files) opened.push(await openFile(argument, kind, input, settings));
    return await work(opened, settings);
  } finally {
    await Promise.all(opened.map(source => source.dispose()));
  }
}

async function uploadWithRetry(job: UploadJob): Promise<Uploaded> {
  const { kind, settings, getUrl } = job;
  for (let attempt = 1; ; attempt++) {
    const url = await getUrl();
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
  const url = (response as { upload_url?: unknown } | null)?.upload_url; // VK's response may be anything
  if (isPlaceholder(url)) return String(url);
  if (typeof url !== "string" || !URL.canParse(url))
    throw new UploadError(kind, localize("VK returned no upload URL"));
  return url;
}

/** Returns a placeholder for the response of an upload server. */
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
  // Forms are loaded on demand, because most commands upload nothing.
  const { sendFile } = await import("./multipart.ts");
  const httpResponse = await sendFile(
    url,
    field,
    source,
    localize("upload {kind}", { kind }),
    settings,
  ).catch((cause: unknown) => {
    if (cause instanceof UnreadableError) throw new UploadError(kind, cause.message, { cause, final: true });
    if (cause instanceof TransportError) throw new UploadError(kind, cause.message, { cause });
    throw cause;
  });
  settings.onRequestEvent?.({
    event: "upload response",
    target: maskUrl(url),
    detail: maskText(httpResponse.body),
  });
  return readUploadResponse(kind, acceptedField, httpResponse);
}
