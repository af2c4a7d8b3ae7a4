import { renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { OPI_VK, type RequestEvent } from "../src/index.ts";
import { folder, oint } from "./support/command.ts";
import { mp4, png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const other = png(40, 30, [0, 0, 0]);

/** The beginning of a WMV: the header, and the properties of its first stream. */
function wmv(stream: string): Buffer {
  const size = (bytes: number) => `${bytes.toString(16).padStart(2, "0")}${"00".repeat(7)}`;
  const header = `3026b2758e66cf11a6d900aa0062ce6c${size(30 + 78)}010000000102`;
  const properties = `9107dcb7b7a9cf118ee600c00c205365${size(78)}${stream}`;
  return Buffer.concat([Buffer.from(header + properties, "hex"), Buffer.alloc(200)]);
}
const asf = wmv("c0ef19bc4d5bcf11a8fd00805f5c442b");
const soundFirst = wmv("409e69f84d5bcf11a8fd00805f5c442b");
/** The beginning of an MPEG program stream. */
const mpeg = Buffer.concat([Buffer.from("000001ba2100010001800001", "hex"), Buffer.alloc(200)]);
const m4v = Buffer.from(mp4().toString("latin1").replace("isom", "M4V "), "latin1");

/** The name under which a video is sent. */
async function sentName(name: string, bytes: Uint8Array): Promise<unknown> {
  const seen: RequestEvent[] = [];
  const path = join(folder({ [name]: bytes }), name);
  const upload = () => OPI_VK.uploadVideoToServer(path, "Video", "", "", auth);
  await vk.call(upload, { onRequestEvent: item => seen.push(item) });
  return seen.find(({ event }) => event === "upload")?.detail;
}

describe("a video keeps its name", () => {
  it.each<[string, Uint8Array, string]>([
    ["film.wmv", asf, "film.wmv"],
    ["film.WMV", asf, "film.WMV"],
    ["film.asf", asf, "film.asf"],
    ["film", asf, "film.wmv"],
    ["sound-first.wmv", soundFirst, "sound-first.wmv"],
    ["film.mpeg", mpeg, "film.mpeg"],
    ["film.mpg", mpeg, "film.mpg"],
    ["film.m4v", mp4(), "film.m4v"],
    ["film.mp4", m4v, "film.mp4"],
    ["film.avi", mp4(), "film.avi.mp4"],
  ])("%s", async (name, bytes, expected) => {
    expect(await sentName(name, bytes)).toMatchObject({ name: expected });
  });

  it("on the command line too", async () => {
    const env = { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
    const words = ["vk", "uploadVideoToServer", "--file", "film.wmv", "--title", "Film", "--debug"];
    const { code, stderr } = await oint(words, { cwd: folder({ "film.wmv": asf }), env });
    expect(code).toBe(0);
    expect(stderr).toContain('"name":"film.wmv"');
  });
});

/** Replaces a file with one of equal length and equal times, as it stands. */
function overwrite(path: string): void {
  const { atime, mtime } = statSync(path);
  writeFileSync(path, other);
  utimesSync(path, atime, mtime);
}

/** Posts with a picture that is changed once it was checked and before it is sent. */
async function postChanging(path: string, change: (path: string) => void): Promise<void> {
  const onRequestEvent = ({ event, target }: RequestEvent) => {
    if (event === "request" && target === "photos.getWallUploadServer") change(path);
  };
  await vk.call(() => OPI_VK.createPost("Text", [path], false, "", auth), { onRequestEvent });
}

describe("a picture that is another one when it is sent", () => {
  it.each<[string, (path: string) => void, string]>([
    ["written to", path => writeFileSync(path, "no picture at all"), "has changed since it was checked"],
    ["written to, times and length kept", overwrite, "has changed since it was checked"],
    [
      "replaced by another file",
      path => {
        writeFileSync(`${path}.new`, other);
        renameSync(`${path}.new`, path);
      },
      "has changed since it was checked",
    ],
    ["removed", unlinkSync, "cannot be read (ENOENT)"],
  ])("%s, is not sent", async (_, change, problem) => {
    const path = join(folder({ "a.png": png(40, 30, [0, 0, 1]) }), "a.png");
    const before = vk.sandbox.calls.length;
    await expect(postChanging(path, change)).rejects.toMatchObject({
      name: "UploadError",
      final: true,
      message: expect.stringContaining(`a.png" ${problem}`),
    });
    const methods = vk.sandbox.calls.slice(before).map(({ method }) => method);
    expect(methods).toEqual(["photos.getWallUploadServer"]);
  });

  it("is not taken when it changes while it is sent", async () => {
    const large = Buffer.concat([png(), Buffer.alloc(20 * 1024 * 1024)]);
    const path = join(folder({ "a.png": large }), "a.png");
    const onProgress = ({ sent, total }: { sent: number; total: number }) => {
      if (sent < total / 2) writeFileSync(path, Buffer.concat([large.subarray(0, -1), Buffer.from([1])]));
    };
    const upload = () => OPI_VK.uploadPhotoToServer(path, auth);
    await expect(vk.call(upload, { onProgress })).rejects.toMatchObject({
      message: expect.stringContaining("has changed since it was checked"),
    });
  });

  it("goes as it was checked when it is bytes, whatever the caller writes into them meanwhile", async () => {
    const bytes = Buffer.from(png());
    const onRequestEvent = ({ target }: RequestEvent) => {
      if (target === "photos.getWallUploadServer") bytes.fill(0);
    };
    await vk.call(() => OPI_VK.uploadPhotoToServer(bytes, auth), { onRequestEvent });
  });

  it("goes whole, also at a second attempt, when nobody touches it", async () => {
    vk.sandbox.fail({ on: "upload", fault: { disconnect: "before" } });
    const stream = Readable.from([png()]);
    await vk.call(() => OPI_VK.uploadPhotoToServer(stream, auth));
  });
});

/** Plays VK and its upload server for a product's photo, with a response that JavaScript cannot hold. */
async function shop(uploadResponse: string): Promise<{ apiUrl: string; saved: () => string | null }> {
  let saved: string | null = null;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const part of request) chunks.push(part);
    const body = Buffer.concat(chunks).toString();
    if (request.url === "/upload") return response.end(uploadResponse);
    const upload = `http://127.0.0.1:${(server.address() as AddressInfo).port}/upload`;
    if (request.url?.endsWith("market.getProductPhotoUploadServer"))
      return response.end(JSON.stringify({ response: { upload_url: upload } }));
    saved = new URLSearchParams(body).get("upload_response");
    return response.end('{"response":{"photo_id":7}}');
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/method`;
  return { apiUrl, saved: () => saved };
}

describe("what VK's upload server returns for a product's photo", () => {
  const uploadResponse = String.raw`{ "hash":"a", "request_id": 12345678901234567891, "share":1.10, "e":1E3, "u":"\u0451\/", "hash":"b" }`;

  it("goes back to VK byte for byte", async () => {
    const { apiUrl, saved } = await shop(uploadResponse);
    await vk.call(() => OPI_VK.uploadPhotoToServer(png(), auth, "Product"), { apiUrl });
    expect(saved()).toBe(uploadResponse);
  });

  it("does so from the command line", async () => {
    const { apiUrl, saved } = await shop(uploadResponse);
    const env = { OINT_VK_API_URL: apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
    const words = ["vk", "uploadPhotoToServer", "--file", "a.png", "--type", "Product"];
    const { code } = await oint(words, { cwd: folder({ "a.png": png() }), env });
    expect(code).toBe(0);
    expect(saved()).toBe(uploadResponse);
  });
});
