import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type ChallengeResponse,
  callMany,
  type ManyCall,
  OPI_VK,
  type RequestEvent,
  type Settings,
  type VkApiError,
  withSettings,
} from "../src/index.ts";
import { auth } from "./support/sandbox.ts";

type Params = Record<string, string>;

/** A request as the server of a test got it. */
interface Seen {
  readonly method: string;
  readonly params: Params;
  /** Of an execute: the calls in it. */
  readonly inside: ReadonlyArray<{ readonly method: string; readonly params: Params }>;
  /** Whether the client hung up before it had a response. */
  hungUp: boolean;
}

/** What the server of a test answers; `undefined`: nothing, ever. */
type Responder = (request: Seen, number: number) => object | undefined;

/** VKScript of the client's form is JavaScript as well: running it tells the calls in it. */
function callsIn(code = ""): Seen["inside"] {
  const calls: Array<{ method: string; params: Params }> = [];
  const api = new Proxy(
    {},
    {
      get: (_, section) =>
        new Proxy(
          {},
          {
            get: (__, name) => (params: Params) =>
              calls.push({ method: `${String(section)}.${String(name)}`, params }),
          },
        ),
    },
  );
  new Function("API", code)(api);
  return calls;
}

/** A server of the test's own; its address, and what it saw. */
async function serve(respond: Responder): Promise<{ settings: Settings; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const params = Object.fromEntries(new URLSearchParams(body));
    const method = request.url?.split("/").at(-1) ?? "";
    const inside = method === "execute" ? callsIn(params.code) : [];
    const item: Seen = { method, params, inside, hungUp: false };
    response.on("close", () => (item.hungUp ||= !response.writableFinished));
    seen.push(item);
    const result = respond(item, seen.length);
    if (result) response.end(JSON.stringify(result));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { settings: { apiUrl: `http://127.0.0.1:${port}/method`, rps: 1000 }, seen };
}

/** Answers each call, also those in an execute, with the number of its item. */
const echo: Responder = ({ params, inside }) =>
  inside.length > 0
    ? { response: inside.map(call => Number(call.params.item_id)) }
    : { response: Number(params.item_id) };

const like = (item_id: number) => ({ method: "likes.add", params: { type: "post", item_id } }) as const;
const likes = (count: number) => Array.from({ length: count }, (_, i) => like(i + 1));
const topic = (title: string) =>
  ({ method: "board.addTopic", params: { group_id: 5, title, text: "Text" } }) as const;
const user = { method: "users.get", params: { user_ids: "5" } } as const;

function many(settings: Settings, calls: readonly ManyCall[], more: object = {}): Promise<unknown[]> {
  return withSettings(settings, () => callMany(calls, { ...auth, ...more }));
}

describe("calls that are made at the same time", () => {
  it("go together where their settings are equal, also when they were set apart", async () => {
    const { settings, seen } = await serve(echo);
    const apart = [1, 2, 3].map(i => many({ ...settings, timeouts: { response: 5000 } }, [like(i)]));
    expect(await Promise.all(apart)).toEqual([1, 2, 3].map(i => [{ response: i }]));
    expect(seen.map(({ method }) => method)).toEqual(["execute"]);
  });

  it.each<[string, Settings, object]>([
    ["language", {}, { lang: "en" }],
    ["version", {}, { v: "5.131" }],
    ["test mode", {}, { test_mode: 1 }],
    ["limit", { rps: 900 }, {}],
    ["time-outs", { timeouts: { response: 7000 } }, {}],
    ["listener", { onRequestEvent: () => {} }, {}],
    ["handler of challenges", { onChallenge: () => undefined }, {}],
  ])("go apart where they have another %s", async (_, other, more) => {
    const { settings, seen } = await serve(echo);
    const both = [
      many({ ...settings, onRequestEvent: undefined }, [like(1), like(2)]),
      many({ ...settings, ...other }, [like(3), like(4)], more),
    ];
    expect((await Promise.all(both)).flat()).toEqual([1, 2, 3, 4].map(response => ({ response })));
    expect(seen.map(({ inside }) => inside.map(({ params }) => params.item_id))).toEqual([
      [1, 2].map(String),
      [3, 4].map(String),
    ]);
    expect(seen[0]?.params).toMatchObject({ v: "5.199" });
    for (const [name, value] of Object.entries(more)) {
      expect(seen[0]?.params[name]).not.toBe(String(value));
      expect(seen[1]?.params[name]).toBe(String(value));
    }
  });

  it("have each their own time-out", async () => {
    const { settings } = await serve(request => (request.inside.length > 2 ? undefined : echo(request, 0)));
    const slow = many({ ...settings, timeouts: { response: 60_000 } }, likes(3));
    void slow.catch(() => {});
    const quick = many({ ...settings, retries: 0, timeouts: { response: 200 } }, likes(3));
    const [first] = await quick;
    expect(first).toMatchObject({ name: "TimeoutError", sent: true });
  });

  it("have each their own abort: the others go on", async () => {
    const { settings, seen } = await serve(() => undefined);
    const stop = new AbortController();
    const stays = new AbortController();
    const a = many({ ...settings, signal: stop.signal }, [like(1)]);
    const b = many({ ...settings, signal: stays.signal }, [like(2)]);
    const outcome = Promise.race([b.catch(() => "rejected"), sleep(300, "waits")]);
    setTimeout(() => stop.abort(new Error("enough")), 100);
    const started = performance.now();
    await expect(a).rejects.toThrow("enough");
    expect(performance.now() - started).toBeLessThan(250);
    expect(await outcome).toBe("waits");
    expect(seen).toMatchObject([{ method: "execute", hungUp: false }]);
    stays.abort(new Error("enough too"));
    await expect(b).rejects.toThrow("enough too");
    await expect.poll(() => seen[0]?.hungUp).toBe(true);
  });

  it("are not sent when they were aborted before", async () => {
    const { settings, seen } = await serve(echo);
    const stop = new AbortController();
    const a = many({ ...settings, signal: stop.signal }, [like(1)]);
    const b = many(settings, [like(2), like(3)]);
    stop.abort(new Error("enough"));
    await expect(a).rejects.toThrow("enough");
    expect(await b).toEqual([{ response: 2 }, { response: 3 }]);
    expect(seen.flatMap(({ inside }) => inside.map(({ params }) => params.item_id))).toEqual(["2", "3"]);
  });

  it("are not sent when they were aborted while their request waited for its place", async () => {
    const { settings, seen } = await serve(echo);
    const slow = { ...settings, rps: 1 };
    await many(slow, [like(9)]);
    const stop = new AbortController();
    const a = many({ ...slow, signal: stop.signal }, [like(1)]);
    const b = many(slow, [like(2), like(3)]);
    await sleep(100);
    expect(seen).toHaveLength(1);
    stop.abort(new Error("enough"));
    await expect(a).rejects.toThrow("enough");
    expect(await b).toEqual([{ response: 2 }, { response: 3 }]);
    expect(seen[1]?.inside.map(({ params }) => params.item_id)).toEqual(["2", "3"]);
  });

  it("join no request that was given up", async () => {
    const { settings } = await serve(echo);
    const stop = new AbortController();
    const a = many({ ...settings, signal: stop.signal }, [like(1)]);
    stop.abort(new Error("enough"));
    await expect(a).rejects.toThrow("enough");
    const c = new AbortController();
    const gone = many({ ...settings, signal: c.signal }, [like(1)]);
    c.abort(new Error("enough"));
    const late = many(settings, likes(2));
    await expect(gone).rejects.toThrow("enough");
    expect(await late).toEqual([{ response: 1 }, { response: 2 }]);
  });

  it("have texts that no line end breaks", async () => {
    const { settings, seen } = await serve(({ inside }) => ({ response: inside.map(() => ({ id: 1 })) }));
    const text = 'line\u2028paragraph\u2029end \\u2028 "quoted" \'\n';
    await many(settings, [topic(text), topic("Second")]);
    expect(seen[0]?.params.code).not.toMatch(/[\u2028\u2029]/);
    expect(seen[0]?.inside[0]?.params.title).toBe(text);
  });
});

describe("a response of execute", () => {
  const error = (method: string | undefined, code: number, more = {}) => ({
    ...(method ? { method } : {}),
    error_code: code,
    error_msg: `Error ${code}`,
    ...more,
  });
  const calls = [topic("1"), like(2), topic("3"), user];
  const unknown = { name: "TransportError", sent: true };
  const uncertain = { ...unknown, outcomeUnknown: true };
  const done = (response: unknown) => ({ response });
  const failed = (errorCode: number) => ({ name: "VkApiError", errorCode });
  /** What becomes of a like or a read that is sent again, by itself. */
  const again = done("again");

  it.each<[string, unknown, unknown, object[]]>([
    ["whole", [1, 2, 3, 4], undefined, [done(1), done(2), done(3), done(4)]],
    [
      "with values that are nothing much",
      [0, "", [], {}],
      undefined,
      [done(0), done(""), done([]), done({})],
    ],
    [
      "with errors in order, and execute's own after them",
      [false, 2, false, 4],
      [error("board.addTopic", 15), error("board.addTopic", 100), error("execute", 100)],
      [failed(15), done(2), failed(100), done(4)],
    ],
    [
      "with an error for each place, without methods",
      [false, 2, false, 4],
      [error(undefined, 15), error(undefined, 100)],
      [failed(15), done(2), failed(100), done(4)],
    ],
    [
      "with errors out of order, each of a method of its own",
      [false, false, 3, false],
      [error("users.get", 113), error("likes.add", 15), error("board.addTopic", 100)],
      [failed(100), failed(15), done(3), failed(113)],
    ],
    [
      "with errors out of order, two of one method",
      [false, false, false, 4],
      [error("likes.add", 15), error("board.addTopic", 100), error("board.addTopic", 101)],
      [uncertain, failed(15), uncertain, done(4)],
    ],
    [
      "with errors out of order, two of one method that are alike",
      [false, false, false, 4],
      [error("likes.add", 15), error("board.addTopic", 100), error("board.addTopic", 100)],
      [failed(100), failed(15), failed(100), done(4)],
    ],
    [
      "with an error out of order and one without a method",
      [false, false, 3, 4],
      [error("likes.add", 15), error(undefined, 100)],
      [failed(100), failed(15), done(3), done(4)],
    ],
    [
      "with false that nothing explains",
      [false, false, 3, false],
      undefined,
      [uncertain, again, done(3), again],
    ],
    ["with null in a place", [null, 2, 3, null], undefined, [uncertain, done(2), done(3), again]],
    [
      "with one error for two places of a method",
      [false, 2, false, 4],
      [error("board.addTopic", 15)],
      [uncertain, done(2), uncertain, done(4)],
    ],
    [
      "with an error of another method",
      [false, 2, 3, 4],
      [error("wall.post", 15)],
      [uncertain, done(2), done(3), done(4)],
    ],
    ["with errors that are none", [false, 2, 3, 4], [null, {}, "15"], [uncertain, done(2), done(3), done(4)]],
    [
      "with a list of errors that is none",
      [false, 2, 3, 4],
      { a: 1 },
      [uncertain, done(2), done(3), done(4)],
    ],
    ["that is short", [1, 2], undefined, [done(1), done(2), uncertain, again]],
    ["that is long", [1, 2, 3, 4, 5], undefined, [uncertain, again, uncertain, again]],
    ["that is false", false, undefined, [uncertain, again, uncertain, again]],
    ["that is null", null, undefined, [uncertain, again, uncertain, again]],
    ["that is a structure", { 0: 1 }, undefined, [uncertain, again, uncertain, again]],
    [
      "that is false, with an error of each",
      false,
      ["board.addTopic", "likes.add", "board.addTopic", "users.get"].map((name, i) => error(name, 15 + i)),
      [15, 16, 17, 18].map(failed),
    ],
  ])("%s gives each call what is surely its own", async (_, response, execute_errors, expected) => {
    const { settings, seen } = await serve(({ method }) =>
      method === "execute" ? { response, execute_errors } : { response: "again" },
    );
    const results = await many({ ...settings, retries: 1 }, calls);
    expect(results).toMatchObject(expected);
    expect(results.map(result => "response" in Object(result))).toEqual(
      expected.map(candidate => "response" in candidate),
    );
    // What is sent again goes by itself, and once.
    expect(seen.filter(({ method }) => method === "execute")).toHaveLength(1);
    expect(seen.slice(1)).toHaveLength(expected.filter(entry => entry === again).length);
    expect(seen.map(({ method }) => method)).not.toContain("board.addTopic");
  });

  it("that breaks off with VK's error 13 has each call that can be repeated go by itself", async () => {
    const broken = { error: { error_code: 13, error_msg: "Runtime error" } };
    const { settings, seen } = await serve(request =>
      request.method === "execute" ? broken : { response: "again" },
    );
    expect(await many(settings, calls)).toMatchObject([
      { outcomeUnknown: true },
      again,
      { errorCode: 13 },
      again,
    ]);
    expect(seen.map(({ method }) => method).sort()).toEqual(["execute", "likes.add", "users.get"]);
  });

  it("that VK did not take has the calls wait equally long and go together again", async () => {
    const tooMany = { error: { error_code: 6, error_msg: "Too many requests per second" } };
    const { settings, seen } = await serve((request, number) => (number < 3 ? tooMany : echo(request, 0)));
    expect(await many(settings, likes(5))).toEqual([1, 2, 3, 4, 5].map(done));
    expect(seen.map(({ inside }) => inside.length)).toEqual([5, 5, 5]);
  });
});

describe("a challenge among many calls", () => {
  /** VK as it challenges: each call that is challenged has a captcha of its own, which is solved by its own answer only. */
  function challenging(isChallenged: (item: string) => boolean): Responder {
    const captcha = (item: string) => ({
      error_code: 14,
      error_msg: "Captcha needed",
      captcha_sid: item,
      captcha_img: "https://vk.com/captcha.php",
    });
    return ({ params, inside }) => {
      const errors = inside.filter(({ params: { item_id = "" } }) => isChallenged(item_id));
      if (inside.length > 0) {
        return {
          response: inside.map(call => (errors.includes(call) ? false : { likes: 1 })),
          execute_errors: errors.map(call => ({
            method: call.method,
            ...captcha(String(call.params.item_id)),
          })),
        };
      }
      const { item_id = "", captcha_sid, captcha_key } = params;
      const isAnswered = captcha_sid === item_id && captcha_key === `key ${item_id}`;
      return isChallenged(item_id) && !isAnswered ? { error: captcha(item_id) } : { response: { likes: 1 } };
    };
  }

  function solver(): { asked: string[]; onChallenge: (error: VkApiError) => Promise<ChallengeResponse> } {
    const asked: string[] = [];
    const onChallenge = async ({ error: { captcha_sid = "" } }: VkApiError) => {
      asked.push(captcha_sid);
      await sleep(5 * Math.random());
      return { captcha_sid, captcha_key: `key ${captcha_sid}` };
    };
    return { asked, onChallenge };
  }

  it("is one question for its call, which goes by itself with the answer", async () => {
    const { settings, seen } = await serve(challenging(item => item !== "1"));
    const { asked, onChallenge } = solver();
    const results = await many({ ...settings, onChallenge }, likes(10));
    expect(results).toEqual(Array(10).fill({ response: { likes: 1 } }));
    expect(asked.sort()).toEqual(["10", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(seen[0]?.inside).toHaveLength(10);
    const alone = seen.slice(1).map(({ method, params }) => [method, params.item_id, params.captcha_sid]);
    expect(alone.sort()).toEqual(asked.map(item => ["likes.add", item, item]));
  });

  it("goes by itself also when all answers are equal, as confirmations are", async () => {
    const { settings, seen } = await serve(({ inside, params }) => {
      const error = { error_code: 24, error_msg: "Confirmation required", confirmation_text: "Sure?" };
      if (inside.length === 0) return params.confirm === "1" ? { response: 1 } : { error };
      return {
        response: inside.map(() => false),
        execute_errors: inside.map(({ method }) => ({ method, ...error })),
      };
    });
    let asked = 0;
    const onChallenge = () => {
      asked++;
      return { confirm: 1 } as const;
    };
    expect(await many({ ...settings, onChallenge }, likes(4))).toEqual(Array(4).fill({ response: 1 }));
    expect(asked).toBe(4);
    expect(seen.map(({ method }) => method)).toEqual(["execute", ...Array(4).fill("likes.add")]);
  });

  const onExecute = (solved: string): Responder => {
    return request =>
      request.method === "execute" && request.params.success_token === solved
        ? echo(request, 0)
        : { error: { error_code: 14, error_msg: "Captcha needed", redirect_uri: "https://id.vk.ru/c" } };
  };

  it("to execute itself is one question, and its answer goes along with the same calls together", async () => {
    const { settings, seen } = await serve(onExecute("solved"));
    let asked = 0;
    const onChallenge = async () => {
      asked++;
      return { success_token: "solved" };
    };
    const results = await many({ ...settings, onChallenge }, likes(25));
    expect(results).toEqual(likes(25).map(({ params }) => ({ response: params.item_id })));
    expect(asked).toBe(1);
    expect(seen.map(({ inside }) => inside.length)).toEqual([25, 25]);
    expect(seen[1]?.params.code).toBe(seen[0]?.params.code);
  });

  it("to execute itself is put three times at most, and once when nobody answers", async () => {
    const { settings, seen } = await serve(onExecute("never"));
    let asked = 0;
    const wrongly = () => {
      asked++;
      return { success_token: "wrong" };
    };
    const invalid = await many({ ...settings, onChallenge: wrongly }, likes(25));
    expect(invalid).toMatchObject(Array(25).fill({ errorCode: 14 }));
    expect([asked, seen.length]).toEqual([3, 4]);
    asked = 0;
    const none = await many({ ...settings, onChallenge: () => void asked++ }, likes(25));
    expect(none).toMatchObject(Array(25).fill({ errorCode: 14 }));
    expect([asked, seen.length]).toEqual([1, 5]);
  });

  it("to execute itself is one question also after an attempt whose outcome is in doubt", async () => {
    const posts = [1, 2, 3].map(
      i => ({ method: "wall.post", params: { owner_id: -5, message: String(i) } }) as const,
    );
    const internal = { error: { error_code: 10, error_msg: "Internal server error" } };
    const { settings, seen } = await serve((request, number) => {
      if (number === 1) return internal;
      const isSolved = request.params.success_token === "solved";
      if (isSolved) return { response: request.inside.map(() => ({ post_id: 1 })) };
      return { error: { error_code: 14, error_msg: "Captcha needed", redirect_uri: "https://id.vk.ru/c" } };
    });
    let asked = 0;
    const onChallenge = () => {
      asked++;
      return { success_token: "solved" };
    };
    // The waits for the retries begin some milliseconds apart, as they can on a busy machine.
    const onRequestEvent = ({ event }: RequestEvent) => {
      const start = performance.now();
      while (event === "retry" && performance.now() - start < 5);
    };
    expect(await many({ ...settings, onChallenge, onRequestEvent }, posts)).toEqual(
      Array(3).fill({ response: { post_id: 1 } }),
    );
    expect([asked, seen.length]).toEqual([1, 3]);
  });

  it("that was answered before the calls were made has them go by themselves", async () => {
    const { settings, seen } = await serve(echo);
    await many({ ...settings, params: { confirm: 1 } }, likes(2));
    expect(seen.map(({ method }) => method)).toEqual(["likes.add", "likes.add"]);
  });

  it("is not waited for after an abort", async () => {
    const { settings } = await serve(challenging(() => true));
    const stop = new AbortController();
    const onChallenge = () => new Promise<undefined>(() => {});
    const waiting = many({ ...settings, signal: stop.signal, onChallenge }, [like(1)]);
    setTimeout(() => stop.abort(new Error("enough")), 100);
    await expect(waiting).rejects.toThrow("enough");
  });
});

describe("an abort", () => {
  const get = () => OPI_VK.getPropertyList(auth);

  it("takes its calls out of the limit's queue at once, also behind others, which move up", async () => {
    const { settings, seen } = await serve(() => ({ response: { items: [] } }));
    const slow = { ...settings, rps: 3 };
    const ahead = withSettings(slow, () => Promise.all(Array.from({ length: 5 }, get)));
    const stop = new AbortController();
    const work = withSettings({ ...slow, signal: stop.signal }, () =>
      Promise.allSettled(Array.from({ length: 40 }, get)),
    );
    const behind = withSettings(slow, get);
    await sleep(200);
    const aborted = performance.now();
    stop.abort(new Error("enough"));
    for (const one of await work) {
      expect(one).toMatchObject({ status: "rejected", reason: { message: "enough" } });
    }
    expect(performance.now() - aborted).toBeLessThan(100);
    await Promise.all([ahead, behind]);
    expect(performance.now() - aborted).toBeLessThan(1100);
    expect(seen).toHaveLength(6);
  });

  it("of the first in the queue lets in the next, where that has room in a limit of its own", async () => {
    const { settings } = await serve(() => ({ response: { items: [] } }));
    await withSettings({ ...settings, rps: 1 }, get);
    const stop = new AbortController();
    const first = withSettings({ ...settings, rps: 1, signal: stop.signal }, get);
    const next = withSettings({ ...settings, rps: 20 }, get);
    const started = performance.now();
    stop.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    await next;
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("has its own reason, also in the wait for the next attempt", async () => {
    const { settings } = await serve(() => ({
      error: { error_code: 10, error_msg: "Internal server error" },
    }));
    const reason = new Error("enough");
    const stop = new AbortController();
    const work = withSettings({ ...settings, signal: stop.signal }, get);
    setTimeout(() => stop.abort(reason), 100);
    await expect(work).rejects.toBe(reason);
  });

  it("can be heard by 200 calls on one signal without a warning, and nothing is left on it", async () => {
    const { settings, seen } = await serve((request, number) => {
      if (number <= 200) return { error: { error_code: 10, error_msg: "Internal server error" } };
      return number <= 400 ? { response: { items: [] } } : echo(request, number);
    });
    const warnings: Error[] = [];
    const warned = (warning: Error) => warnings.push(warning);
    process.on("warning", warned);
    onTestFinished(() => void process.off("warning", warned));
    const { signal } = new AbortController();
    await withSettings({ ...settings, signal, rps: 150 }, () =>
      Promise.all(Array.from({ length: 200 }, get)),
    );
    expect(seen).toHaveLength(400);
    expect(await many({ ...settings, signal }, likes(200))).toHaveLength(200);
    await sleep(10);
    expect(warnings).toEqual([]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
