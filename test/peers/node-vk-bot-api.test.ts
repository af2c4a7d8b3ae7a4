import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useSandbox } from "../support/sandbox.ts";

// node-vk-bot-api as its users have it; only the address, which it has no option for, is changed in its HTTP client.
const vk = useSandbox({ strict: false });
const require = createRequire(import.meta.url);
const loadOfClient = createRequire(require.resolve("node-vk-bot-api"));

type Callback = (...args: unknown[]) => Promise<unknown>;
interface Bot {
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
