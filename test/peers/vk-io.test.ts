import { Agent } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API, APIError, Chain, createCollectIterator } from "vk-io";
import { useSandbox } from "../support/sandbox.ts";

// vk-io as its users have it; only the address is changed. What it sends is its own.
const vk = useSandbox({ strict: false });
const community = 218_861_756;
const posts = 60;

type Options = ConstructorParameters<typeof API>[0];

const agent = new Agent({ keepAlive: true }) as unknown as Options["agent"]; // typed as that of https
afterAll(() => agent?.destroy());

function connect(options: Partial<Options> = {}): API {
  const apiBaseUrl = vk.sandbox.apiUrl;
  return new API({ token: "any", apiBaseUrl, agent, apiLimit: 1000, apiWait: 10, ...options });
}

const methodsSince = (before: number) => vk.sandbox.calls.slice(before).map(({ method }) => method);

describe.each(["sequential", "parallel", "parallel_selected"] as const)("api in mode %s", apiMode => {
  it("executes calls and rejects those that fail", async () => {
    const api = connect({ apiMode });
    const before = vk.sandbox.calls.length;
    const [users, post, failed] = await Promise.all([
      api.users.get({ user_ids: [1, 2] }),
      api.wall.post({ owner_id: -community, message: 'Кавычка " и\nстрока', from_group: true }),
      api.wall.delete({ owner_id: -community, post_id: 99_999 }).catch((error: unknown) => error),
    ]);
    expect(users.map(({ id }) => id)).toEqual([1, 2]);
    expect(post.post_id).toBeGreaterThan(0);
    expect(failed).toMatchObject({ code: 104 });
    const sent = vk.sandbox.calls.slice(before).find(({ method }) => method === "wall.post");
    expect(sent?.params.message).toBe('Кавычка " и\nстрока');
    expect(methodsSince(before).filter(method => method === "execute")).toHaveLength(
      apiMode === "parallel" ? 1 : 0,
    );
  });

  it("sends messages", async () => {
    const api = connect({ apiMode });
    const before = vk.sandbox.calls.length;
    const send = (i: number) =>
      api.messages.send({ user_id: 100_002, random_id: i, message: `Message ${i}` });
    const ids = await Promise.all([send(101), send(102), send(103)]);
    expect(new Set(ids).size).toBe(3);
    expect(methodsSince(before).includes("execute")).toBe(apiMode !== "sequential");
  });
});

it("repeats a call after error 6, and a captcha with its token", async () => {
  const api = connect();
  vk.sandbox.fail({ on: "users.get", fault: { error: 6 } });
  expect(await api.users.get({ user_ids: [1] })).toHaveLength(1);
  vk.sandbox.fail({ on: "users.get", fault: { error: 14 } });
  const error: unknown = await api.users.get({ user_ids: [1] }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(APIError);
  expect(error).toMatchObject({ code: 14, redirectUri: expect.stringContaining("not_robot_captcha") });
});

it("runs a chain of 30 calls in two requests", async () => {
  const chain = new Chain({ api: connect() });
  const results = Array.from({ length: 30 }, (_, i) => chain.append("users.get", { user_ids: [i + 1] }));
  const before = vk.sandbox.calls.length;
  const { response, errors } = await chain.run();
  expect(errors).toEqual([]);
  expect(response).toHaveLength(30);
  expect(await results[29]).toMatchObject([{ id: 30 }]);
  expect(methodsSince(before).filter(method => method === "execute")).toHaveLength(2);
});

it("calls execute with Args and shows its errors", async () => {
  const code = "return [parseInt(Args.a) + 1, API.wall.delete({post_id: Args.id})];";
  const { response, errors } = await connect().execute({ code, a: 41, id: 5 } as never); // its typings lack Args
  expect(response).toEqual([42, false]);
  expect(errors).toMatchObject([{ code: 104, method: "wall.delete" }]);
});

describe("its collect iterator", () => {
  beforeAll(async () => {
    const api = connect({ apiMode: "parallel" });
    const texts = Array.from({ length: posts }, (_, i) => `Post ${i}`);
    await Promise.all(texts.map(message => api.wall.post({ owner_id: -5, message })));
  });

  it.each([1, 2, 25])("reads a whole list with %i calls at once", async parallelRequests => {
    const api = connect();
    const before = vk.sandbox.calls.length;
    const ids: number[] = [];
    const iterator = createCollectIterator<{ id: number }>({
      api,
      method: "wall.get",
      params: { owner_id: -5 },
      countPerRequest: 8,
      parallelRequests,
    });
    for await (const { items, total } of iterator) {
      expect(total).toBe(posts);
      ids.push(...items.map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(posts);
    expect(ids).toHaveLength(posts);
    expect(methodsSince(before).includes("execute")).toBe(parallelRequests > 1);
  });

  it("stops at maxCount", async () => {
    const received: number[] = [];
    const iterator = createCollectIterator<{ id: number }>({
      api: connect(),
      method: "wall.get",
      params: { owner_id: -5 },
      countPerRequest: 10,
      maxCount: 25,
    });
    for await (const { items } of iterator) received.push(...items.map(({ id }) => id));
    expect(received).toHaveLength(25);
  });
});
