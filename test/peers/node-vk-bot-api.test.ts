import { createRequire } from "node:module";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Fault } from "../../src/sandbox/index.ts";
import { Ask } from "../support/ask.ts";
import { useSandbox } from "../support/sandbox.ts";
import { serve } from "../support/serve.ts";

// node-vk-bot-api as its users have it; only the address, which it has no option for, is changed in its HTTP client.
const vk = useSandbox({ strict: false, retryDelay: 10 });
const ask = new Ask(vk);
const require = createRequire(import.meta.url);
const loadOfClient = createRequire(require.resolve("node-vk-bot-api"));

type Callback = (...args: unknown[]) => Promise<unknown>;
interface Context {
  readonly message: { readonly type: string; readonly text?: string; readonly user_id?: number };
  reply(text: string): Promise<unknown>;
}

interface Bot {
  on(handler: (context: Context) => void): void;
  event(name: string, handler: (context: Context) => void): void;
  startPolling(callback: (error?: Error) => void): Promise<void>;
  webhookCallback(...args: unknown[]): void;
  stop(): void;
  readonly api: Callback;
  readonly execute: Callback;
  readonly sendMessage: Callback;
  readonly methods: unknown[];
}

const Bot: new (settings: object) => Bot = require("node-vk-bot-api");
const Markup = require("node-vk-bot-api/lib/markup");
const axios = loadOfClient("axios");

const token = "bot-token";
const [anna, stranger, boris] = [100_002, 100_003, 100_004];
let bot: Bot;
let stop: () => void;

beforeAll(() => {
  const toSandbox = axios.interceptors.request.use((request: { url: string }) => ({
    ...request,
    url: request.url.replace("https://api.vk.com", new URL(vk.sandbox.apiUrl).origin),
  }));
  stop = () => axios.interceptors.request.eject(toSandbox);
  bot = new Bot({ token, group_id: 218_861_756, execute_timeout: 5 });
});
afterAll(() => stop());

describe("a bot of node-vk-bot-api", () => {
  it("calls a method, and gets the shape of the version that it asks for", async () => {
    expect(await bot.api("users.get", { user_ids: anna, access_token: token })).toMatchObject({
      response: [{ id: anna }],
    });
    const group = { group_id: 218_861_756, access_token: token };
    expect(await bot.api("groups.getById", group)).toMatchObject({ response: [{ id: 218_861_756 }] });
    const current = { ...group, v: "5.199" };
    expect(await bot.api("groups.getById", current)).toMatchObject({
      response: { groups: [{ id: 218_861_756 }] },
    });
  });

  it("sends a message with a keyboard, through execute", async () => {
    const buttons = [Markup.button("Yes", "primary", { yes: 1 }), Markup.button("No", "negative")];
    const id = await bot.sendMessage(anna, "Do you like cats?", null, Markup.keyboard(buttons).oneTime());
    expect(id).toEqual(expect.any(Number));
    const sent = vk.last("messages.send");
    expect(JSON.parse(sent.keyboard ?? "")).toMatchObject({ one_time: true, buttons: [expect.any(Array)] });
  });

  it("writes to several people at once and is told of each", async () => {
    const results = await bot.sendMessage([anna, stranger], "Hello");
    expect(results).toMatchObject([{ peer_id: anna }, { peer_id: stranger, error: { code: 901 } }]);
  });

  it("has its queue executed in one request, with an error only for the call that failed", async () => {
    const before = vk.sandbox.calls.length;
    const results = await Promise.allSettled([
      bot.sendMessage(anna, "1"),
      bot.execute("messages.send", { peer_id: stranger, message: "2", random_id: 2 }),
      bot.sendMessage(boris, "3"),
      bot.execute("users.get", { user_ids: boris }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    const methods = vk.sandbox.calls.slice(before).map(({ method }) => method);
    expect(methods.filter(method => method === "execute")).toHaveLength(1);
  });
});

describe("its events", () => {
  const group_id = 218_861_756;
  const patience = { timeout: 10_000, interval: 10 };
  const events = { message_new: 1, group_join: 1 };

  /** A bot that answers messages, and notes what it was told. */
  function answering(settings: object = {}): { bot: Bot; told: string[] } {
    const told: string[] = [];
    const answering = new Bot({ token, group_id, execute_timeout: 5, ...settings });
    answering.event("group_join", ({ message }) => told.push(`${message.user_id} joined`));
    answering.on(async context => {
      await context.reply(`You said ${context.message.text}`);
      told.push(`${context.message.text}`);
    });
    onTestFinished(() => answering.stop());
    return { bot: answering, told };
  }

  async function talk(told: readonly string[]): Promise<void> {
    const user_id = vk.sandbox.addUser({});
    vk.sandbox.act("group_join", { from_id: user_id });
    vk.sandbox.act("message_new", { text: "Hello", from_id: user_id });
    await expect.poll(() => told, patience).toEqual([`${user_id} joined`, "Hello"]);
    expect(vk.last("messages.send")).toMatchObject({ message: "You said Hello" });
  }

  it("come by startPolling, also after failures", async () => {
    await ask.get("groups.setLongPollSettings", { group_id, enabled: 1, ...events });
    const faults: Fault[] = [{ failed: 2 }, { failed: 3 }, { disconnect: "before" }, { failed: 1 }];
    for (const fault of faults) vk.sandbox.fail({ on: "longpoll", fault });
    const { bot, told } = answering();
    void bot.startPolling(() => {});
    await expect.poll(() => vk.sandbox.pendingFaults, patience).toBe(0);
    await talk(told);
  });

  it("come by webhookCallback", async () => {
    let callback: Bot["webhookCallback"] | undefined;
    const url = await serve(async (request, response) => {
      const body = await json(request);
      if (callback) callback({ body }, response, () => {});
      else response.end();
    });
    const server = { group_id, url, title: "Bot", secret_key: "Very secret" };
    const { server_id } = await ask.get<{ server_id: number }>("groups.addCallbackServer", server);
    const { code } = await ask.get<{ code: string }>("groups.getCallbackConfirmationCode", { group_id });
    const { bot, told } = answering({ secret: server.secret_key, confirmation: code });
    callback = (...args) => bot.webhookCallback(...args);
    const status = async () => {
      const { items } = await ask.get<{ items: Array<{ status: string }> }>("groups.getCallbackServers", {
        group_id,
      });
      return items[0]?.status;
    };
    await expect.poll(status, patience).toBe("ok");
    await ask.get("groups.setCallbackSettings", { group_id, server_id, ...events });
    await talk(told);
  });
});
