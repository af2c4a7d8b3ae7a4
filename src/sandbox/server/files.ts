import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { Readable } from "node:stream";
import type { Context } from "hono";

const types: Readonly<Record<string, string>> = {
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".gif": "image/gif",
};

/** Serves a picture that was uploaded, the very bytes that came. */
export async function pictureRoute(c: Context, folder: string): Promise<Response> {
  const path = join(folder, basename(c.req.param("name") ?? ""));
  const type = types[extname(path)];
  const found = type ? await stat(path).catch(() => undefined) : undefined;
  if (!type || !found?.isFile()) return c.notFound();
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream; // the same thing by two names
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-length": String(found.size),
      "x-content-type-options": "nosniff",
    },
  });
}
