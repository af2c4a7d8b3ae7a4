import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { Readable } from "node:stream";
import type { Context } from "hono";
import { groupOf, userOf } from "../state/people.ts";
import type { State } from "../state/schema.ts";
import { drawPicture } from "../views/picture.ts";

const contentTypes: Readonly<Record<string, string>> = {
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".gif": "image/gif",
};

/** Serves an uploaded file, byte for byte. What is not an image is downloaded, not shown. */
export async function serveFile(c: Context, folder: string): Promise<Response> {
  const path = join(folder, basename(c.req.param("name") ?? ""));
  const contentType = contentTypes[extname(path)];
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile()) return c.notFound();
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream; // Node declares the web stream as a type of its own
  return new Response(body, {
    headers: {
      "content-type": contentType ?? "application/octet-stream",
      ...(contentType ? {} : { "content-disposition": "attachment" }),
      "content-length": String(stats.size),
      "x-content-type-options": "nosniff",
    },
  });
}

/** Serves the picture of a user or a community, `user5-100.svg`. */
export function servePicture(c: Context, state: State): Response | Promise<Response> {
  const [, kind, id, width] = /^(user|group)(\d+)-(\d{1,4})\.svg$/.exec(c.req.param("name") ?? "") ?? [];
  if (!kind) return c.notFound();
  const { first_name, last_name } = userOf(state, Number(id));
  const name = kind === "user" ? `${first_name} ${last_name}` : groupOf(state, Number(id)).name;
  return c.body(drawPicture(Number(id), name, Number(width)), 200, { "content-type": "image/svg+xml" });
}
