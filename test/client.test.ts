import { inspect } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { rateLimitMiddleware } from "../src/core/middleware/rate-limit.ts";
import type { PreparedRequest } from "../src/core/request.ts";
import {
  configure,
  OPI_VK,
  type RequestEvent,
  TransportError,
  VkApiError,
  withSettings,
} from "../src/index.ts";
import { auth, token, useSandbox } from "./support/sandbox.ts";
import { serve } from "./support/serve.ts";

const vk = useSandbox();
const post = (text = "Text") => OPI_VK.createPost(text, [], false, "", auth);
const campaign = () => OPI_VK.createAdCampaign(1, "Campaign", auth);

async function failure(work: () => Promise<unknown>, settings = {}): Promise<unknown> {
  return vk.call(work, settings).then(
    () => expect.unreachable("it succeeded"),
    (error: unknown) => error,
  );
}

describe("what goes over the wire", () => {
  it("is a POST with a form; the token is in the body and nowhere else", async () => {
    const seen: { method?: string | undefined; url?: string | undefined; headers: string; body: string }[] =
      [];
    const apiUrl = await serve((request, response) => {
      let body = "";
      request.on("data", chunk => (body += chunk));
      request.on("end", () => {
        seen.push({
          method: request.method,
          url: request.url,
          headers: JSON.stringify(request.headers),
          body,
        });
        response.end('{"response":{"post_id":1}}');
      });
    });
    await vk.call(() => post("a&b=c ё"), { apiUrl: `${apiUrl}/method/` });
    const [request] = seen;
    expect(request).toMatchObject({ method: "POST", url: "/method/wall.post" });
    expect(request?.headers).toContain('"content-type":"application/x-www-form-urlencoded"');
    expect(request?.headers).not.toContain(token);
    const body = new URLSearchParams(request?.body);
    expect(body.get("access_token")).toBe(token);
    expect(body.get("message")).toBe("a&b=c ё");
  });

  it("finds VK by the setting, else by the environment, else at api.vk.ru", async () => {
    process.env.OINT_VK_API_URL = vk.sandbox.apiUrl;
    onTestFinished(() => {
      delete process.env.OINT_VK_API_URL;
      configure({ onRequestEvent: undefined });
    });
    const targets: RequestEvent[] = [];
    configure({ onRequestEvent: item => targets.push(item) });
    await post("By the environment");
    expect(vk.last("wall.post").message).toBe("By the environment");
    expect(targets.map(({ event }) => event)).toEqual(["request", "response"]);
    delete process.env.OINT_VK_API_URL;
    const aborted = AbortSignal.abort(new Error("stopped"));
    await expect(withSettings({ signal: aborted }, () => post())).rejects.toThrow("stopped");
  });
});

describe("VK's errors", () => {
  it("carry code, subcode, method, message, hint and the parameters, without the token", async () => {
    vk.sandbox.fail({
      on: "wall.post",
      fault: { error: 15, detail: "no access", extra: { error_subcode: 1133, echo: token } },
    });
    const error = await failure(post);
    expect(error).toBeInstanceOf(VkApiError);
    expect(error).toMatchObject({
      errorCode: 15,
      errorSubcode: 1133,
      method: "wall.post",
      message: "wall.post: error 15: Access denied: no access",
      hint: expect.stringContaining("administrator"),
      params: { message: "Text", access_token: "***" },
    });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(token);
    expect(JSON.stringify(error)).not.toContain(token);
  });

  it.each([5, 7, 9, 14, 15, 17, 24, 29, 100, 214])("are final for code %i: one call, no more", async code => {
    vk.sandbox.fail({ on: "wall.post", fault: { error: code } });
    const before = vk.sandbox.calls.length;
    expect(await failure(post)).toMatchObject({ errorCode: code });
    expect(vk.sandbox.calls.length).toBe(before + 1);
  });

  it("keep what a person needs to act", async () => {
    const extra = {
      redirect_uri: "https://id.vk.ru/not_robot_captcha?session_token=abc",
      remixstlid: 5,
      captcha_sid: "77",
    };
    vk.sandbox.fail({ on: "wall.post", fault: { error: 14, extra } });
    expect(await failure(post)).toMatchObject({ error: extra });
  });
});

describe("answers that are none", () => {
  it.each([
    ["HTML with 502", { status: 502, body: "<html>Bad gateway</html>" }, 502],
    ["text with 200", { body: "Security Error" }, 200],
    ["half of a response", { body: '{"response":{"post_' }, 200],
    ["neither response nor error", { body: "{}" }, 200],
  ])(
    "%s: a TransportError with status and body, and a repetition where it is safe",
    async (_, fault, status) => {
      vk.sandbox.fail({ on: "wall.post", fault });
      const error = await failure(post, { retries: 0 });
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toMatchObject({ status, body: fault.body, sent: true, outcomeUnknown: true });
      vk.sandbox.fail({ on: "wall.post", fault });
      await vk.call(() => post());
    },
  );

  it("VK that is not there: not sent, tried again, and then an error with its cause", async () => {
    const error = await failure(post, { apiUrl: "http://127.0.0.1:1/method", retries: 1 });
    expect(error).toMatchObject({ name: "TransportError", sent: false, status: undefined });
    expect((error as TransportError).message).toContain("wall.post: not reached");
    expect((error as TransportError).cause).toMatchObject({ code: "ECONNREFUSED" });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(token);
  });

  it("VK that does not answer in time", async () => {
    const apiUrl = await serve(() => {});
    const error = await failure(post, { apiUrl, retries: 0, timeouts: { response: 150 } });
    expect(error).toMatchObject({ name: "TimeoutError", sent: true });
  });

  it("a redirect is not followed: the token goes nowhere else", async () => {
    const apiUrl = await serve((_, response) =>
      response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
    );
    expect(await failure(post, { apiUrl, retries: 0 })).toMatchObject({ status: 307 });
  });

  it("an upload that stands still", async () => {
    const { png } = await import("./support/pictures.ts");
    vk.sandbox.fail({ on: "upload", times: 5, fault: { delay: 400 } });
    const started = performance.now();
    const error = await failure(() => OPI_VK.uploadPhotoToServer(png(), auth), {
      timeouts: { idle: 100, response: 100 },
    });
    expect(error).toMatchObject({ name: "UploadError", final: false });
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe("what must not be done twice", () => {
  it("is not repeated when the answer was lost: the outcome is unknown, and the error says so", async () => {
    vk.sandbox.fail({ on: "ads.createCampaigns", fault: { disconnect: "after" } });
    const before = vk.sandbox.calls.length;
    const error = await failure(campaign);
    expect(error).toMatchObject({ name: "TransportError", outcomeUnknown: true, sent: true });
    expect((error as Error).message).toContain("VK may have completed ads.createCampaigns");
    expect(vk.sandbox.calls.length).toBe(before + 1);
  });

  it("is repeated when VK refused it unseen", async () => {
    vk.sandbox.fail({ on: "ads.createCampaigns", fault: { error: 6 } });
    const before = vk.sandbox.calls.length;
    await vk.call(campaign);
    expect(vk.sandbox.calls.length).toBe(before + 2);
  });

  it("keeps a guid of the caller's own", async () => {
    await vk.call(() => OPI_VK.createPost("Mine", [], false, "", { ...auth, guid: "mine-1" }));
    expect(vk.last("wall.post").guid).toBe("mine-1");
  });
});

describe("the rate limit", () => {
  it("lets no sliding second at VK hold more than three calls, whatever the delays", async () => {
    const arrivals: number[] = [];
    const send = rateLimitMiddleware()(async () => {
      await new Promise(resolve => setTimeout(resolve, Math.random() * 40));
      arrivals.push(performance.now());
      await new Promise(resolve => setTimeout(resolve, Math.random() * 40));
    });
    await Promise.all(Array.from({ length: 10 }, () => send({ settings: {}, rps: 3 } as PreparedRequest)));
    arrivals.sort((a, b) => a - b);
    for (let i = 3; i < arrivals.length; i++)
      expect((arrivals[i] ?? 0) - (arrivals[i - 3] ?? 0)).toBeGreaterThan(1000);
    // Nine calls fit into two seconds and their answers' delays, the tenth comes after the third.
    expect((arrivals[9] ?? 0) - (arrivals[0] ?? 0)).toBeLessThan(3600);
  });

  it("holds for a token over calls made apart, without an error 6", async () => {
    const mine = { ...auth, access_token: "a token of its own" };
    const apart = Array.from({ length: 5 }, (_, i) =>
      OPI_VK.createPost.bind(null, `Part ${i}`, [], false, "", mine),
    );
    const started = performance.now();
    await vk.call(() => Promise.all(apart.map(candidate => candidate())), { rps: 3 });
    expect(performance.now() - started).toBeGreaterThan(1000);
  });
});

describe("a dry run", () => {
  it("tells every request that would be made, and makes none", async () => {
    const { png } = await import("./support/pictures.ts");
    const seen: RequestEvent[] = [];
    const before = vk.sandbox.calls.length;
    await vk.call(() => OPI_VK.createPost("Dry", [png(), "https://example.com/a.png"], false, "", auth), {
      dryRun: true,
      onRequestEvent: entry => seen.push(entry),
    });
    expect(vk.sandbox.calls.length).toBe(before);
    expect(seen.map(({ target }) => target)).toEqual([
      "photos.getWallUploadServer",
      "<photos.getWallUploadServer.upload_url>",
      "photos.saveWallPhoto",
      "photos.getWallUploadServer",
      "<photos.getWallUploadServer.upload_url>",
      "photos.saveWallPhoto",
      "wall.post",
    ]);
    expect(seen.at(-1)?.detail).toMatchObject({
      attachments:
        "photo<photos.saveWallPhoto[0].owner_id>_<photos.saveWallPhoto[0].id>,photo<photos.saveWallPhoto[0].owner_id>_<photos.saveWallPhoto[0].id>",
      access_token: "***",
    });
  });
});
