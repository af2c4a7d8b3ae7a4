import { describe, expect, expectTypeOf, it } from "vitest";
import { checkParams } from "../../src/api/check-params.ts";
import { loadMethod, methodNames } from "../../src/api/method.ts";
import type { MethodName } from "../../src/api/method-types.ts";
import {
  ArgumentError,
  callMany,
  callMethod,
  eachItem,
  OPI_VK,
  type Settings,
  TransportError,
  withSettings,
} from "../../src/index.ts";
import { Status, useRecorder } from "../support/recorder.ts";
import { invalidValue, smallestCall } from "./samples.ts";

const vk = useRecorder();
const auth = { access_token: "vk1.a.test-token" };

function call<T>(work: () => T, settings: Settings = {}): T {
  return withSettings({ apiUrl: vk.apiUrl, rps: 100_000, retries: 1, ...settings }, work);
}

/** As a caller without types. */
const untyped = callMethod as (
  method: unknown,
  params: object,
  auth: object,
  options?: object,
) => Promise<{ response: unknown }>;

describe("callMethod", () => {
  it.each(methodNames)(
    "%s: its smallest valid call is sent right, its smallest invalid call is not",
    async name => {
      const facts = await loadMethod(name);
      if (!facts) throw new Error(`no ${name}`);
      const smallest = smallestCall(facts);
      await call(() => untyped(name, smallest, auth));
      expect(vk.calls).toHaveLength(1);
      const { method, params } = vk.calls[0] ?? {};
      const { access_token, v, guid, random_id, ...sent } = params ?? {};
      const { guid: _, random_id: given, ...expected } = checkParams(facts, smallest);
      expect({ method, access_token, v, sent }).toEqual({
        method: name,
        access_token: auth.access_token,
        v: "5.199",
        sent: expected,
      });
      expect("guid" in (params ?? {})).toBe(facts.policy.retry === "guid");
      if (facts.policy.retry === "random_id") expect(Number(random_id)).toBeGreaterThan(0);
      if (given !== undefined) expect(random_id).toBe(given);
      const invalid = { ...smallest, ...wrongParameter(facts.parameters) };
      if (facts.anyParameters) return;
      await expect(call(() => untyped(name, invalid, auth))).rejects.toBeInstanceOf(ArgumentError);
      expect(vk.calls).toHaveLength(1);
    },
  );

  function wrongParameter(parameters: Parameters<typeof smallestCall>[0]["parameters"]): object {
    for (const [name, facts] of Object.entries(parameters)) {
      const value = invalidValue(facts);
      if (value !== undefined) return { [name]: value };
    }
    return { no_such_parameter: 1 };
  }

  it("names the nearest method, and sends nothing", async () => {
    for (const [params, near] of [
      ["wall.gett", "wall.get"],
      ["user.get", "users.get"],
    ]) {
      await expect(call(() => untyped(params, {}, auth))).rejects.toThrow(
        `method: got "${params}", expected a VK method; did you mean ${near}?`,
      );
    }
    for (const odd of [undefined, 1, "", "../x", "constructor", "wall.constructor"]) {
      await expect(call(() => untyped(odd, {}, auth))).rejects.toBeInstanceOf(ArgumentError);
    }
    expect(vk.calls).toEqual([]);
  });

  it("is repeated where that is safe, and only there", async () => {
    vk.respond = (_, __, nth) => (nth === 1 ? new Status(502) : 1);
    await call(() => untyped("wall.get", {}, auth));
    expect(vk.calls).toHaveLength(2);

    vk.calls.length = 0;
    await expect(call(() => untyped("photos.createAlbum", { title: "Album" }, auth))).rejects.toMatchObject({
      outcomeUnknown: true,
    });
    expect(vk.calls).toHaveLength(1);
  });

  it("repeats a message with the same key, and none whose key is switched off", async () => {
    const message = { peer_id: 1, message: "Hello" };
    vk.respond = (_, __, nth) => (nth === 1 ? new Status(502) : 1);
    await call(() => untyped("messages.send", message, auth));
    expect(vk.calls.map(({ params }) => params.random_id)).toEqual([
      vk.calls[0]?.params.random_id,
      vk.calls[0]?.params.random_id,
    ]);

    vk.calls.length = 0;
    await expect(
      call(() => untyped("messages.send", { ...message, random_id: 0 }, auth)),
    ).rejects.toMatchObject({ outcomeUnknown: true });
    expect(vk.calls).toHaveLength(1);
  });

  it("sends anything unchecked, and never again what may have arrived", async () => {
    await call(() => untyped("wall.getNew", { what_ever: [1, true] }, auth, { unchecked: true }));
    expect(vk.calls[0]).toMatchObject({ method: "wall.getNew", params: { what_ever: "1,1" } });
    vk.calls.length = 0;
    vk.respond = () => new Status(502);
    await expect(
      call(() => untyped("wall.get", { count: "x" }, auth, { unchecked: true })),
    ).rejects.toMatchObject({ outcomeUnknown: true });
    expect(vk.calls).toHaveLength(1);
    for (const method of ["../wall.get", "wall.get?x", "a.b.c"]) {
      await expect(call(() => untyped(method, {}, auth, { unchecked: true }))).rejects.toBeInstanceOf(
        ArgumentError,
      );
    }
    await expect(
      call(() => untyped("wall.get", { access_token: "x" }, auth, { unchecked: true })),
    ).rejects.toThrow("access_token: is not a parameter");
  });

  it("takes what it lacks from the credentials, and nothing that contradicts it", async () => {
    const community = { ...auth, group_id: 1 };
    await call(() => callMethod("groups.getMembers", {}, community));
    await call(() => callMethod("wall.get", { domain: "apiclub" }, community));
    expect(vk.calls.map(({ params: { v, access_token, ...own } }) => own)).toEqual([
      { group_id: "1" },
      { domain: "apiclub" },
    ]);
  });

  it("reads moments in every form, and leaves what is none", async () => {
    await call(() => untyped("wall.post", { message: "x", publish_date: "2100-01-01T00:00:00Z" }, auth));
    await call(() => untyped("newsfeed.get", { start_time: new Date(1e12) }, auth));
    expect(vk.calls[0]?.params.publish_date).toBe("4102444800");
    expect(vk.calls[1]?.params.start_time).toBe("1000000000");
  });

  it("is typed by the official typings", () => {
    const typed = () => {
      void callMethod("wall.get", { owner_id: -1, count: 5 }, auth).then(({ response }) => response.items);
      // @ts-expect-error: there is no such method
      void callMethod("wall.gett", {}, auth);
      // @ts-expect-error: there is no such parameter
      void callMethod("wall.get", { ownerId: -1 }, auth);
      // @ts-expect-error: it is of another type
      void callMethod("wall.get", { count: "many" }, auth);
      // @ts-expect-error: a required one is missing
      void callMethod("wall.delete", undefined, auth);
      // @ts-expect-error: unchecked is said where it is meant
      void callMethod("wall.getNew", {}, auth, { unchecked: false });
      void OPI_VK.callMethod("wall.getNew", { x: 1 }, auth, { unchecked: true });
      void callMany([{ method: "users.get", params: { user_ids: "1" } }], auth);
      // @ts-expect-error: there is no such parameter
      void callMany([{ method: "users.get", params: { ids: "1" } }], auth);
    };
    expectTypeOf(typed).toBeFunction();
    expectTypeOf<MethodName>().toExtend<string>();
    expect(OPI_VK.callMethod).toBe(callMethod);
  });
});

describe("callMany", () => {
  it("takes any method, in one request, and tells what became of each", async () => {
    const calls = JSON.parse(
      '[{"method":"users.get","params":{"user_ids":"1"}},{"method":"wall.gett","params":{}},{"method":"wall.get","params":{"count":"x"}},{"method":"friends.getOnline","params":{}}]',
    );
    const results = await call(() => callMany(calls, auth));
    expect(results).toEqual([
      { response: 1 },
      expect.any(ArgumentError),
      expect.any(ArgumentError),
      { response: 1 },
    ]);
    expect(vk.requests).toBe(1);
  });
});

/** A list of so many numbers at VK, whose pages hold what a test wants of them. */
function playList(
  total: number,
  shown: (ids: number[], offset: number) => unknown[] = ids => ids,
): (method: string, params: Readonly<Record<string, string>>) => object {
  return (_, params) => {
    const offset = Number(params.offset ?? 0);
    const count = Number(params.count ?? 100);
    const ids = Array.from(
      { length: Math.max(0, Math.min(count, total - offset)) },
      (__, i) => offset + i + 1,
    );
    return { count: total, items: shown(ids, offset) };
  };
}

async function readAll(list: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const item of list) all.push(item);
  return all;
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe("eachItem", () => {
  it("reads a list whole, 25 of the largest pages in one request", async () => {
    vk.respond = playList(60_500);
    const members = await call(() => readAll(eachItem("groups.getMembers", { group_id: "1" }, auth)));
    expect(members).toEqual(numbers(60_500));
    expect(vk.calls.every(({ params }) => params.count === "1000")).toBe(true);
    expect(vk.requests).toBe(1 + Math.ceil(59_500 / 25_000));
  });

  it("ends at the limit, and asks for no more", async () => {
    vk.respond = playList(60_500);
    const read = (limit: number) =>
      call(() => readAll(eachItem("groups.getMembers", { group_id: "1" }, auth, { limit })));
    expect(await read(5)).toEqual(numbers(5));
    expect(vk.calls.map(({ params }) => params.count)).toEqual(["5"]);
    expect(await read(0)).toEqual([]);
    vk.calls.length = 0;
    expect(await read(2500)).toEqual(numbers(2500));
    expect(vk.calls).toHaveLength(3);
    for (const limit of [-1, Number.NaN]) {
      expect(() => eachItem("wall.get", {}, auth, { limit })).toThrow(ArgumentError);
    }
  });

  it("reads a long list with full requests from the first if the caller names a long limit", async () => {
    const read = (limit: number) =>
      call(() => readAll(eachItem("groups.getMembers", { group_id: "1" }, auth, { limit })));
    vk.respond = playList(1_000_000);
    expect(await read(100_000)).toEqual(numbers(100_000));
    expect({ requests: vk.requests, calls: vk.calls.length }).toEqual({ requests: 4, calls: 100 });
    vk.requests = 0;
    vk.respond = playList(30_500);
    expect(await read(100_000)).toEqual(numbers(30_500));
    expect(vk.requests).toBe(2);
  });

  it("begins where the caller says, with the pages that the caller wants", async () => {
    vk.respond = playList(50);
    const members = await call(() =>
      readAll(eachItem("groups.getMembers", { group_id: "1", offset: 40, count: 4 }, auth)),
    );
    expect(members).toEqual(numbers(50).slice(40));
    expect(vk.calls.every(({ params }) => params.count === "4")).toBe(true);
  });

  it("loses nothing where pages are shorter than they were asked for", async () => {
    vk.respond = playList(3000, ids => ids.slice(0, 50));
    expect(await call(() => readAll(eachItem("wall.get", { owner_id: 1 }, auth)))).toEqual(numbers(3000));
  });

  it("shows what VK shows where it counts more, and says so", async () => {
    const notices: unknown[] = [];
    vk.respond = playList(350, ids => ids.filter(id => id % 7 !== 0));
    const posts = await call(() => readAll(eachItem("wall.get", { owner_id: 1 }, auth)), {
      onRequestEvent: event => event.event === "notice" && notices.push(event),
    });
    expect(posts).toEqual(numbers(350).filter(id => id % 7 !== 0));
    expect(notices).toHaveLength(1);
  });

  it("keeps things of different owners that have the same number", async () => {
    vk.respond = playList(400, ids => ids.map(id => ({ id: id % 10, owner_id: id })));
    const found = await call(() => readAll(eachItem("wall.search", { domain: "x", query: "y" }, auth)));
    expect(found).toHaveLength(400);
  });

  it("is an error when a page is one", async () => {
    const list = playList(5000);
    vk.respond = (method, params) =>
      params.offset === "3000"
        ? { error: { error_code: 15, error_msg: "Access denied" } }
        : list(method, params);
    const read: unknown[] = [];
    const reading = call(async () => {
      for await (const id of eachItem("groups.getMembers", { group_id: "1" }, auth)) read.push(id);
    });
    await expect(reading).rejects.toMatchObject({ errorCode: 15, method: "groups.getMembers" });
    expect(read).toEqual(numbers(3000));
  });

  it("follows the marks of pages, and does not go in circles", async () => {
    vk.respond = (_, { start_from = "0" }) => ({
      items: [Number(start_from)],
      ...(Number(start_from) < 4 ? { next_from: String(Number(start_from) + 1) } : {}),
    });
    expect(await call(() => readAll(eachItem("newsfeed.get", {}, auth)))).toEqual([0, 1, 2, 3, 4]);
    vk.respond = () => ({ items: [1], next_from: "again" });
    await expect(call(() => readAll(eachItem("newsfeed.get", {}, auth)))).rejects.toBeInstanceOf(
      TransportError,
    );
    vk.respond = (_, { next_page_token }) => ({
      leads: [next_page_token ?? "first"],
      ...(next_page_token ? {} : { next_page_token: "second" }),
    });
    const leads = await call(() =>
      readAll(eachItem("leadForms.getLeads", { group_id: 1, form_id: 1 }, auth)),
    );
    expect(leads).toEqual(["first", "second"]);
  });

  it("reads a list that VK does not count until a page is empty", async () => {
    vk.respond = (_, { offset = "0" }) => numbers(2500).slice(Number(offset), Number(offset) + 1000);
    const keys = await call(() => readAll(eachItem("storage.getKeys", {}, auth)));
    expect(keys).toHaveLength(2500);
  });

  it("says beforehand when VK does not show the whole list", async () => {
    vk.respond = playList(5000);
    const read = (limit?: number) =>
      call(() => readAll(eachItem("groups.search", { q: "x" }, auth, { limit })));
    await expect(read()).rejects.toThrow("limit: groups.search returns only the first 1000 of 5000 items");
    expect(await read(1000)).toHaveLength(1000);
  });

  it("refuses what is no list", async () => {
    await expect(call(() => readAll(eachItem("users.get", {}, auth)))).rejects.toThrow(
      "method: users.get returns no list",
    );
    vk.respond = () => ({ count: 5, items: "none" });
    await expect(call(() => readAll(eachItem("wall.get", {}, auth)))).rejects.toBeInstanceOf(TransportError);
  });
});
