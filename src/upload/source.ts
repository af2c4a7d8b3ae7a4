import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FileTypeResult } from "file-type";
import type { Settings } from "../core/settings.ts";
import { ArgumentError } from "../errors.ts";
import { maskText, maskUrl } from "../secrets.ts";
import { formatValue } from "../validation/format.ts";

/** Where a file comes from: a path, an http(s) address, its bytes (a Buffer is one), or a stream of them. */
export type FileInput = string | URL | Uint8Array | Readable;

/** A file that can be read from its beginning as often as needed, and whose length is known before the first byte. */
export interface Source {
  /** File name with the extension of what the file is. */
  readonly name: string;
  /** Content type, `image/png`. */
  readonly mime: string;
  /** Bytes. */
  readonly length: number;
  /** Reads the file from its beginning. */
  readonly open: () => Readable;
  /** Removes what was stored for it. */
  readonly dispose: () => Promise<void>;
}

/** A kind of file that VK takes. */
interface FileKindSpec {
  /** What it is, for errors. */
  readonly expected: string;
  readonly accepts: (mime: string) => boolean;
  /** The largest that is fetched from an address, in bytes. */
  readonly maxBytes: number;
}

const megabyte = 1024 * 1024;

/** Large parts keep the way through node short; `npm run bench` shows the speed and the memory. */
const chunk = 4 * megabyte;

/** Sources: https://dev.vk.com/ru/api/upload/wall-photo, https://dev.vk.com/ru/api/upload/video-in-profile */
const fileKinds = {
  picture: {
    expected: "a JPG, PNG or GIF picture",
    accepts: (mime: string) => ["image/jpeg", "image/png", "image/gif"].includes(mime),
    maxBytes: 50 * megabyte,
  },
  video: {
    expected: "a video: AVI, MP4, 3GP, MPEG, MOV, FLV or WMV",
    // WMV has the type of its container.
    accepts: (mime: string) => mime.startsWith("video/") || mime === "application/vnd.ms-asf",
    maxBytes: 5 * 1024 * megabyte,
  },
} satisfies Readonly<Record<string, FileKindSpec>>;

/** What a file must be. */
export type FileKind = keyof typeof fileKinds;

/** What is asked for: by which argument, and what it must be. */
interface FileRequirement extends FileKindSpec {
  readonly argument: string;
}

const noop = async () => {};

/**
 * Opens a file and makes sure that it is what it must be.
 *
 * @param argument name of the argument, for errors
 * @param kind what it must be
 * @param binary where the file comes from
 * @param settings settings of the calls that will follow
 * @throws {ArgumentError} when it is missing, empty, a folder, or of another kind
 */
export async function openFile(
  argument: string,
  kind: FileKind,
  binary: FileInput,
  settings: Settings,
): Promise<Source> {
  const wanted = { argument, ...fileKinds[kind] };
  const address = webAddress(binary);
  if (address) return settings.dryRun ? dryRunSource(address) : fromUrl(wanted, address, settings);
  if (typeof binary === "string")
    return fromFile(wanted, binary, formatValue(binary), basename(binary), noop);
  if (binary instanceof Uint8Array) return fromBytes(wanted, binary);
  if (binary instanceof Readable)
    return spoolToTempFile(
      wanted,
      async () => binary,
      "the stream",
      "file",
      Number.POSITIVE_INFINITY,
      settings,
    );
  throw invalidFile(wanted, `got ${formatValue(binary)}`);
}

function invalidFile({ argument, expected }: FileRequirement, problem: string): ArgumentError {
  return new ArgumentError(
    argument,
    `${problem}; expected ${expected}, as a path, an http(s) address, bytes or a stream`,
  );
}

function webAddress(binary: FileInput): URL | undefined {
  if (typeof binary === "string" && !/^https?:\/\//i.test(binary)) return undefined;
  if (typeof binary !== "string" && !(binary instanceof URL)) return undefined;
  return URL.canParse(String(binary)) ? new URL(binary) : undefined;
}

/** A dry run sends nothing, also not to the server of the file. */
function dryRunSource(address: URL): Source {
  return { name: fileName(address), mime: "", length: 0, open: () => Readable.from([]), dispose: noop };
}

async function fromUrl(wanted: FileRequirement, address: URL, settings: Settings): Promise<Source> {
  const shown = maskUrl(address.href);
  if (!/^https?:$/.test(address.protocol)) throw invalidFile(wanted, `got ${shown}`);
  settings.onRequestEvent?.({ event: "download", target: shown, detail: {} });
  try {
    const { download } = await import("../core/transport.ts");
    const open = () => download(address.href, settings);
    return await spoolToTempFile(wanted, open, shown, fileName(address), wanted.maxBytes, settings);
  } catch (error) {
    settings.signal?.throwIfAborted();
    if (error instanceof ArgumentError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new ArgumentError(
      wanted.argument,
      `${shown} cannot be fetched: ${maskText(message).replaceAll(address.href, shown)}`,
    );
  }
}

function fileName({ pathname }: URL): string {
  // What an address escapes, and much else, has no place in a file name.
  return basename(pathname).replace(/[^\w.-]/g, "_") || "file";
}

/** Stores a stream in a file of its own, so that it can be sent again and its length is known. */
async function spoolToTempFile(
  wanted: FileRequirement,
  open: () => Promise<Readable>,
  shown: string,
  name: string,
  maxBytes: number,
  { signal }: Settings,
): Promise<Source> {
  const unstored = (code: string | undefined) =>
    new ArgumentError(
      wanted.argument,
      `${shown} cannot be stored in ${tmpdir()} (${code}); make room, or set TMPDIR`,
    );
  const folder = await mkdtemp(join(tmpdir(), "oint-")).catch(({ code }: NodeJS.ErrnoException) => {
    throw unstored(code);
  });
  const dispose = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "file");
  const tooLarge = invalidFile(wanted, `${shown} is larger than ${maxBytes / megabyte} MB`);
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Uint8Array, _, done) {
      bytes += chunk.length;
      done(bytes > maxBytes ? tooLarge : null, chunk);
    },
  });
  try {
    // Nothing may come between opening and reading: an error that nobody listens for ends the whole process.
    await pipeline(await open(), limited, createWriteStream(path), signal ? { signal } : {});
    return await fromFile(wanted, path, shown, name, dispose);
  } catch (error) {
    await dispose();
    const { code } = error as NodeJS.ErrnoException; // what is no error of the system has none
    throw fullDisk.includes(code ?? "") ? unstored(code) : error;
  }
}

/** What the system says where a file has no room to grow. */
const fullDisk = ["ENOSPC", "EDQUOT", "EFBIG"];

async function fromFile(
  wanted: FileRequirement,
  path: string,
  shown: string,
  name: string,
  dispose: () => Promise<void>,
): Promise<Source> {
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const problem = error.code === "ENOENT" ? "there is no such file" : `it cannot be read (${error.code})`;
    throw invalidFile(wanted, `got ${shown}, but ${problem}`);
  });
  if (stats.isDirectory()) throw invalidFile(wanted, `got ${shown}, which is a folder`);
  if (stats.size === 0) throw invalidFile(wanted, `got ${shown}, which is empty`);
  const type = await typeOfFile(path).catch((error: NodeJS.ErrnoException) => {
    throw invalidFile(wanted, `got ${shown}, which cannot be read (${error.code ?? error.message})`);
  });
  const mime = checkedType(wanted, shown, type);
  const length = stats.size;
  const reopen = () => createReadStream(path, { end: length - 1, highWaterMark: chunk });
  return { name: withExtension(name, type), mime, length, open: reopen, dispose };
}

async function fromBytes(wanted: FileRequirement, bytes: Uint8Array): Promise<Source> {
  if (bytes.length === 0) throw invalidFile(wanted, "got no bytes");
  const type = pictureBySignature(bytes) ?? (await (await import("file-type")).fileTypeFromBuffer(bytes));
  const mime = checkedType(wanted, `${bytes.length} bytes`, type);
  const open = () => Readable.from([bytes], { objectMode: false });
  return { name: withExtension("file", type), mime, length: bytes.length, open, dispose: noop };
}

/** The three kinds of pictures that VK takes begin with these bytes; for them the larger library need not be loaded. */
const signatures: ReadonlyArray<readonly [begin: string, type: FileTypeResult]> = [
  ["\x89PNG\r\n\x1a\n", { ext: "png", mime: "image/png" }],
  ["\xff\xd8\xff", { ext: "jpg", mime: "image/jpeg" }],
  ["GIF8", { ext: "gif", mime: "image/gif" }],
];

function pictureBySignature(bytes: Uint8Array): FileTypeResult | undefined {
  const begin = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  return signatures.find(([signature]) => begin.startsWith(signature))?.[1];
}

async function typeOfFile(path: string): Promise<FileTypeResult | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    const picture = pictureBySignature(buffer.subarray(0, bytesRead));
    return picture ?? (await (await import("file-type")).fileTypeFromFile(path));
  } finally {
    await file.close();
  }
}

function checkedType(wanted: FileRequirement, shown: string, type: FileTypeResult | undefined): string {
  if (type && wanted.accepts(type.mime)) return type.mime;
  throw invalidFile(wanted, `got ${shown}, which is ${type ? type.mime : "of an unknown type"}`);
}

/** VK tells the type of a file by its extension, so the name carries that of what the file is. */
function withExtension(name: string, type: FileTypeResult | undefined): string {
  const extension = `.${type?.ext ?? ""}`;
  const given = extname(name).toLowerCase().replace(".jpeg", ".jpg");
  return given === extension ? name : `${name}${extension}`;
}
