import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { extname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";

/** A file of a form, in the folder of the sandbox. */
export interface ReceivedFile {
  readonly path: string;
  /** The name that the client gave it, `cat.jpg`. */
  readonly name: string;
  readonly size: number;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
}

/**
 * Stores the files of a form, whatever the names of their fields, as VK does.
 *
 * @param folder where to store them; the caller moves or removes them
 * @param max how many files to store; more are skipped
 */
export async function receiveFiles(
  request: IncomingMessage,
  folder: string,
  max: number,
): Promise<ReceivedFile[]> {
  const headers = request.headers;
  if (!headers["content-type"]?.startsWith("multipart/form-data")) return [];
  const streams: Readable[] = [];
  const stored: Array<Promise<ReceivedFile>> = [];
  const form = new Busboy({ headers: headers as BusboyHeaders }); // has the content type
  form.on("file", (_field: string, file: Readable, name: string) => {
    // VK recognizes a file only when its name has an extension.
    if (stored.length >= max || !extname(name ?? "")) {
      file.resume();
      return;
    }
    streams.push(file);
    stored.push(storeFile(file, name, folder));
  });
  try {
    await pipeline(request, form);
    return await Promise.all(stored);
  } catch (error) {
    // The client disconnected: no part of a file stays.
    for (const stream of streams) stream.destroy();
    for (const result of await Promise.allSettled(stored))
      if (result.status === "fulfilled") await rm(result.value.path, { force: true });
    throw error;
  }
}

async function storeFile(file: Readable, name: string, folder: string): Promise<ReceivedFile> {
  const path = join(folder, `${randomBytes(8).toString("hex")}.part`);
  const digest = createHash("sha256");
  file.on("data", (chunk: Buffer) => digest.update(chunk));
  try {
    await pipeline(file, createWriteStream(path));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, name, size: (await stat(path)).size, digest: digest.digest("hex") };
}
