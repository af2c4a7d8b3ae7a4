import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { Readable } from "node:stream";
import type { Context } from "hono";

const contentTypes: Readonly<Record<string, string>> = {
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".gif": "image/gif",
};

/** Serves an uploaded image, byte for byte. */
export async function serveImage(c: Context, folder: string): Promise<Response> {
  const path = join(folder, basename(c.req.param("name") ?? ""));
  const contentType = contentTypes[extname(path)];
  const stats = contentType ? await stat(path).catch(() => undefined) : undefined;
  if (!contentType || !stats?.isFile()) return c.notFound();
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream; // Node declares the web stream as a type of its own
  return new Response(body, {
    headers: {
      "content-type": contentType,
      "content-length": String(stats.size),
      "x-content-type-options": "nosniff",
    },
  });
}
