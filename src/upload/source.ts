import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FileTypeResult } from "file-type";
import { ArgumentError } from "../errors.ts";
import { maskText, maskUrl } from "../secrets.ts";
import type { Settings } from "../vk/settings.ts";
import { download } from "../vk/transport.ts";
import { show } from "../vk/values.ts";

/** Where a file comes from: a path, an http(s) address, its bytes (a Buffer is one), or a stream of them. */
export type Binary = string | URL | Uint8Array | Readable;

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

/** What VK takes as a picture. Source: https://dev.vk.com/ru/api/upload/wall-photo */
const pictureTypes = ["image/jpeg", "image/png", "image/gif"];

/** VK's limit for a picture, and so for one that is fetched from an address, in bytes. Source: as above. */
const mostPictureBytes = 50 * 1024 * 1024;

const nothing = async () => {};

/**
 * Opens a picture and makes sure that it is one.
 *
 * @param argument name of the argument, for errors
 * @param binary where the picture comes from
 * @param settings settings of the calls that will follow
 * @throws {ArgumentError} when it is missing, empty, a folder, or not a JPG, PNG or GIF
 */
export async function openPicture(argument: string, binary: Binary, settings: Settings): Promise<Source> {
  const address = webAddress(binary);
  // A dry run sends nothing, also not to the server of the picture.
  if (address && settings.dryRun)
    return {
      name: fileName(address.pathname),
      mime: "",
      length: 0,
      open: () => Readable.from([]),
      dispose: nothing,
    };
  if (address) return fetched(argument, address, settings);
  if (typeof binary === "string") return fromFile(argument, binary, show(binary), basename(binary), nothing);
  if (binary instanceof Uint8Array) return fromBytes(argument, binary);
  if (binary instanceof Readable)
    return spooled(argument, binary, "the stream", "picture", Number.POSITIVE_INFINITY);
  throw new ArgumentError(
    argument,
    `got ${show(binary)}, expected a path, an http(s) address, bytes or a stream`,
  );
}

function webAddress(binary: Binary): URL | undefined {
  if (typeof binary === "string" && !/^https?:\/\//i.test(binary)) return undefined;
  if (typeof binary !== "string" && !(binary instanceof URL)) return undefined;
  return URL.canParse(String(binary)) ? new URL(binary) : undefined;
}

async function fetched(argument: string, address: URL, settings: Settings): Promise<Source> {
  const shown = maskUrl(address.href);
  if (!/^https?:$/.test(address.protocol)) {
    throw new ArgumentError(
      argument,
      `got ${shown}, expected an address that begins with https:// or http://`,
    );
  }
  settings.onTraffic?.({ event: "download", target: shown, detail: {} });
  try {
    const stream = await download(address.href, settings);
    return await spooled(argument, stream, shown, fileName(address.pathname), mostPictureBytes);
  } catch (error) {
    settings.signal?.throwIfAborted();
    if (error instanceof ArgumentError) throw error;
    const reason = maskText(error instanceof Error ? error.message : String(error)).replaceAll(
      address.href,
      shown,
    );
    throw new ArgumentError(argument, `${shown} cannot be fetched: ${reason}`);
  }
}

function fileName(path: string): string {
  return decodeURIComponent(basename(path)) || "picture";
}

/** Stores a stream in a file of its own, so that it can be sent again and its length is known. */
async function spooled(
  argument: string,
  stream: Readable,
  shown: string,
  name: string,
  mostBytes: number,
): Promise<Source> {
  const folder = await mkdtemp(join(tmpdir(), "oint-"));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "file");
  let bytes = 0;
  const bounded = new Transform({
    transform(chunk: Uint8Array, _, done) {
      bytes += chunk.length;
      done(
        bytes > mostBytes ? new ArgumentError(argument, `${shown} is larger than VK's limit of 50 MB`) : null,
        chunk,
      );
    },
  });
  try {
    await pipeline(stream, bounded, createWriteStream(path));
    return await fromFile(argument, path, shown, name, dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function fromFile(
  argument: string,
  path: string,
  shown: string,
  name: string,
  dispose: () => Promise<void>,
): Promise<Source> {
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const problem = error.code === "ENOENT" ? "there is no such file" : `it cannot be read (${error.code})`;
    throw new ArgumentError(
      argument,
      `got ${shown}, but ${problem}; expected a picture's path or http(s) address`,
    );
  });
  if (stats.isDirectory())
    throw new ArgumentError(argument, `got ${shown}, which is a folder; expected a picture`);
  if (stats.size === 0) throw new ArgumentError(argument, `got ${shown}, which is empty; expected a picture`);
  const { fileTypeFromFile } = await import("file-type");
  const type = await fileTypeFromFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new ArgumentError(argument, `got ${shown}, which cannot be read (${error.code ?? error.message})`);
  });
  const mime = pictureType(argument, shown, type);
  const length = stats.size;
  const open = () => createReadStream(path, { end: length - 1, highWaterMark: 256 * 1024 });
  return { name: withExtension(name, type), mime, length, open, dispose };
}

async function fromBytes(argument: string, bytes: Uint8Array): Promise<Source> {
  if (bytes.length === 0) throw new ArgumentError(argument, "got no bytes; expected a picture");
  const { fileTypeFromBuffer } = await import("file-type");
  const type = await fileTypeFromBuffer(bytes);
  const mime = pictureType(argument, `${bytes.length} bytes`, type);
  const open = () => Readable.from([bytes], { objectMode: false });
  return { name: withExtension("picture", type), mime, length: bytes.length, open, dispose: nothing };
}

function pictureType(argument: string, shown: string, type: FileTypeResult | undefined): string {
  if (type && pictureTypes.includes(type.mime)) return type.mime;
  const is = type ? `which is ${type.mime}` : "which is not a picture";
  throw new ArgumentError(argument, `got ${shown}, ${is}; expected a JPG, PNG or GIF picture`);
}

/** VK tells the type of a file by its extension, so the name carries that of what the file is. */
function withExtension(name: string, type: FileTypeResult | undefined): string {
  const extension = `.${type?.ext ?? ""}`;
  const given = extname(name).toLowerCase().replace(".jpeg", ".jpg");
  return given === extension ? name : `${name}${extension}`;
}
