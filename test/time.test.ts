import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { configure, OPI_VK, type Settings, TransportError } from "../src/index.ts";
import { png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";
import { serve } from "./support/serve.ts";

const vk = useSandbox();
const megabyte = 1024 * 1024;

/** Sends a byte now and then, without an end. */
function drip(response: ServerResponse, text = " "): void {
  response.write(text);
  const timer = setInterval(() => response.write(" "), 20);
  response.once("close", () => clearInterval(timer));
}

/** Sends so much that nobody wants it. */
async function flood(response: ServerResponse, megabytes: number): Promise<void> {
  const block = Buffer.alloc(megabyte, " ");
  for (let i = 0; i < megabytes && !response.destroyed; i++) {
    if (!response.write(block)) await new Promise(resolve => response.once("drain", resolve));
  }
  response.end();
}

async function failure(work: () => Promise<unknown>, settings: Settings): Promise<Error> {
  return vk.call(work, { retries: 0, ...settings }).then(
    () => expect.unreachable("it succeeded"),
    (error: Error) => error,
  );
}

/** How long some work takes, in milliseconds. */
async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly time: number }> {
  const began = performance.now();
  const result = await work();
  return { result, time: performance.now() - began };
}

const likes = () => OPI_VK.getOrderList(auth);

describe("a response that drips", () => {
  const timeouts = { response: 300 };

  it("of VK ends in the time for answers, and its place in the limit is free again", async () => {
    let calls = 0;
    const apiUrl = await serve((_, response) => {
      if (calls++ === 0) drip(response, '{"response":');
      else response.end('{"response":{"count":0,"items":[]}}');
    });
    const { result, time } = await timed(() => failure(likes, { apiUrl, timeouts, rps: 1 }));
    expect(result).toMatchObject({ name: "TimeoutError", sent: true, status: undefined });
    expect(result.message).toContain("the response was not complete within 300 ms");
    expect(time).toBeGreaterThan(290);
    expect(time).toBeLessThan(1000);
    expect(await vk.call(likes, { apiUrl, timeouts, rps: 1 })).toEqual([]);
  });

  it("counts its time from the sending: a late beginning leaves less for the rest", async () => {
    const apiUrl = await serve((_, response) => void setTimeout(() => drip(response), 250));
    const { time } = await timed(() => failure(likes, { apiUrl, timeouts }));
    expect(time).toBeLessThan(500);
  });

  it("of headers ends as well", async () => {
    const sockets = new Set<Socket>();
    const server = createTcpServer(socket => {
      sockets.add(socket.on("error", () => {}));
      socket.write("HTTP/1.1 200 OK\r\nX: ");
      const timer = setInterval(() => socket.write("x"), 20);
      socket.once("close", () => clearInterval(timer));
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { time } = await timed(() => failure(likes, { apiUrl, timeouts }));
    expect(time).toBeLessThan(1000);
  });

  it("of an upload server ends", async () => {
    const upload = await serve((request, response) => {
      request.resume();
      drip(response, '{"server":');
    });
    vk.sandbox.fail({
      on: "photos.getWallUploadServer",
      times: 1,
      fault: { body: JSON.stringify({ response: { upload_url: upload } }) },
    });
    vk.sandbox.fail({ on: "photos.getWallUploadServer", fault: { error: 15 } });
    // The second address is refused, so that there is one attempt.
    const { result, time } = await timed(() =>
      failure(() => OPI_VK.uploadPhotoToServer(png(), auth), { timeouts }),
    );
    expect(result).toMatchObject({ errorCode: 15 });
    expect(time).toBeLessThan(2500);
  });

  it("of an OAuth server ends", async () => {
    const oauthUrl = await serve((_, response) => drip(response, "{"));
    const { result, time } = await timed(() =>
      failure(() => OPI_VK.getServiceToken(51694790, "secret"), { oauthUrl, timeouts }),
    );
    expect(result).toBeInstanceOf(TransportError);
    expect(time).toBeLessThan(1000);
  });

  it("of the server of a file ends, and nothing is sent to VK", async () => {
    const files = await serve((_, response) => drip(response, "\x89PNG"));
    const before = vk.sandbox.calls.length;
    const { result, time } = await timed(() =>
      failure(() => OPI_VK.uploadPhotoToServer(`${files}/photo.png`, auth), { timeouts }),
    );
    expect(result).toMatchObject({ name: "TimeoutError", sent: false });
    expect(result.message).toMatch(/the response was not complete within 3\d\d ms/);
    expect(time).toBeLessThan(1500);
    expect(vk.sandbox.calls.length).toBe(before);
  });

  it("is whole when it only takes a while: a download has time for its size", async () => {
    const picture = png();
    // 32 KB have 2 s beside the 300 ms.
    const long = Buffer.concat([picture, Buffer.alloc(32 * 1024), picture.subarray(-12)]);
    const files = await serve((_, response) => {
      response.writeHead(200, { "content-length": long.length + 1 });
      response.write(long);
      setTimeout(() => response.end(" "), 700);
    });
    await vk.call(() => OPI_VK.uploadPhotoToServer(`${files}/photo.png`, auth), { timeouts });
  });
});

describe("a response without an end", () => {
  it("of VK is not read further than 64 MB", async () => {
    const apiUrl = await serve((_, response) => void flood(response, 70));
    const error = await failure(likes, { apiUrl });
    expect(error).toMatchObject({ name: "TransportError", sent: true });
    expect(error.message).toContain("the response is larger than 64 MB");
  });

  it("of a server that refuses a file is not read at all", async () => {
    let written = 0;
    const files = await serve((_, response) => {
      response.writeHead(404);
      const block = Buffer.alloc(megabyte, " ");
      const more = () => {
        written++;
        if (!response.destroyed && written < 500) response.write(block, more);
      };
      more();
    });
    const error = await failure(() => OPI_VK.uploadPhotoToServer(`${files}/photo.png`, auth), {});
    expect(error.message).toContain("photo.png cannot be downloaded: HTTP status 404");
    expect(written).toBeLessThan(100);
  });

  it("of the server of a picture is not read further than 50 MB", async () => {
    const files = await serve((_, response) => void flood(response, 60));
    const error = await failure(() => OPI_VK.uploadPhotoToServer(files, auth), {});
    expect(error.message).toContain("is larger than 50 MB");
  });
});

it("a proxy that does not open a tunnel is not waited for longer than for a connection, and nothing was sent", async () => {
  const sockets = new Set<Socket>();
  const silent = createTcpServer(socket => sockets.add(socket.on("error", () => {}).resume()));
  await new Promise<void>(resolve => silent.listen(0, "127.0.0.1", resolve));
  process.env.HTTP_PROXY = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  onTestFinished(() => {
    delete process.env.HTTP_PROXY;
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
  const post = () => OPI_VK.createAdCampaign(1, "Campaign", auth);
  const settings = { apiUrl: "http://vk.example/method", timeouts: { connect: 200 } };
  const { result, time } = await timed(() => failure(post, settings));
  expect(result).toMatchObject({ name: "TransportError", sent: false, outcomeUnknown: false });
  expect(time).toBeLessThan(1500);
  // What asked the proxy is closed too, so that a command can end.
  await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true);
});

it("many requests one after another use one connection, and leave nothing on the signal that they share", async () => {
  const connections = new Set<unknown>();
  const apiUrl = await serve((request, response) => {
    connections.add(request.socket);
    response.end('{"response":{"count":0,"items":[]}}');
  });
  const { signal } = new AbortController();
  for (let i = 0; i < 12; i++) await vk.call(likes, { apiUrl, signal });
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(connections.size).toBe(1);
});

describe("a time", () => {
  it("of Infinity is none", async () => {
    const apiUrl = await serve((_, response) => {
      setTimeout(() => response.end('{"response":{"count":0,"items":[]}}'), 200);
    });
    const none = Number.POSITIVE_INFINITY;
    const timeouts = { connect: none, response: none, idle: none };
    expect(await vk.call(likes, { apiUrl, timeouts, deadline: none })).toEqual([]);
    await vk.call(() => OPI_VK.uploadPhotoToServer(png(), auth), { timeouts, deadline: none });
  });

  it("that is the longest there is holds", async () => {
    const max = 2 ** 31 - 1;
    const timeouts = { connect: max, response: max, idle: max };
    await vk.call(() => OPI_VK.uploadPhotoToServer(png(), auth), { timeouts, deadline: max });
  });

  it("for an answer is not cut by that for standing still", async () => {
    const apiUrl = await serve((_, response) => {
      setTimeout(() => response.end('{"response":{"count":0,"items":[]}}'), 300);
    });
    expect(await vk.call(likes, { apiUrl, timeouts: { idle: 50, response: 2000 } })).toEqual([]);
  });

  it.each<[string, Settings]>([
    ["timeouts.response", { timeouts: { response: 2 ** 31 } }],
    ["timeouts.connect", { timeouts: { connect: 1e10 } }],
    ["timeouts.idle", { timeouts: { idle: Number.NaN } }],
    ["timeouts.idle", { timeouts: { idle: 0 } }],
    ["timeouts.response", { timeouts: { response: "30000" as unknown as number } }],
    ["deadline", { deadline: 2 ** 31 }],
    ["deadline", { deadline: Number.NEGATIVE_INFINITY }],
  ])("is refused when no timer can wait for it: %s, %o", (argument, settings) => {
    const problem = /got .*, expected milliseconds from 1 to 2147483647, or Infinity for no limit/;
    expect(() => vk.call(() => 1, settings)).toThrow(problem);
    expect(() => configure(settings)).toThrow(expect.objectContaining({ argument }));
  });
});
