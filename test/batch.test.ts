import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { call, callMany } from "../src/core/client.ts";
import type { RequestEvent } from "../src/core/request-events.ts";
import { type Settings, withSettings } from "../src/core/settings.ts";
import type { VkApiError } from "../src/errors.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

function like(item_id: number, settings: Settings = {}, own: object = {}) {
  return withSettings({ batch: true, ...settings }, () =>
    call("likes.add", { type: "post", item_id }, { ...auth, ...own }),
  );
}

async function madePosts(count: number): Promise<number[]> {
  const posts = Array.from({ length: count }, (_, i) => call("wall.post", { message: `${i}` }, auth));
  return (await Promise.all(posts)).map(({ response }) => Number(response.post_id));
}

function since(before: number) {
  return vk.sandbox.calls.slice(before);
}

/** A VK that answers each execute by a plan. */
async function plannedVk(
  plan: (code: string, calls: number) => unknown,
): Promise<{ apiUrl: string; codes: string[] }> {
  const codes: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const method = request.url?.split("/").at(-1) ?? "";
    const code = new URLSearchParams(body).get("code") ?? method;
    codes.push(code);
    response.end(JSON.stringify(plan(code, codes.length)));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, codes };
}

describe("calls that go together", () => {
  it("have equal settings and equal parameters of the request; others go by themselves", async () => {
    await vk.call(async () => {
      const [one = 0, two = 0, three = 0] = await madePosts(3);
      const before = vk.sandbox.calls.length;
      const seen: RequestEvent[] = [];
      await Promise.all([
        like(one, {}, { lang: "ru" }),
        like(two, {}, { test_mode: 1 }),
        like(three, { onRequestEvent: traffic => seen.push(traffic) }),
      ]);
      const calls = since(before);
      expect(calls.filter(({ method }) => method === "execute")).toEqual([]);
      expect(calls.map(({ params }) => [params.lang, params.test_mode])).toEqual(
        expect.arrayContaining([
          ["ru", undefined],
          [undefined, "1"],
          [undefined, undefined],
        ]),
      );
      // Whoever listens hears of nobody else's calls.
      expect(seen.filter(({ event }) => event === "request")).toHaveLength(1);
    });
  });

  it("are aborted one by one; the others get their answers", async () => {
    await vk.call(async () => {
      const [one = 0, two = 0] = await madePosts(2);
      vk.sandbox.fail({ on: "execute", fault: { delay: 300 } });
      const stop = new AbortController();
      const aborted = like(one, { signal: stop.signal });
      const other = like(two, { signal: new AbortController().signal });
      const began = performance.now();
      setTimeout(() => stop.abort(new Error("enough")), 100);
      await expect(aborted).rejects.toThrow("enough");
      expect(performance.now() - began).toBeLessThan(250);
      expect(await other).toMatchObject({ response: { likes: 1 } });
    });
  });

  it("cancel their request when all of them are aborted", async () => {
    let closed = false;
    const server = createServer(request => void request.on("close", () => (closed = true)));
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stops = [new AbortController(), new AbortController()];
    const calls = stops.map(({ signal }, i) => like(i + 1, { apiUrl, signal }));
    const ended = Promise.allSettled(calls);
    await sleep(150);
    stops[0]?.abort();
    await sleep(50);
    expect(closed).toBe(false);
    stops[1]?.abort();
    expect((await ended).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect.poll(() => closed).toBe(true);
  });

  it("put every line separator of Unicode into the script as VKScript reads it", async () => {
    const { apiUrl, codes } = await plannedVk(() => ({ response: [{ post_id: 1 }, { post_id: 2 }] }));
    const message = "a\u2028b\u2029c";
    await withSettings({ apiUrl, batch: true }, () =>
      Promise.all([1, 2].map(() => call("wall.post", { message }, auth))),
    );
    expect(codes[0]).not.toMatch(/[\u2028\u2029]/);
    expect(codes[0]).toContain("a\\u2028b\\u2029c");
  });
});

describe("an answer of execute", () => {
  const likes = [1, 2, 3].map(
    item_id => ({ method: "likes.add", params: { type: "post", item_id } }) as const,
  );
  const posts = [1, 2, 3].map(n => ({ method: "polls.create", params: { question: `${n}` } }) as const);
  const error = (method: string | undefined, error_code: number) => ({
    method,
    error_code,
    error_msg: `e${error_code}`,
  });

  it.each<[string, unknown]>([
    ["a false without an error", { response: [false, 1, 1] }],
    ["a short array", { response: [1] }],
    ["false", { response: false }],
    ["null", { response: null }],
    ["errors that may be anybody's", { response: [false, false, 1], execute_errors: [error(undefined, 15)] }],
    [
      "fewer errors than failures",
      { response: [false, false, 1], execute_errors: [error("polls.create", 15)] },
    ],
  ])("that does not pair is an unknown outcome, never a success: %s", async (_, answer) => {
    const { apiUrl } = await plannedVk(() => answer);
    const results = await withSettings({ apiUrl, retries: 0 }, () => callMany(posts, auth));
    const unknown = results.filter(result => result instanceof Error);
    expect(unknown.length).toBeGreaterThan(0);
    for (const result of unknown)
      expect(result).toMatchObject({ name: "TransportError", outcomeUnknown: true });
    expect(results).not.toContainEqual({ response: false });
    expect(results).not.toContainEqual({ response: undefined });
  });

  it("gives each its own error, also out of order", async () => {
    const calls = [
      { method: "polls.create", params: { question: "a" } },
      { method: "likes.add", params: { type: "post", item_id: 1 } },
      { method: "wall.delete", params: { post_id: 1 } },
    ] as const;
    const { apiUrl } = await plannedVk(() => ({
      response: [false, 1, false],
      execute_errors: [error("wall.delete", 104), error("polls.create", 253)],
    }));
    const [poll, liked, deleted] = await withSettings({ apiUrl, retries: 0 }, () => callMany(calls, auth));
    expect(poll).toMatchObject({ code: 253, method: "polls.create" });
    expect(liked).toEqual({ response: 1 });
    expect(deleted).toMatchObject({ code: 104, method: "wall.delete" });
  });

  it("takes errors without a method in their order", async () => {
    const { apiUrl } = await plannedVk(() => ({
      response: [false, 1, false],
      execute_errors: [error(undefined, 15), error(undefined, 100)],
    }));
    const results = await withSettings({ apiUrl, retries: 0 }, () => callMany(posts, auth));
    expect(results).toMatchObject([{ code: 15 }, { response: 1 }, { code: 100 }]);
  });

  it("is asked for again where a repetition does no harm", async () => {
    const { apiUrl, codes } = await plannedVk((code, count) =>
      count === 1 ? { response: [1] } : { response: code.startsWith("return") ? [1, 1, 1] : 1 },
    );
    const results = await withSettings({ apiUrl }, () => callMany(likes, auth));
    expect(results).toEqual(likes.map(() => ({ response: 1 })));
    expect(codes.length).toBeGreaterThan(1);
  });
});

describe("challenges of calls that go together", () => {
  it("are asked about once for each call, and the answered call goes alone", async () => {
    await vk.call(async () => {
      const ids = await madePosts(10);
      const before = vk.sandbox.calls.length;
      vk.sandbox.fail({
        on: "likes.add",
        times: 9,
        fault: { error: 14, extra: { redirect_uri: "https://id.vk.ru/c" } },
      });
      let asked = 0;
      const onChallenge = () => ({ success_token: `solved ${++asked}` });
      const results = await Promise.all(ids.map(id => like(id, { onChallenge })));
      expect(results).toHaveLength(10);
      expect(asked).toBe(9);
      const answered = since(before).filter(({ params }) => params.success_token);
      expect(new Set(answered.map(({ params }) => params.success_token)).size).toBe(9);
      expect(answered.map(({ method }) => method)).toEqual(Array(9).fill("likes.add"));
    });
  });

  it("of the request itself are asked about once for all calls in it", async () => {
    await vk.call(async () => {
      const ids = await madePosts(25);
      vk.sandbox.fail({ on: "execute", fault: { error: 14, extra: { redirect_uri: "https://id.vk.ru/c" } } });
      const asked: VkApiError[] = [];
      const onChallenge = (error: VkApiError) => {
        asked.push(error);
        return { success_token: "solved" };
      };
      await Promise.all(ids.map(id => like(id, { onChallenge })));
      expect(asked.map(({ method }) => method)).toEqual(["execute"]);
      vk.sandbox.fail({ on: "execute", fault: { error: 14 } });
      const refused = (error: VkApiError) => void asked.push(error);
      const results = await Promise.allSettled(ids.map(id => like(id, { onChallenge: refused })));
      expect(results.every(({ status }) => status === "rejected")).toBe(true);
      expect(asked).toHaveLength(2);
    });
  });
});

describe("a call that waits for its place in the limit", () => {
  it("ends at once when it is aborted, and nobody behind it waits longer", async () => {
    const slow = { rps: 1, apiUrl: vk.sandbox.apiUrl };
    const own = { ...auth, access_token: "a token of this test's own" };
    const stop = new AbortController();
    const wait = (signal?: AbortSignal) =>
      withSettings({ ...slow, ...(signal ? { signal } : {}) }, () =>
        call("utils.getShortLink", { url: "https://a.b" }, own),
      );
    await wait();
    const began = performance.now();
    const many = Promise.allSettled(Array.from({ length: 200 }, () => wait(stop.signal)));
    const last = wait();
    setTimeout(() => stop.abort(), 100);
    const results = await many;
    expect(performance.now() - began).toBeLessThan(400);
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    await last;
    expect(performance.now() - began).toBeLessThan(2500);
  });

  it("needs no listener of its own: many calls on one signal make no warning", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => void warnings.push(warning);
    process.on("warning", listen);
    onTestFinished(() => void process.off("warning", listen));
    const { signal } = new AbortController();
    const own = { ...auth, access_token: "another token of this test's own" };
    await vk.call(() =>
      Promise.all(
        Array.from({ length: 200 }, () =>
          withSettings({ signal, rps: 200 }, () => call("utils.getShortLink", { url: "https://a.b" }, own)),
        ),
      ),
    );
    await sleep(10);
    expect(warnings).toEqual([]);
  });
});
