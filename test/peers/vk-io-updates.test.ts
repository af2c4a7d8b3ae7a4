import { Agent } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { VK } from "vk-io";
import { useSandbox } from "../support/sandbox.ts";

// vk-io as its users have it; only the address is changed. What it sends is its own.
const vk = useSandbox({ strict: false });
const community = 218_861_756;
const from_id = 100_003;

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

describe("Bots Long Poll", () => {
  const pollingGroupId = community;

  beforeAll(async () => {
    const events = { message_new: true, message_event: true, group_join: true, message_reply: true };
    await connect().api.groups.setLongPollSettings({ group_id: community, enabled: true, ...events });
  });

  it("brings a message to the handler, which answers it", async () => {
    const bot = connect({ pollingGroupId });
    const texts = inbox<string>();
    const answered = inbox<number>();
    bot.updates.on("message_new", async context => {
      texts.put(`${context.senderId}: ${context.text}`);
      answered.put((await context.send(`You said ${context.text}`)).id);
    });
    await bot.updates.startPolling();
    vk.sandbox.act("message_new", { text: "Hello", from_id });
    expect(await texts.take()).toBe(`${from_id}: Hello`);
    await answered.take();
    expect(vk.last("messages.send")).toMatchObject({ peer_ids: String(from_id), message: "You said Hello" });
  });
});
