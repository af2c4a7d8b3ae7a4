import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Server as ProxyServer } from "proxy-chain";
import { generate } from "selfsigned";
import { describe, expect, it, onTestFinished } from "vitest";
import { retryDelay, shouldRetry } from "../src/core/middleware/retry.ts";
import { callMany, OPI_VK, type Progress, TransportError, VkApiError, withSettings } from "../src/index.ts";
import { type Fault, startSandbox } from "../src/sandbox/index.ts";
import { folder, oint } from "./support/command.ts";
import { mp4, png } from "./support/pictures.ts";
import { auth, token, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const calledSince = (before: number) => vk.sandbox.calls.slice(before).map(({ method }) => method);
const post = (text = "Text") => OPI_VK.createPost(text, [], false, "", auth);

async function madePost(): Promise<number> {
  const { response } = await vk.call(() => post());
  return response.post_id ?? 0;
}

describe("the decision to repeat", () => {
  const error = (code: number) =>
    new VkApiError({ method: "wall.post", params: {}, error: { error_code: code, error_msg: "" } });
  const truncated = new TransportError("cut", { sent: true });
  const unsent = new TransportError("unsent", { sent: false });

  it.each<[string, Error, string[]]>([
    ["nothing was sent", unsent, ["retry", "retry", "retry", "retry"]],
    ["code 6", error(6), ["retry", "retry", "retry", "retry"]],
    ["the connection was cut", truncated, ["retry", "retry", "retry", "outcome-unknown"]],
    ["code 1", error(1), ["retry", "retry", "retry", "outcome-unknown"]],
    ["code 10", error(10), ["retry", "retry", "retry", "outcome-unknown"]],
    ...[5, 7, 9, 14, 15, 29, 100, 601].map((code): [string, Error, string[]] => [
      `code ${code}`,
      error(code),
      Array(4).fill("fail"),
    ]),
    ["a mistake of our own", new Error("x"), Array(4).fill("fail")],
  ])("%s", (_, failure, decisions) => {
    expect(
      (["safe", "idempotent", "guid", "non-idempotent"] as const).map(policy => shouldRetry(failure, policy)),
    ).toEqual(decisions);
  });

  it("waits longer each time, a little differently for everyone, and never too long", () => {
    expect([1, 2, 3].map(attempt => retryDelay(attempt, 0.5))).toEqual([500, 1000, 2000]);
    expect(retryDelay(1, 0)).toBeLessThan(retryDelay(1, 1));
    expect(retryDelay(50, 1)).toBeLessThanOrEqual(10_000);
  });
});

describe("what was done is not done again", () => {
  it("a deletion whose answer was lost is repeated, and what the repetition does not find was deleted", async () => {
    const id = await madePost();
    vk.sandbox.fail({ on: "wall.delete", fault: { disconnect: "after" } });
    expect(await vk.call(() => OPI_VK.deletePost(id, auth))).toEqual({ response: 1 });
    await expect(vk.call(() => OPI_VK.deletePost(id, auth))).rejects.toMatchObject({ errorCode: 104 });
  });

  it("a message keeps its random_id over a lost answer", async () => {
    vk.sandbox.fail({ on: "messages.send", fault: { disconnect: "after" } });
    const before = vk.sandbox.calls.length;
    await vk.call(() => OPI_VK.writeMessage("Once", 5, "ct", "", auth));
    const sent = vk.sandbox.calls.slice(before);
    expect(sent).toHaveLength(2);
    expect(sent[0]?.params.random_id).toBe(sent[1]?.params.random_id);
  });

  it.each([0, "0", "00"])(
    "a message with random_id %j, which VK does not recognize, is sent once",
    async random_id => {
      vk.sandbox.fail({ on: "messages.send", fault: { disconnect: "after" } });
      const before = vk.sandbox.calls.length;
      await expect(
        vk.call(() => OPI_VK.writeMessage("Once", 5, "ct", "", { ...auth, random_id })),
      ).rejects.toMatchObject({ outcomeUnknown: true });
      expect(vk.sandbox.calls.slice(before)).toHaveLength(1);
    },
  );

  it("a scheduler's own guid makes its second command find the first one's post", async () => {
    const env = { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
    const command = ["vk", "createPost", "--text", "Daily", "--param", "guid=daily-2026-11-22"];
    const first = await oint(command, { env });
    expect((await oint(command, { env })).stdout).toBe(first.stdout);
  });

  it("a refusal does not hide that the attempt before it may have been carried out", async () => {
    vk.sandbox.fail({ on: "wall.post", fault: { disconnect: "after" } });
    vk.sandbox.fail({ on: "wall.post", fault: { error: 29 } });
    await expect(vk.call(() => post())).rejects.toMatchObject({
      errorCode: 29,
      outcomeUnknown: true,
      hint: expect.stringContaining("VK may have completed wall.post"),
    });
    vk.sandbox.fail({ on: "wall.post", fault: { error: 29 } });
    await expect(vk.call(() => post())).rejects.toMatchObject({ errorCode: 29, outcomeUnknown: false });
  });

  it("ends after its retries, and after its deadline", async () => {
    vk.sandbox.fail({ on: "wall.post", times: 3, fault: { error: 10 } });
    await expect(vk.call(() => post(), { retries: 2 })).rejects.toMatchObject({ errorCode: 10 });
    vk.sandbox.fail({ on: "wall.post", times: 1, fault: { error: 10 } });
    await expect(vk.call(() => post(), { deadline: 200 })).rejects.toMatchObject({ errorCode: 10 });
  });
});

describe("the rate", () => {
  it("saturates a strict VK without an error 6, at 93 % of the limit or more", async () => {
    const strict = await startSandbox({ rps: 3, latency: 80 });
    const seconds = 6;
    const stop = performance.now() + seconds * 1000;
    const failed: unknown[] = [];
    let done = 0;
    const worker = async () => {
      while (performance.now() < stop) {
        await OPI_VK.getOrderList({ ...auth, access_token: "saturated" }).catch(error => failed.push(error));
        if (performance.now() < stop) done++;
      }
    };
    await withSettings({ apiUrl: strict.apiUrl, retries: 0 }, () =>
      Promise.all(Array.from({ length: 6 }, worker)),
    );
    await strict.close();
    expect(failed).toEqual([]);
    // The first second holds three calls at once, so that there are three more than the rate alone tells.
    expect(done - 3).toBeGreaterThanOrEqual(3 * (seconds - 1) * 0.93 - 1);
  });

  it("of a community's token is twenty a second", async () => {
    const started = performance.now();
    const send = () => OPI_VK.writeMessage("a", 5, "a community's token", "", auth);
    await vk.call(() => Promise.all(Array.from({ length: 20 }, send)), { rps: undefined });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("lets eight commands at the same time on one token all succeed", async () => {
    const strict = await startSandbox({ rps: 3 });
    const env = { OINT_VK_API_URL: strict.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
    const eight = Array.from({ length: 8 }, (_, i) =>
      oint(["vk", "createPost", "--text", `Post ${i}`], { env }),
    );
    const outcomes = await Promise.all(eight);
    await strict.close();
    expect(outcomes.map(({ code }) => code)).toEqual(Array(8).fill(0));
    expect(new Set(outcomes.map(({ stdout }) => stdout)).size).toBe(8);
  });
});

describe("a person's answer", () => {
  const redirect_uri = "https://id.vk.ru/not_robot_captcha?session_token=abc";

  it("goes along with the repeated call", async () => {
    vk.sandbox.fail({ on: "wall.post", fault: { error: 14, extra: { redirect_uri } } });
    const asked: string[] = [];
    const onChallenge = ({ error }: VkApiError) => {
      asked.push(error.redirect_uri ?? "");
      return { success_token: "solved" };
    };
    await vk.call(() => post(), { onChallenge });
    expect(asked).toEqual([redirect_uri]);
    expect(vk.last("wall.post").success_token).toBe("solved");
  });

  it("is asked for three times at most, and not at all when nobody answers", async () => {
    let asked = 0;
    const onChallenge = () => {
      asked++;
      return { confirm: 1 as const };
    };
    vk.sandbox.fail({ on: "wall.post", times: 4, fault: { error: 24 } });
    await expect(vk.call(() => post(), { onChallenge })).rejects.toMatchObject({ errorCode: 24 });
    expect(asked).toBe(3);
    vk.sandbox.fail({ on: "wall.post", fault: { error: 17 } });
    await expect(vk.call(() => post(), { onChallenge: () => undefined })).rejects.toMatchObject({
      errorCode: 17,
    });
  });

  it("is not waited for without a terminal: exit 4 with all that is needed, and the command can be repeated", async () => {
    const extra = {
      redirect_uri,
      captcha_sid: "77",
      captcha_img: "https://vk.com/captcha.php",
      remixstlid: 5,
    };
    vk.sandbox.fail({ on: "wall.post", fault: { error: 14, extra } });
    const env = { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
    const { code, stdout } = await oint(["vk", "createPost", "--text", "a"], { env });
    expect(code).toBe(4);
    expect(JSON.parse(stdout).error).toMatchObject(extra);
    const answers = ["--success-token", "solved", "--captcha-sid", "77", "--captcha-key", "abc", "--confirm"];
    vk.sandbox.fail({ on: "wall.post", fault: { error: 14, extra } });
    const before = vk.sandbox.calls.length;
    expect((await oint(["vk", "createPost", "--text", "a", ...answers], { env })).code).toBe(0);
    expect(vk.last("wall.post")).toMatchObject({
      success_token: "solved",
      captcha_sid: "77",
      captcha_key: "abc",
    });
    vk.sandbox.fail({ on: "wall.post", fault: { error: 24 } });
    expect((await oint(["vk", "createPost", "--text", "a", "--confirm"], { env })).code).toBe(0);
    expect(vk.last("wall.post")).toMatchObject({ confirm: "1" });
    const carried = vk.sandbox.calls
      .slice(before)
      .filter(({ params }) => params.captcha_key ?? params.confirm);
    expect(carried.map(({ method }) => method)).toEqual(["wall.post", "wall.post"]);
  });

  it("that a repeated command brings goes to the challenged one of its calls, and once", async () => {
    const env = { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
    const cwd = folder({ "a.png": png() });
    const command = ["vk", "createPost", "--text", "a", "--pictures", "a.png"];
    const answers = ["--captcha-sid", "77", "--captcha-key", "abc"];
    const fault = { error: 14, extra: { captcha_sid: "78", captcha_img: "https://vk.com/captcha.php" } };
    vk.sandbox.fail({ on: "wall.post", fault });
    const before = vk.sandbox.calls.length;
    expect((await oint([...command, ...answers], { env, cwd })).code).toBe(0);
    vk.sandbox.fail({ on: "photos.saveWallPhoto", fault });
    vk.sandbox.fail({ on: "wall.post", fault });
    expect((await oint([...command, ...answers], { env, cwd })).code).toBe(4);
    const sent = vk.sandbox.calls.slice(before).map(({ method, params }) => [method, params.captcha_sid]);
    expect(sent).toEqual([
      ["photos.getWallUploadServer", undefined],
      ["photos.saveWallPhoto", undefined],
      ["wall.post", undefined],
      ["wall.post", "77"],
      ["photos.getWallUploadServer", undefined],
      ["photos.saveWallPhoto", undefined],
      ["photos.saveWallPhoto", "77"],
      ["wall.post", undefined],
    ]);
  });
});

describe("many calls", () => {
  it("go together, 25 in a request, and each failure belongs to its call", async () => {
    const ids = await vk.call(() => Promise.all(Array.from({ length: 60 }, madePost)));
    const wanted = ids.flatMap((id, i) => (i % 20 === 7 ? [999_000 + i] : [id]));
    const before = vk.sandbox.calls.length;
    const likes = wanted.map(
      item_id => ({ method: "likes.add", params: { type: "post", item_id } }) as const,
    );
    const results = await vk.call(() => callMany(likes, auth));
    expect(calledSince(before).filter(method => method === "execute")).toHaveLength(3);
    results.forEach((result, i) => {
      if (i % 20 === 7)
        expect(result).toMatchObject({
          errorCode: 100,
          method: "likes.add",
          params: { item_id: String(999_000 + i) },
        });
      else expect(result).toEqual({ response: { likes: 1 } });
    });
    expect(vk.last("execute").code).not.toContain(token);
  });

  it("keep their idempotency when the request's answer is lost", async () => {
    vk.sandbox.fail({ on: "execute", fault: { disconnect: "after" } });
    const posts = [1, 2, 3].map(
      i => ({ method: "wall.post", params: { owner_id: -5, message: `Batched ${i}` } }) as const,
    );
    const results = await vk.call(() => callMany(posts, auth));
    expect(results.every(result => !(result instanceof Error))).toBe(true);
    const page = await (await fetch(`${vk.sandbox.url}/?community=5`)).text();
    for (const i of [1, 2, 3]) expect(page.split(`Batched ${i}`)).toHaveLength(2);
  });

  it("of operations made at the same time go together too, but what cannot be batched goes by itself", async () => {
    const before = vk.sandbox.calls.length;
    await vk.call(() => Promise.all([post("a"), post("b"), OPI_VK.uploadPhotoToServer(png(), auth)]), {
      batch: true,
    });
    const called = calledSince(before);
    expect(called[0]).toBe("execute");
    expect(called).toContain("photos.saveWallPhoto");
    expect(vk.last("photos.saveWallPhoto")).toHaveProperty("v");
  });

  it.each<[string, Fault]>([
    ["a lost response", { disconnect: "after" }],
    ["VK's error 13, broken off between the calls", { error: 13 }],
    ["VK's error 36, taken too long", { error: 36 }],
  ])("that VK may have carried out and must not repeat are reported as unknown: %s", async (_, fault) => {
    vk.sandbox.fail({ on: "execute", fault });
    const mixed = [
      { method: "board.addTopic", params: { group_id: 5, title: "Topic", text: "Text" } },
      { method: "wall.post", params: { owner_id: -5, message: "Mixed" } },
    ] as const;
    const [topic, made] = await vk.call(() => callMany<"board.addTopic" | "wall.post">(mixed, auth));
    expect(topic).toMatchObject({ outcomeUnknown: true });
    expect(made).toHaveProperty("response.post_id");
  });
});

describe("a proxy", () => {
  async function proxy(): Promise<{ url: string; seen: string[] }> {
    const seen: string[] = [];
    const server = new ProxyServer({
      port: 0,
      host: "127.0.0.1",
      prepareRequestFunction: ({ hostname, port, isHttp }) => {
        seen.push(`${isHttp ? "http" : "tunnel"} ${hostname}:${port}`);
        return {};
      },
    });
    await server.listen();
    onTestFinished(() => server.close(true));
    return { url: `http://127.0.0.1:${server.port}`, seen };
  }

  it("carries calls, uploads and downloads, and none where NO_PROXY says so", async () => {
    const { url, seen } = await proxy();
    const pictures = createHttpServer((_, response) => response.end(png()));
    await new Promise<void>(resolve => pictures.listen(0, "127.0.0.2", resolve));
    onTestFinished(() => void pictures.close());
    const { port } = pictures.address() as AddressInfo;
    const place = new URL(vk.sandbox.url);
    // Each of the three has a host of its own, so that the proxy tells them apart.
    const env = {
      OINT_VK_API_URL: `http://localhost:${place.port}/method`,
      OINT_VK_AUTH: JSON.stringify(auth),
      HTTP_PROXY: url,
    };
    const args = ["vk", "createPost", "--text", "a", "--pictures", `http://127.0.0.2:${port}/a.png`];
    expect(await oint(args, { env })).toMatchObject({ code: 0, stderr: "" });
    const hosts = [`127.0.0.2:${port}`, `localhost:${place.port}`, `127.0.0.1:${place.port}`];
    expect(new Set(seen)).toEqual(new Set(hosts.map(host => `tunnel ${host}`)));
    const before = seen.length;
    expect((await oint(args, { env: { ...env, NO_PROXY: "127.0.0.1,127.0.0.2,localhost" } })).code).toBe(0);
    expect(seen).toHaveLength(before);
  });

  it("carries https through a tunnel, so that it does not see the token", async () => {
    const { url, seen } = await proxy();
    const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
      extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
    });
    const server = createServer({ cert, key }, (_, response) => response.end('{"response":{"post_id":5}}'));
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const cwd = folder({ "ca.pem": cert });
    const port = (server.address() as AddressInfo).port;
    const env = {
      OINT_VK_API_URL: `https://localhost:${port}/method`,
      OINT_VK_AUTH: JSON.stringify(auth),
      HTTPS_PROXY: url,
      NODE_EXTRA_CA_CERTS: join(cwd, "ca.pem"),
    };
    expect(await oint(["vk", "createPost", "--text", "a"], { env, cwd })).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect(seen).toEqual([`tunnel localhost:${port}`]);
  });
});

describe("the progress of an upload", () => {
  it("is told, up to the last byte", async () => {
    const told: Progress[] = [];
    const video = mp4(600_000);
    const onProgress = (progress: Progress) => told.push(progress);
    await vk.call(() => OPI_VK.uploadVideoToServer(video, "Video", "", "", auth), { onProgress });
    expect(told.at(-1)).toEqual({ name: "file.mp4", sent: video.length, total: video.length });
  });
});

describe("cancelling", () => {
  it("by a signal stops a call, a wait for a place, and a wait for the next attempt", async () => {
    const stop = new AbortController();
    vk.sandbox.fail({ on: "wall.post", times: 1, fault: { error: 10 } });
    const waiting = vk.call(() => post(), { signal: stop.signal });
    setTimeout(() => stop.abort(new Error("enough")), 150);
    await expect(waiting).rejects.toThrow();
    const many = new AbortController();
    const mine = { ...auth, access_token: "one of its own" };
    const queued = vk.call(() => Promise.allSettled([1, 2, 3, 4, 5].map(() => OPI_VK.getOrderList(mine))), {
      signal: many.signal,
      rps: 1,
    });
    setTimeout(() => many.abort(new Error("enough")), 300);
    const started = performance.now();
    const results = await queued;
    expect(performance.now() - started).toBeLessThan(1500);
    expect(results.filter(({ status }) => status === "rejected").length).toBeGreaterThanOrEqual(3);
  });
});
