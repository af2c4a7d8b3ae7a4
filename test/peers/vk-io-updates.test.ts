import { Agent, type RequestListener } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { VK } from "vk-io";
import type { Fault } from "../../src/sandbox/index.ts";
import { Ask } from "../support/ask.ts";
import { useSandbox } from "../support/sandbox.ts";
import { serve } from "../support/serve.ts";

// vk-io as its users have it; only the address is changed. What it sends is its own.
const vk = useSandbox({ strict: false, retryDelay: 10 });
const ask = new Ask(vk);
const community = 218_861_756;
const from_id = 100_003;
/** The sandbox's user. */
const user = 100_001;
/** A busy machine needs time. */
const patience = { timeout: 10_000, interval: 10 };

type Options = ConstructorParameters<typeof VK>[0];

const agent = new Agent({ keepAlive: true }) as unknown as Options["agent"]; // typed as that of https
afterAll(() => agent?.destroy());

const running: VK[] = [];
afterEach(() => Promise.all(running.splice(0).map(bot => bot.updates.stop())));

function connect(options: Partial<Options> = {}): VK {
  const apiBaseUrl = vk.sandbox.apiUrl;
  const bot = new VK({ token: "any", apiBaseUrl, agent, apiLimit: 1000, pollingWait: 10, ...options });
  running.push(bot);
  return bot;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has a port
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Collects what handlers are given, for a test that waits for it. */
function inbox<T>() {
  const items: T[] = [];
  const waiting: Array<(item: T) => void> = [];
  return {
    put: (item: T) => {
      const next = waiting.shift();
      if (next) next(item);
      else items.push(item);
    },
    take: () =>
      new Promise<T>(resolve => {
        const item = items.shift();
        if (item === undefined) waiting.push(resolve);
        else resolve(item);
      }),
  };
}

const button = { action: { type: "callback", label: "Buy", payload: { item: 5 } } };
const keyboard = JSON.stringify({ inline: true, buttons: [[button]] });

/** Answers messages with a button, and presses of it with a notice. Returns what the handlers were given. */
function handle(bot: VK) {
  const given = inbox<string>();
  bot.updates.on("message_new", async context => {
    await context.send(`You said ${context.text}`, { keyboard });
    given.put(`${context.senderId}: ${context.text}`);
  });
  bot.updates.on("message_event", async context => {
    await context.answer({ type: "show_snackbar", text: "Bought" });
    given.put(`${context.userId} pressed ${JSON.stringify(context.eventPayload)}`);
  });
  bot.updates.on("group_join", context => given.put(`${context.userId} joined`));
  return given;
}

/** A user talks to the bot, presses its button, and joins. */
async function talk(given: ReturnType<typeof handle>): Promise<void> {
  vk.sandbox.act("message_new", { text: "Hello", from_id });
  expect(await given.take()).toBe(`${from_id}: Hello`);
  expect(vk.last("messages.send")).toMatchObject({ peer_ids: `${from_id}`, message: "You said Hello" });
  vk.sandbox.act("message_event", { from_id });
  expect(await given.take()).toBe(`${from_id} pressed {"item":5}`);
  expect(JSON.parse(vk.last("messages.sendMessageEventAnswer").event_data ?? "")).toMatchObject({
    type: "show_snackbar",
  });
  const user_id = vk.sandbox.addUser({});
  vk.sandbox.act("group_join", { from_id: user_id });
  expect(await given.take()).toBe(`${user_id} joined`);
}

const events = { message_new: true, message_event: true, group_join: true };

describe("Bots Long Poll", () => {
  const pollingGroupId = community;

  beforeAll(async () => {
    await connect().api.groups.setLongPollSettings({ group_id: community, enabled: true, ...events });
  });

  it("brings events to the handlers, which answer", async () => {
    const bot = connect({ pollingGroupId });
    const given = handle(bot);
    await bot.updates.startPolling();
    await talk(given);
  });

  it("is found by start() for a token of the community", async () => {
    const bot = connect({ token: await ask.token("messages,manage", `${community}`) });
    const given = handle(bot);
    await bot.updates.start();
    await talk(given);
  });

  it("goes on after failures", async () => {
    const faults = [{ failed: 2 }, { body: "<html>", status: 502 }, { disconnect: "before" }, { failed: 3 }];
    for (const fault of [...faults, { failed: 1 }] as Fault[]) vk.sandbox.fail({ on: "longpoll", fault });
    // It starts anew at once.
    const bot = connect({ pollingGroupId, pollingRetryLimit: 0 });
    const given = handle(bot);
    await bot.updates.startPolling();
    await expect.poll(() => vk.sandbox.pendingFaults, patience).toBe(0);
    await talk(given);
  });
});

describe("Callback API", () => {
  const secret_key = "Very secret";

  /** Adds a server as its owner does: its address, its code, its events. */
  async function addServer(url: string): Promise<{ code: string; isConfirmed: () => Promise<void> }> {
    const { api } = connect();
    const server = { group_id: community, url, title: "Bot", secret_key };
    const { server_id } = await api.groups.addCallbackServer(server);
    const { code } = await api.groups.getCallbackConfirmationCode({ group_id: community });
    const statusOf = async () => {
      const { items } = await api.groups.getCallbackServers({ group_id: community, server_ids: server_id });
      return items[0]?.status;
    };
    const isConfirmed = async () => {
      await expect.poll(statusOf, patience).toBe("ok");
      await api.groups.setCallbackSettings({ group_id: community, server_id, ...events });
      onTestFinished(async () => {
        await api.groups.deleteCallbackServer({ group_id: community, server_id });
      });
    };
    return { code, isConfirmed };
  }

  it("reaches the server of start({ webhook })", async () => {
    const port = await freePort();
    const { code, isConfirmed } = await addServer(`http://127.0.0.1:${port}/hook`);
    const bot = connect({ webhookSecret: secret_key, webhookConfirmation: code });
    const given = handle(bot);
    await bot.updates.start({ webhook: { port, path: "/hook" } });
    await isConfirmed();
    await talk(given);
  });

  it("reaches the callback of a server of one's own, again after a failure", async () => {
    let respond: RequestListener = (_, response) => response.end("not yet");
    const url = await serve((request, response) => respond(request, response));
    const { code, isConfirmed } = await addServer(url);
    const bot = connect({ webhookSecret: secret_key, webhookConfirmation: code });
    const given = handle(bot);
    const callback = bot.updates.getWebhookCallback();
    respond = (request, response) => void callback(request, response, () => response.end());
    await isConfirmed();
    vk.sandbox.fail({ on: "callback", fault: { disconnect: "before" } });
    await talk(given);
  });
});

describe("User Long Poll", () => {
  it("brings messages to the handler, loads them, and answers", async () => {
    // VK's address has no scheme, and vk-io adds https: the connection is the sandbox's.
    const plain = new HttpsAgent();
    plain.createConnection = (({ port }: { port: number }) => createConnection(port, "127.0.0.1")) as never; // typed as TLS
    const bot = connect({ token: await ask.token("messages,offline"), agent: plain });
    Object.assign(bot.api.options, { agent });
    const given = inbox<string>();
    bot.updates.on("message_new", async context => {
      if (context.isOutbox) return;
      await context.loadMessagePayload();
      await context.send("Answer");
      given.put(`${context.senderId}: ${context.text}`);
    });
    bot.updates.on("message_flags", context => given.put(`${context.peerId} flags ${context.flags}`));
    bot.updates.on("messages_read", context => given.put(`${context.peerId} read`));
    await bot.updates.startPolling();
    const message_ids = await ask.get<number>("messages.send", {
      peer_id: user,
      message: "<Hello>",
      random_id: 1,
    });
    expect(await given.take()).toBe(`-${community}: <Hello>`);
    await ask.get("messages.markAsRead", { peer_id: user });
    expect(await given.take()).toBe(`-${community} read`);
    await ask.get("messages.delete", { message_ids, delete_for_all: 1 });
    expect(await given.take()).toBe(`-${community} flags ${128 + 131_072}`);
    plain.destroy();
  });
});
