import { once } from "node:events";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import { folder, main, oint, start as startProcess } from "./support/command.ts";
import { serve } from "./support/serve.ts";

const group_id = 218_861_756;
const retryDelay = 5;
/** A busy machine needs time. */
const patience = { timeout: 10_000, interval: 10 };

interface Received {
  readonly type: string;
  readonly event_id: string;
  readonly secret?: string;
  readonly v: string;
  readonly group_id: number;
  readonly object?: { readonly message: { readonly text: string } };
}

interface Delivered {
  readonly event: Received;
  readonly headers: IncomingHttpHeaders;
}

type Respond = (event: Received, response: ServerResponse) => void;

/** Where a sandbox is. */
type Running = Pick<Sandbox, "url" | "apiUrl">;

async function call<T>(sandbox: Running, method: string, params: Record<string, string>): Promise<T> {
  const body = new URLSearchParams({ access_token: "t", v: "5.199", group_id: `${group_id}`, ...params });
  const response = await fetch(`${sandbox.apiUrl}/${method}`, { method: "POST", body });
  return ((await response.json()) as { response: T }).response;
}

async function start(path?: string): Promise<Sandbox> {
  const sandbox = await startSandbox({ rps: 0, retryDelay, ...(path ? { folder: path } : {}) });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A server of a bot: confirms itself, and responds to events as the test says. */
async function bot(getSandbox: () => Running, respond: Respond) {
  const delivered: Delivered[] = [];
  const url = await serve(async (request, response) => {
    const event = JSON.parse(await text(request)) as Received;
    if (event.type === "confirmation") {
      const { code } = await call<{ code: string }>(getSandbox(), "groups.getCallbackConfirmationCode", {});
      response.end(code);
      return;
    }
    delivered.push({ event, headers: request.headers });
    respond(event, response);
  });
  return {
    url,
    delivered,
    /** Waits until so many events arrived. */
    has: (count: number) => expect.poll(() => delivered.length, patience).toBeGreaterThanOrEqual(count),
  };
}

const ok: Respond = (_, response) => response.end("ok");

/** Responds in another way to the first events. */
function firstThen(...responses: Respond[]): Respond {
  const rest = [...responses];
  return (event, response) => (rest.shift() ?? ok)(event, response);
}

const statusOf = async (sandbox: Running, server_id: number) => {
  const params = { server_ids: String(server_id) };
  const { items } = await call<{ items: Array<{ status: string }> }>(
    sandbox,
    "groups.getCallbackServers",
    params,
  );
  return items[0]?.status;
};

/** Adds a server, waits until it is confirmed, and switches its events on. */
async function connect(sandbox: Running, url: string, params: Record<string, string> = {}): Promise<number> {
  const { server_id } = await call<{ server_id: number }>(sandbox, "groups.addCallbackServer", {
    url,
    title: "Bot",
    secret_key: "key",
  });
  await expect.poll(() => statusOf(sandbox, server_id), patience).toBe("ok");
  const settings = { server_id: String(server_id), message_new: "1", ...params };
  await call(sandbox, "groups.setCallbackSettings", settings);
  return server_id;
}

const say = (sandbox: Sandbox, message: string) => sandbox.act("message_new", { text: message })[0];
const textsOf = (delivered: readonly Delivered[]) => delivered.map(({ event }) => event.object?.message.text);

describe("Callback API", () => {
  it("confirms a server and sends it the events that it wants, with its secret", async () => {
    const sandbox = await start();
    const server = await bot(() => sandbox, ok);
    await connect(sandbox, server.url, { api_version: "5.131" });
    const happening = say(sandbox, "Hello");
    sandbox.act("message_typing_state", {});
    say(sandbox, "More");
    await server.has(2);
    expect(server.delivered[0]?.event).toEqual({
      type: "message_new",
      group_id,
      event_id: happening?.event_id,
      v: "5.131",
      secret: "key",
      object: happening?.object,
    });
    expect(server.delivered[0]?.headers).toMatchObject({ "content-type": "application/json" });
    expect(server.delivered[0]?.headers).not.toHaveProperty("x-retry-counter");
    expect(textsOf(server.delivered)).toEqual(["Hello", "More"]);
  });

  it("does not confirm a server that answers something else, and asks again when it is edited", async () => {
    const sandbox = await start();
    const stubborn = await serve((_, response) => response.end("ok"));
    const { server_id } = await call<{ server_id: number }>(sandbox, "groups.addCallbackServer", {
      url: stubborn,
      title: "Bot",
    });
    expect(await statusOf(sandbox, server_id)).toBe("wait");
    await expect.poll(() => statusOf(sandbox, server_id), patience).toBe("failed");
    const server = await bot(() => sandbox, ok);
    await call(sandbox, "groups.editCallbackServer", {
      server_id: `${server_id}`,
      url: server.url,
      title: "Bot",
    });
    await expect.poll(() => statusOf(sandbox, server_id), patience).toBe("ok");
  });

  it("repeats an event until the server answers ok, with the same event_id and a counter", async () => {
    const sandbox = await start();
    const server = await bot(
      () => sandbox,
      firstThen(
        (_, response) => response.end("OK"),
        (_, response) => response.writeHead(500).end("ok"),
        (_, response) => response.destroy(),
      ),
    );
    await connect(sandbox, server.url);
    say(sandbox, "Hello");
    await server.has(4);
    expect(new Set(server.delivered.map(({ event }) => event.event_id)).size).toBe(1);
    expect(server.delivered.map(({ headers }) => headers["x-retry-counter"])).toEqual([
      undefined,
      "1",
      "2",
      "3",
    ]);
    say(sandbox, "Last");
    await server.has(5);
    expect(textsOf(server.delivered).at(-1)).toBe("Last");
  });

  it("repeats an event when the server says so", async () => {
    const sandbox = await start();
    const times: number[] = [];
    const server = await bot(
      () => sandbox,
      firstThen((_, response) => {
        times.push(Date.now());
        response.writeHead(503, { "retry-after": "1" }).end();
      }),
    );
    await connect(sandbox, server.url);
    say(sandbox, "Hello");
    await server.has(2);
    expect(Date.now() - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it("gives a server that fails a pause, and goes on after it without a loss", async () => {
    const sandbox = await start();
    let isDown = true;
    const server = await bot(
      () => sandbox,
      (event, response) => {
        if (isDown) response.writeHead(500).end();
        else ok(event, response);
      },
    );
    await connect(sandbox, server.url);
    for (let i = 0; i < 30; i++) say(sandbox, `${i}`);
    await server.has(10);
    isDown = false;
    const answered = server.delivered.length;
    await expect.poll(() => new Set(textsOf(server.delivered.slice(answered))).size, patience).toBe(30);
  });

  it("removes a server that answers remove", async () => {
    const sandbox = await start();
    const server = await bot(
      () => sandbox,
      (_, response) => response.end("remove"),
    );
    const id = await connect(sandbox, server.url);
    say(sandbox, "Hello");
    await expect.poll(() => statusOf(sandbox, id), patience).toBe(undefined);
  });

  it("plays faults: a repetition, a lost connection, a late delivery", async () => {
    const sandbox = await start();
    const server = await bot(() => sandbox, ok);
    await connect(sandbox, server.url);
    sandbox.fail({ on: "callback", fault: { repeat: 1 } });
    sandbox.fail({ on: "callback", fault: { disconnect: "before" } });
    sandbox.fail({ on: "callback", fault: { disconnect: "after" } });
    sandbox.fail({ on: "callback", fault: { delay: 5 } });
    say(sandbox, "Hello");
    await server.has(3);
    expect(sandbox.pendingFaults).toBe(0);
    expect(new Set(server.delivered.map(({ event }) => event.event_id)).size).toBe(1);
    expect(server.delivered.map(({ headers }) => headers["x-retry-counter"])).toEqual([undefined, "2", "3"]);
  });

  it("delivers after a restart what was not accepted before", async () => {
    const path = folder();
    let sandbox = await startSandbox({ rps: 0, retryDelay, folder: path });
    let isDown = true;
    const server = await bot(
      () => sandbox,
      (event, response) => {
        if (!isDown) ok(event, response);
      },
    );
    await connect(sandbox, server.url);
    for (const message of ["1", "2", "3", "4", "5", "6"]) say(sandbox, message);
    await server.has(4);
    await sandbox.close();
    isDown = false;
    const before = server.delivered.length;
    sandbox = await start(path);
    await server.has(before + 6);
    const after = server.delivered.slice(before);
    expect(textsOf(after).toSorted()).toEqual(["1", "2", "3", "4", "5", "6"]);
    expect(after.map(({ event }) => event.event_id).toSorted()).toEqual(
      sandbox.happenings.map(({ event_id }) => event_id).toSorted(),
    );
  });

  it("shows what was not delivered, and why", async () => {
    const sandbox = await start();
    const server = await bot(
      () => sandbox,
      (_, response) => response.end("no"),
    );
    await connect(sandbox, server.url);
    const happening = say(sandbox, "Hello");
    const pending = async () => (await fetch(`${sandbox.url}/sandbox/deliveries`)).json();
    const { event_id, type } = happening ?? {};
    await expect
      .poll(pending, patience)
      .toMatchObject([{ group_id, server_id: 1, event_id, type, problem: 'answered "no"' }]);
    const page = await (await fetch(`${sandbox.url}/?tab=events&lang=en`)).text();
    expect(page).toContain(server.url);
    expect(page).toContain("answered &quot;no&quot;");
  });
});

describe("oint sandbox", () => {
  it("delivers what was not accepted before kill -9, and lets a command make events", async () => {
    const path = folder();
    const run = async () => {
      const args = [main, "sandbox", "--port", "0", "--rps", "0", "--retry-delay", "10", "--folder", path];
      const { child, ended } = startProcess(process.execPath, args);
      onTestFinished(() => void child.kill("SIGKILL"));
      const [url] = (await once(createInterface(child.stdout), "line")) as [string];
      return { child, ended, sandbox: { url, apiUrl: `${url}/method` } };
    };
    const trigger = (message: string) =>
      oint(["sandbox", "trigger", "message_new", "--text", message, "--folder", path]);
    let { sandbox, child, ended } = await run();
    let isDown = true;
    const server = await bot(
      () => sandbox,
      (event, response) => {
        if (!isDown) ok(event, response);
      },
    );
    await connect(sandbox, server.url);
    expect((await trigger("Hello")).code).toBe(0);
    await server.has(1);
    child.kill("SIGKILL");
    await ended;
    isDown = false;
    ({ sandbox, child, ended } = await run());
    await server.has(2);
    expect(textsOf(server.delivered)).toEqual(["Hello", "Hello"]);
    expect(new Set(server.delivered.map(({ event }) => event.event_id)).size).toBe(1);
    child.kill("SIGKILL");
    await ended;
  });
});
