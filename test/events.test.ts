import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { handleEvents, listen } from "../src/events/index.ts";
import type { RequestEvent } from "../src/index.ts";
import type { Fault } from "../src/sandbox/index.ts";
import { folder, start } from "./support/command.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox({ rps: 0 });
const group = Number(auth.group_id);
const events = ["message_new"] as const;

let state: string;

beforeEach(() => {
  vk.sandbox.reset();
  state = join(folder(), "events.jsonl");
});

const say = (text: string, from_id = 100_002) => vk.sandbox.act("message_new", { text, from_id });
const fail = (fault: Fault, on = "longpoll") => vk.sandbox.fail({ on, fault });

/** Takes texts of messages until there are enough. */
async function texts(
  count: number,
  options: object = {},
  onRequestEvent = (_: RequestEvent) => {},
): Promise<string[]> {
  return vk.call(
    async () => {
      const found: string[] = [];
      for await (const event of listen(auth, { events, state, count, ...options })) {
        found.push(event.object.message.text);
      }
      return found;
    },
    { onRequestEvent },
  );
}

/** Lets a listener begin, so that what happens next is an event for it. */
const begin = () => texts(1, { idle: 1 });

describe("listen", () => {
  it("switches Long Poll and the events on at VK, and says so", async () => {
    const notices: unknown[] = [];
    await texts(1, { idle: 1 }, ({ event, detail }) => event === "notice" && notices.push(detail));
    expect(notices).toEqual(["switched on at VK for community 218861756: Long Poll, 5.199, message_new"]);
    expect(vk.last("groups.setLongPollSettings")).toMatchObject({ enabled: "1", message_new: "1" });
    const before = vk.sandbox.calls.length;
    await begin();
    expect(vk.sandbox.calls.slice(before).map(({ method }) => method)).not.toContain(
      "groups.setLongPollSettings",
    );
  });

  it("switches nothing on when told so, and reports what VK says", async () => {
    await expect(texts(1, { setup: false })).rejects.toThrow("groups.getLongPollServer: error 100");
    expect(vk.sandbox.calls.map(({ method }) => method)).toEqual(["groups.getLongPollServer"]);
  });

  it("refuses a name that VK does not have", async () => {
    await expect(texts(1, { events: ["mesage_new"] })).rejects.toMatchObject({
      argument: "events",
      message: 'events: VK has no event "mesage_new"; did you mean message_new?',
    });
  });

  it("gives what happened while no one listened, once and in order", async () => {
    await begin();
    for (const text of ["1", "2", "3"]) say(text);
    expect(await texts(2)).toEqual(["1", "2"]);
    say("4");
    expect(await texts(2)).toEqual(["3", "4"]);
    expect(await texts(1, { idle: 100 })).toEqual([]);
  });

  it("gives an event again that was not acknowledged", async () => {
    await begin();
    for (const text of ["1", "2"]) say(text);
    await vk.call(async () => {
      for await (const event of listen(auth, { events, state })) {
        expect(event.object.message.text).toBe("1");
        break;
      }
    });
    expect(await texts(2)).toEqual(["1", "2"]);
    say("3");
    await vk.call(async () => {
      for await (const event of listen(auth, { events, state })) {
        await event.done();
        break;
      }
    });
    expect(await texts(1, { idle: 100 })).toEqual([]);
  });

  it("waits out every fault and loses nothing: cut and slow connections, HTML, failed 1, 2, 3 and 4, repetitions", async () => {
    await begin();
    const faults: Fault[] = [
      { disconnect: "before" },
      { failed: 2 },
      { failed: 3 },
      { failed: 3 },
      { body: "<html>502 Bad Gateway</html>", status: 502 },
      { failed: 1 },
      { delay: 50 },
      { failed: 4 },
      { disconnect: "after" },
      { repeat: 2 },
      { body: "<html>not VK</html>" },
    ];
    const found: string[] = [];
    const asked = faults.map((_, i) => `${i}`);
    const happen = (i: number) => {
      const fault = faults[i];
      if (fault) fail(fault);
      say(`${i}`);
    };
    happen(0);
    await vk.call(async () => {
      for await (const event of listen(auth, { events, state, count: faults.length })) {
        found.push(event.object.message.text);
        if (found.length < faults.length) happen(found.length);
      }
    });
    expect(found).toEqual(asked);
  }, 30_000);

  it("tells people when VK cannot be reached, and when it can again", async () => {
    await begin();
    for (let i = 0; i < 3; i++) fail({ disconnect: "before" });
    say("1");
    const notices: string[] = [];
    await texts(1, {}, ({ event, detail }) => event === "notice" && notices.push(String(detail)));
    expect(notices[0]).toMatch(
      /^VK's events cannot be read \(long poll: no complete response \(http.*\/longpoll\/218861756\?.*\); oint keeps trying$/,
    );
    expect(notices[1]).toBe("VK's events are read again");
    expect(notices.join()).not.toMatch(/key=[^*…]/);
  }, 15_000);

  it("reports a gap that VK cannot fill", async () => {
    await begin();
    for (let i = 0; i < 3; i++) say(`${i}`);
    await texts(3);
    // A sandbox that began anew knows nothing of the numbers before.
    vk.sandbox.reset();
    await vk.call(() => begin(), {});
    const gaps: object[] = [];
    writeFileSync(
      state,
      `${JSON.stringify({ oint: "events", group_id: group })}\n${JSON.stringify({ ts: "700" })}\n`,
    );
    await texts(1, { idle: 1000, onGap: (gap: object) => gaps.push(gap) });
    expect(gaps).toEqual([{ from: "700", to: "0" }]);
    say("after");
    expect(await texts(1)).toEqual(["after"]);
  });

  it("gives a message whole that VK has cropped", async () => {
    await begin();
    const forward_messages = Array.from({ length: 10 }, (_, i) => {
      say(`${i}`.repeat(4000));
      return i + 1;
    });
    await texts(10);
    vk.sandbox.act("message_new", { text: "See", forward_messages });
    const found: unknown[] = [];
    await vk.call(async () => {
      for await (const { object } of listen(auth, { events, state, count: 1 })) found.push(object.message);
    });
    expect(found).toMatchObject([{ text: "See", fwd_messages: { length: 10 } }]);
    expect(found[0]).not.toHaveProperty("is_cropped");
  });

  it("passes events through that were asked for, and no others", async () => {
    await texts(1, { idle: 1, events: ["group_leave", "message_new"] });
    say("1");
    vk.sandbox.act("group_leave", { from_id: 100_005 });
    const found: unknown[] = [];
    await vk.call(async () => {
      for await (const event of listen(auth, { events: ["group_leave"], state, count: 1 }))
        found.push(event.object.user_id);
    });
    expect(found).toEqual([100_005]);
  });

  it("lets one listener use a file, and refuses a file of another community", async () => {
    await begin();
    say("1");
    await vk.call(async () => {
      for await (const _ of listen(auth, { events, state, count: 1 })) {
        await expect(texts(1)).rejects.toMatchObject({
          code: "ERR_OINT_CONFIG",
          message: /in use by process/,
        });
      }
    });
    const other = { ...auth, group_id: "1", owner_id: "-1" };
    await expect(vk.call(() => listen(other, { state }).next())).rejects.toMatchObject({
      message: expect.stringMatching(/belongs to community 218861756, not to 1/),
    });
  });

  it("keeps the file small", async () => {
    await begin();
    for (let i = 0; i < 30; i++) say(`${i}`);
    await texts(30);
    const old = Date.now() - 25 * 60 * 60 * 1000;
    const lines = readFileSync(state, "utf8").trim().split("\n");
    const ancient = Array.from({ length: 3000 }, (_, i) => JSON.stringify({ at: old, seen: [`old-${i}`] }));
    writeFileSync(state, [lines[0], ...ancient, ...lines.slice(1), ""].join("\n"));
    for (let i = 0; i < 10; i++) say(`later ${i}`);
    await texts(10);
    const after = readFileSync(state, "utf8").trim().split("\n");
    expect(after.length).toBeLessThan(200);
    expect(await texts(1, { idle: 100 })).toEqual([]);
  });
});

describe("handleEvents", () => {
  it("keeps the order of each peer while other peers go on", async () => {
    await begin();
    const people = [100_002, 100_003, 100_004];
    for (let i = 0; i < 5; i++) for (const person of people) say(`${i}`, person);
    const handled = new Map<number, string[]>();
    let running = 0;
    let most = 0;
    let release = () => {};
    const slow = new Promise<void>(resolve => (release = resolve));
    await vk.call(() =>
      handleEvents(
        auth,
        async ({ object: { message } }) => {
          most = Math.max(most, ++running);
          // The first peer does not go on before all others are through.
          if (message.from_id === 100_002) await slow;
          handled.set(message.from_id, [...(handled.get(message.from_id) ?? []), message.text]);
          running--;
          const others = (handled.get(100_003)?.length ?? 0) + (handled.get(100_004)?.length ?? 0);
          if (others === 10) release();
        },
        { events, state, count: 15, concurrency: 2 },
      ),
    );
    expect(most).toBe(2);
    for (const person of people) expect(handled.get(person)).toEqual(["0", "1", "2", "3", "4"]);
  });

  it("ends with the handler's error, and gives the event again", async () => {
    await begin();
    for (const text of ["1", "2"]) say(text);
    const error = new Error("no room");
    await expect(
      vk.call(() => handleEvents(auth, () => Promise.reject(error), { events, state })),
    ).rejects.toBe(error);
    expect(await texts(2)).toEqual(["1", "2"]);
  });

  it("survives kill -9 in the middle of its work: each event is handled, none twice unless its handler died", async () => {
    await begin();
    const log = join(folder(), "handled.txt");
    writeFileSync(log, "");
    const total = 60;
    for (let i = 0; i < total; i++) say(`${i}`, 100_002 + (i % 3));
    const script = join(folder(), "listener.mjs");
    const root = new URL("..", import.meta.url).href;
    writeFileSync(
      script,
      `import { appendFileSync } from "node:fs";
import { handleEvents } from "${root}dist/events.js";
const handle = async event => {
  const { from_id, text } = event.object.message;
  await new Promise(resolve => setTimeout(resolve, 5));
  appendFileSync(process.env.LOG, from_id + " " + text + "\\n");
};
const auth = { access_token: "t", group_id: ${group} };
await handleEvents(auth, handle, { events: ["message_new"], state: process.env.STATE, idle: 300, concurrency: 3 });
`,
    );
    const env = { OINT_VK_API_URL: vk.sandbox.apiUrl, LOG: log, STATE: state };
    const lines = () => readFileSync(log, "utf8").trim().split("\n").filter(Boolean);
    let kills = 0;
    for (;;) {
      fail({ repeat: 3 });
      const { child, ended } = start(process.execPath, [script], { env });
      const before = lines().length;
      const timer = setInterval(() => {
        if (lines().length > before + 15) child.kill("SIGKILL");
      }, 5);
      const { code, stderr } = await ended;
      clearInterval(timer);
      if (code === 0) break;
      expect(stderr).toBe("");
      kills++;
    }
    vk.sandbox.clearFaults();
    expect(kills).toBeGreaterThanOrEqual(3);
    const handled = lines();
    const distinct = [...new Set(handled)];
    expect(distinct).toHaveLength(total);
    // At most what ran in the process that was killed comes again.
    expect(handled.length).toBeLessThanOrEqual(total + 3 * kills);
    for (const person of [100_002, 100_003, 100_004]) {
      const numbers = distinct
        .filter(line => line.startsWith(`${person}`))
        .map(line => Number(line.split(" ")[1]));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
  }, 60_000);
});

afterEach(() => vk.sandbox.clearFaults());
