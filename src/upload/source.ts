import { promises } from "node:fs";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { Readable } from "node:stream";
import type { FileTypeResult } from "file-type";
import type { Settings } from "../core/settings.ts";
import { ArgumentError, TimeoutError, TransportError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { maskText, maskUrl } from "../secrets.ts";
import { formatValue } from "../validation/format.ts";
import { documentName, typeOfBytes, typeOfFile, withExtension } from "./detect-type.ts";
import { readUnchanged } from "./read-unchanged.ts";
import { spoolToTempFile } from "./temp-file.ts";

/** A file: its path, its http(s) URL, its bytes (for example a Buffer), or a stream. */
export type FileInput = string | URL | Uint8Array | Readable;

/** A file of known length that can be read several times. */
export interface Source {
  /** File name with the extension of the detected type. */
  readonly name: string;
  /** Content type, `image/png`. */
  readonly mime: string;
  /** Number of bytes. */
  readonly length: number;
  /** Reads the file from its start; the stream fails with an UnreadableError. */
  readonly open: () => Readable;
  /** Deletes the temporary file, if there is one. */
  readonly dispose: () => Promise<void>;
}

/** Requirements for a kind of file. */
interface FileKindSpec {
  /** What VK accepts, for errors. */
  readonly expected: () => string;
  /** Whether VK accepts a content type; it is empty if the type is unknown. */
  readonly accepts: (mime: string) => boolean;
  /** Gives a file the name by which VK determines its type. */
  readonly nameOf: (name: string, type: FileTypeResult | undefined) => string;
  /** Maximum size of a file that is downloaded from a URL, in bytes. */
  readonly maxDownloadBytes: number;
  /** Maximum size of any file, in bytes. Empty: VK's limit is not checked. */
  readonly maxBytes?: number;
}

const megabyte = 1024 * 1024;

const maxDocumentBytes = 200 * megabyte;

/** Whether a file of this content type is sent as a photo; any other one is sent as a document. */
export function isMessagePicture(mime: string): boolean {
  return mime === "image/jpeg" || mime === "image/png";
}

/** Content types of the documents that VK refuses: MP3 and programs. */
const refusedDocuments = ["audio/mpeg", "application/x-msdownload"];

/**
 * Sources: https://dev.vk.com/ru/api/upload/wall-photo, https://dev.vk.com/ru/api/upload/video-in-profile,
 * https://dev.vk.com/ru/api/upload/document-in-profile. VK tells no limit of a voice message.
 */
const fileKinds = {
  image: {
    expected: () => localize("a JPG, PNG or GIF image"),
    accepts: (mime: string) => ["image/jpeg", "image/png", "image/gif"].includes(mime),
    nameOf: withExtension,
    maxDownloadBytes: 50 * megabyte,
  },
  video: {
    expected: () => localize("a video: AVI, MP4, 3GP, MPEG, MOV, FLV or WMV"),
    // A WMV file has the type of its container, or that of the first stream in its header, which may be audio.
    accepts: (mime: string) => mime.startsWith("video/") || mime.endsWith("ms-asf"),
    nameOf: withExtension,
    maxDownloadBytes: 5 * 1024 * megabyte,
  },
  document: {
    expected: () => localize("a document of up to 200 MB that is neither an MP3 nor a program"),
    accepts: (mime: string) => !refusedDocuments.includes(mime),
    nameOf: documentName,
    maxDownloadBytes: maxDocumentBytes,
    maxBytes: maxDocumentBytes,
  },
  attached: {
    expected: () => localize("a picture, or a document of up to 200 MB that is neither an MP3 nor a program"),
    accepts: (mime: string) => !refusedDocuments.includes(mime),
    nameOf: (name: string, type: FileTypeResult | undefined) =>
      type && isMessagePicture(type.mime) ? withExtension(name, type) : documentName(name, type),
    maxDownloadBytes: maxDocumentBytes,
    maxBytes: maxDocumentBytes,
  },
  voice: {
    expected: () => localize("a voice message in OGG with Opus"),
    accepts: (mime: string) => mime === "audio/ogg; codecs=opus",
    nameOf: withExtension,
    maxDownloadBytes: maxDocumentBytes,
    maxBytes: maxDocumentBytes,
  },
} satisfies Readonly<Record<string, FileKindSpec>>;

/** Kind of file that an upload requires. */
export type FileKind = keyof typeof fileKinds;

/** Requirements for the file in an argument. */
interface FileRequirement extends FileKindSpec {
  readonly argument: string;
}

const noop = async () => {};

/**
 * Opens a file and checks its type.
 *
 * @param argument name of the argument, for errors
 * @param kind kind of file that the upload requires
 * @param input the file
 * @param settings settings of the calls that follow
 * @throws {ArgumentError} if the file is missing, empty, a folder, or of a type that VK does not accept
 */
export async function openFile(
  argument: string,
  kind: FileKind,
  input: FileInput,
  settings: Settings,
): Promise<Source> {
  const required = { argument, ...fileKinds[kind] };
  const url = toUrl(input);
  if (url) return settings.dryRun ? dryRunSource(url) : fromUrl(required, url, settings);
  if (typeof input === "string") return fromFile(required, input, formatValue(input), basename(input), noop);
  if (input instanceof Uint8Array) return fromBytes(required, input);
  if (input instanceof Readable) return fromStream(required, input, settings);
  throw invalidFile(required, localize("got {value}", { value: formatValue(input) }));
}

function invalidFile({ argument, expected }: FileRequirement, problem: string): ArgumentError {
  return new ArgumentError(
    argument,
    localize("{problem}; expected {expected}, as a path, an http(s) URL, bytes or a stream", {
      problem,
      expected: expected(),
    }),
  );
}

function toUrl(input: FileInput): URL | undefined {
  if (typeof input === "string" && !/^https?:\/\//i.test(input)) return undefined;
  if (typeof input !== "string" && !(input instanceof URL)) return undefined;
  return URL.canParse(String(input)) ? new URL(input) : undefined;
}

/** A dry run sends no requests, so a file at a URL is not downloaded. */
function dryRunSource(url: URL): Source {
  return { name: fileName(url), mime: "", length: 0, open: () => Readable.from([]), dispose: noop };
}

async function fromUrl(required: FileRequirement, url: URL, settings: Settings): Promise<Source> {
  const maskedUrl = maskUrl(url.href);
  if (!/^https?:$/.test(url.protocol)) {
    throw invalidFile(required, localize("got {value}", { value: maskedUrl }));
  }
  settings.onRequestEvent?.({ event: "download", target: maskedUrl, detail: {} });
  try {
    const { download } = await import("../core/transport.ts");
    const open = () => download(url.href, settings);
    return await fromSpooled(required, open, maskedUrl, fileName(url), required.maxDownloadBytes, settings);
  } catch (error) {
    settings.signal?.throwIfAborted();
    if (error instanceof ArgumentError) throw error;
    throw await downloadError(required.argument, error, maskedUrl, url.href);
  }
}

/** Statuses below 500 after which a server may be asked again. */
const transientStatuses = [408, 425, 429];

/** The error of a failed download: an `ArgumentError` if the server refused it; otherwise it may succeed later. */
async function downloadError(
  argument: string,
  error: unknown,
  maskedUrl: string,
  url: string,
): Promise<Error> {
  const { networkReason } = await import("../core/network-reason.ts");
  const { code, message, cause } = error as NodeJS.ErrnoException; // of got, which wraps that of download
  const status = (cause as { status?: number } | undefined)?.status;
  const reason = maskText(networkReason(message ?? String(error))).replaceAll(url, maskedUrl);
  const problem = localize("{url} cannot be downloaded: {reason}", { url: maskedUrl, reason });
  const isRefused = status !== undefined && status < 500 && !transientStatuses.includes(status);
  if (isRefused || code === "ERR_TOO_MANY_REDIRECTS") return new ArgumentError(argument, problem);
  const Kind = code === "ETIMEDOUT" ? TimeoutError : TransportError;
  const later = localize("{argument}: {problem}; nothing was posted, try again later", { argument, problem });
  return new Kind(later, {
    sent: false,
    cause: Object.assign(new Error(problem), { code }),
    ...(status === undefined ? {} : { status }),
  });
}

function fileName({ pathname }: URL): string {
  // Characters that are escaped in a URL, and many others, are not valid in a file name.
  return basename(pathname).replace(/[^\w.-]/g, "_") || "file";
}

function fromStream(required: FileRequirement, stream: Readable, settings: Settings): Promise<Source> {
  const open = async () => stream;
  return fromSpooled(
    required,
    open,
    stream === process.stdin ? localize("standard input") : localize("the stream"),
    "file",
    required.maxBytes ?? Number.POSITIVE_INFINITY,
    settings,
  );
}

function tooLarge(required: FileRequirement, label: string, maxBytes: number): ArgumentError {
  return invalidFile(
    required,
    localize("{label} is larger than {max} MB", { label, max: maxBytes / megabyte }),
  );
}

async function fromSpooled(
  required: FileRequirement,
  open: () => Promise<Readable>,
  label: string,
  name: string,
  maxBytes: number,
  { signal }: Settings,
): Promise<Source> {
  const { path, dispose } = await spoolToTempFile(open, {
    maxBytes,
    signal,
    tooLarge: tooLarge(required, label, maxBytes),
    cannotStore: code =>
      new ArgumentError(
        required.argument,
        localize("{label} cannot be stored in {folder} ({code}); free up space, or set TMPDIR", {
          label,
          folder: tmpdir(),
          code: `${code}`,
        }),
      ),
  });
  return fromFile(required, path, label, name, dispose).catch(async (error: unknown) => {
    await dispose();
    throw error;
  });
}

async function fromFile(
  required: FileRequirement,
  path: string,
  label: string,
  name: string,
  dispose: () => Promise<void>,
): Promise<Source> {
  const stats = await promises.stat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    const problem =
      error.code === "ENOENT"
        ? localize("there is no such file")
        : localize("it cannot be read ({code})", { code: `${error.code}` });
    throw invalidFile(required, localize("got {label}, but {problem}", { label, problem }));
  });
  if (stats.isDirectory()) {
    throw invalidFile(required, localize("got {label}, which is a folder", { label }));
  }
  if (stats.size === 0n) {
    throw invalidFile(required, localize("got {label}, which is empty", { label }));
  }
  checkSize(required, label, Number(stats.size));
  const type = await typeOfFile(path).catch((error: NodeJS.ErrnoException) => {
    const got = { label, code: error.code ?? error.message };
    throw invalidFile(required, localize("got {label}, which cannot be read ({code})", got));
  });
  const mime = acceptedMime(required, label, type);
  const open = () => readUnchanged(path, label, stats);
  return { name: required.nameOf(name, type), mime, length: Number(stats.size), open, dispose };
}

async function fromBytes(required: FileRequirement, input: Uint8Array): Promise<Source> {
  if (input.length === 0) throw invalidFile(required, localize("got no bytes"));
  const label = localize("{count} bytes", { count: input.length });
  checkSize(required, label, input.length);
  // A copy, because the caller may change the bytes before they are sent.
  const bytes = Buffer.from(input);
  const type = await typeOfBytes(bytes);
  const mime = acceptedMime(required, label, type);
  const open = () => Readable.from([bytes], { objectMode: false });
  return { name: required.nameOf("file", type), mime, length: bytes.length, open, dispose: noop };
}

function checkSize(required: FileRequirement, label: string, size: number): void {
  const { maxBytes = Number.POSITIVE_INFINITY } = required;
  if (size > maxBytes) throw tooLarge(required, label, maxBytes);
}

function acceptedMime(required: FileRequirement, label: string, type: FileTypeResult | undefined): string {
  if (required.accepts(type?.mime ?? "")) return type?.mime ?? "application/octet-stream";
  const problem = type
    ? localize("got {label}, which is {type}", { label, type: type.mime })
    : localize("got {label}, which is of an unknown type", { label });
  throw invalidFile(required, problem);
}
