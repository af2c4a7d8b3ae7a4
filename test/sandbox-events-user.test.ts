import { beforeEach, describe, expect, it } from "vitest";
import { Ask, type AskParams } from "./support/ask.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const group_id = 218_861_756;
const community = -group_id;
/** The sandbox's user, and a token. A token that the sandbox did not issue is that of the community, for messages. */
const me = 100_001;
const ask = new Ask(vk);
let access_token = "";

interface Answer {
  readonly ts: number;
  readonly pts?: number;
  readonly updates: unknown[][];
}

interface Server {
  readonly server: string;
  readonly key: string;
  readonly ts: number;
  readonly pts?: number;
}

/** Calls a method as the user. */
const call = <T>(method: string, params: AskParams = {}) => ask.get<T>(method, { access_token, ...params });
const connect = () => call<Server>("messages.getLongPollServer", { need_pts: 1, lp_version: 3 });

async function poll({ server, key, ts }: Server, options: Record<string, string> = {}): Promise<Answer> {
  const query = new URLSearchParams({
    act: "a_check",
    key,
    ts: `${ts}`,
    wait: "25",
    mode: "234",
    version: "3",
  });
  for (const [name, value] of Object.entries(options)) query.set(name, value);
  // Clients add the scheme themselves.
  return (await fetch(`http://${server}?${query}`)).json() as Promise<Answer>;
}

let randomId = 0;
/** The community writes to the user. Returns the IDs of its message, and of the user's copy. */
async function write(message: string, params: AskParams = {}): Promise<{ theirs: number; own: number }> {
  const theirs = await ask.get<number>("messages.send", {
    message,
    peer_id: me,
    random_id: ++randomId,
    ...params,
  });
  return { theirs, own: theirs + 1 };
}
const answer = (message: string, params: AskParams = {}) =>
  call<number>("messages.send", { message, peer_id: community, random_id: ++randomId, ...params });

beforeEach(async () => {
  vk.sandbox.reset();
  randomId = 0;
  access_token = await ask.token("messages,offline");
});

describe("User Long Poll", () => {
  it("tells both sides of a new message, as versions 3 and 19 have it", async () => {
    const mine = await connect();
    const polled = poll(mine);
    const { own } = await write('<b>"Hello"</b>\n& bye');
    const { updates, ts, pts } = await polled;
    const text = "&lt;b&gt;&quot;Hello&quot;&lt;/b&gt;<br>&amp; bye";
    const date = expect.any(Number);
    expect(updates).toEqual([[4, own, 1, community, date, text, { title: " ... " }, {}, 1]]);
    expect(pts).toBe(ts);
    expect((await poll(mine, { version: "19" })).updates).toEqual([
      [10_004, 1, 1, own, community, date, text, { title: " ... " }, {}, 1, own, 0],
    ]);
    await answer("Answer", { reply_to: own });
    const next = await poll({ ...mine, ts }, { mode: "2" });
    expect(next.updates).toEqual([
      [
        4,
        expect.any(Number),
        3,
        community,
        date,
        "Answer",
        { title: " ... " },
        { fwd: "0_0", reply: '{"conversation_message_id":1}' },
      ],
    ]);
  });

  it("names attachments, keyboards and stickers", async () => {
    const mine = await connect();
    const keyboard = { inline: true, buttons: [[{ action: { type: "text", label: "Yes" } }]] };
    await write("See", {
      attachment: "photo-1_2,https://vk.com",
      keyboard,
    });
    const [row] = (await poll(mine)).updates;
    expect(row?.slice(6, 8)).toEqual([
      { title: " ... ", keyboard },
      { attach1_type: "photo", attach1: "-1_2", attach2_type: "link", attach2_url: "https://vk.com" },
    ]);
  });

  it("brings edits, deletions and read marks to the other side's copy", async () => {
    const mine = await connect();
    const { theirs, own } = await write("First");
    await ask.get("messages.edit", { peer_id: me, message_id: theirs, message: "Edited" });
    const history = await call<{ items: unknown[] }>("messages.getHistory", { peer_id: community });
    expect(history.items).toMatchObject([{ id: own, text: "Edited", update_time: expect.any(Number) }]);

    await call("messages.markAsRead", { peer_id: community });
    const { items } = await ask.get<{ items: unknown[] }>("messages.getConversationsById", {
      peer_ids: me,
    });
    expect(items).toMatchObject([{ out_read: theirs }]);
    expect(vk.sandbox.happenings.at(-1)).toMatchObject({
      type: "message_read",
      object: { from_id: me, peer_id: me, read_message_id: theirs },
    });

    const mineToThem = await answer("Mine");
    await ask.get("messages.markAsRead", { peer_id: me });
    await ask.get("messages.delete", { message_ids: theirs, delete_for_all: 1 });
    const left = await call<{ items: unknown[] }>("messages.getHistory", { peer_id: community });
    expect(left.items).toMatchObject([{ id: mineToThem }]);

    expect((await poll(mine)).updates.map(row => row.slice(0, 4))).toEqual([
      [4, own, 128, community],
      [5, own, 128, community],
      [6, community, own, 0],
      [4, mineToThem, 2, community],
      [7, community, mineToThem, 0],
      [2, own, 128 + 131_072, community],
    ]);
  });

  it("tells of marks, restored messages, deleted conversations and typing", async () => {
    const mine = await connect();
    const { own } = await write("First");
    await call("messages.markAsImportant", { message_ids: own, important: 1 });
    await call("messages.delete", { message_ids: own });
    await call("messages.restore", { message_id: own });
    await ask.get("messages.setActivity", { peer_id: me, type: "typing" });
    await call("messages.deleteConversation", { peer_id: community });
    const { updates } = await poll(mine);
    expect(updates.slice(1)).toEqual([
      [2, own, 8, community],
      [2, own, 128, community],
      [3, own, 128, community],
      [63, community, [community], 1, expect.any(Number)],
      [13, community, own],
    ]);
  });

  it("returns what was missed, and says when a number is of another time", async () => {
    const { pts = -1 } = await connect();
    const { own } = await write("First");
    const missed = await call("messages.getLongPollHistory", { pts, credentials: 1 });
    expect(missed).toMatchObject({
      history: [[4, own, 1, community]],
      messages: { count: 1, items: [{ id: own, text: "First" }] },
      groups: [{ id: group_id }],
      new_pts: pts + 1,
      credentials: { server: expect.stringContaining("/im/"), key: expect.any(String) },
    });
    expect(await ask.code("messages.getLongPollHistory", { access_token, pts: 99 })).toBe(908);
  });

  it("refuses a version that it does not have", async () => {
    const mine = await connect();
    expect(await poll(mine, { version: "20" })).toEqual({ failed: 4, min_version: 0, max_version: 19 });
    expect(await poll(mine, { key: "0" })).toEqual({ failed: 2 });
  });
});
