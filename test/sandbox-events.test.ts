import { beforeEach, describe, expect, it } from "vitest";
import { png } from "./support/pictures.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const group_id = 218_861_756;

interface Update {
  readonly type: string;
  readonly event_id: string;
  readonly v: string;
  readonly object: Record<string, unknown>;
  readonly group_id: number;
}

interface Answer {
  readonly ts?: string | number;
  readonly updates?: readonly Update[];
  readonly failed?: number;
}

async function call<T>(method: string, params: Record<string, string | number>): Promise<T> {
  const named = Object.entries(params).map(([name, value]) => [name, String(value)]);
  const body = new URLSearchParams({ access_token: "t", v: "5.199", ...Object.fromEntries(named) });
  const response = await fetch(`${vk.sandbox.apiUrl}/${method}`, { method: "POST", body });
  return ((await response.json()) as { response: T }).response;
}

interface Server {
  readonly server: string;
  readonly key: string;
  readonly ts: string;
}

/** Switches events on and returns the address of the server. */
async function connect(events: readonly string[], settings: Record<string, string> = {}): Promise<Server> {
  const flags = Object.fromEntries(events.map(name => [name, 1]));
  await call("groups.setLongPollSettings", { group_id, enabled: 1, ...flags, ...settings });
  return call("groups.getLongPollServer", { group_id });
}

async function poll({ server, key, ts }: Server, wait: number, init: RequestInit = {}): Promise<Answer> {
  const query = new URLSearchParams({ act: "a_check", key, ts, wait: String(wait) });
  return (await fetch(`${server}?${query}`, init)).json() as Promise<Answer>;
}

const say = (text: string) => vk.sandbox.act("message_new", { text });
const textOf = ({ object }: Update) => (object.message as { text: string }).text;

beforeEach(() => vk.sandbox.reset());

describe("Bots Long Poll", () => {
  it("answers as soon as an event comes, with VK's shape of it", async () => {
    const server = await connect(["message_new"]);
    const polled = poll(server, 25);
    const [happening] = say("Hello");
    const { ts, updates } = await polled;
    expect(ts).toBe(String(happening?.id));
    expect(updates).toEqual([
      {
        type: "message_new",
        group_id,
        event_id: happening?.event_id,
        v: "5.199",
        object: { message: expect.objectContaining({ text: "Hello" }), client_info: expect.any(Object) },
      },
    ]);
  });

  it("answers without events when the time is over, and keeps ts", async () => {
    const server = await connect(["message_new"]);
    vk.sandbox.act("message_typing_state", {});
    expect(await poll(server, 0)).toEqual({ ts: server.ts, updates: [] });
  });

  it("has what happened between two polls, in order, and only once", async () => {
    const server = await connect(["message_new"]);
    for (const text of ["1", "2", "3"]) say(text);
    const { ts, updates = [] } = await poll(server, 25);
    expect(updates.map(textOf)).toEqual(["1", "2", "3"]);
    expect(await poll({ ...server, ts: String(ts) }, 0)).toEqual({ ts, updates: [] });
  });

  it("has the events that were switched on when they happened, in the version of the settings", async () => {
    const server = await connect(["message_new"], { api_version: "5.100" });
    say("old shape");
    vk.sandbox.act("message_typing_state", {});
    await connect(["message_typing_state"], { message_new: "0" });
    say("not told");
    vk.sandbox.act("message_typing_state", {});
    const { updates = [] } = await poll(server, 0);
    expect(updates).toMatchObject([
      { type: "message_new", v: "5.100", object: { text: "old shape", from_id: 100_002 } },
      { type: "message_typing_state", object: { from_id: 100_002, to_id: -group_id } },
    ]);
  });

  it("crops a message that is too large for an event", async () => {
    const server = await connect(["message_new"]);
    const forwarded = Array.from({ length: 10 }, (_, i) => {
      say(`${i}`.repeat(4000));
      return i + 1;
    });
    vk.sandbox.act("message_new", { text: "See", forward_messages: forwarded });
    const { updates = [] } = await poll(server, 0);
    const message = { id: 11, text: "See", is_cropped: true, fwd_messages: [] };
    expect(updates.at(-1)?.object).toMatchObject({ message });
    const whole = await call<{ items: Array<{ fwd_messages: unknown[] }> }>("messages.getById", {
      message_ids: message.id,
      group_id,
    });
    expect(whole.items[0]?.fwd_messages).toHaveLength(10);
  });

  it("refuses a wrong key with 2, and what it knows nothing of with 3", async () => {
    const server = await connect(["message_new"]);
    say("Hello");
    expect(await poll({ ...server, key: "0" }, 25)).toEqual({ failed: 2 });
    const polled = poll({ ...server, ts: String(vk.sandbox.happenings.at(-1)?.id) }, 25);
    vk.sandbox.reset();
    expect(await polled).toEqual({ failed: 3 });
    const next = await connect(["message_new"]);
    expect(await poll({ ...next, ts: "5" }, 25)).toEqual({ failed: 3 });
  });

  it("keeps 10,000 events, and says where to go on when the history is too old", async () => {
    const server = await connect(["message_typing_state"]);
    for (let i = 0; i < 20_001; i++) vk.sandbox.act("message_typing_state", {});
    const { failed, ts } = await poll(server, 25);
    expect({ failed, ts }).toEqual({ failed: 1, ts: 10_001 });
    const { updates = [] } = await poll({ ...server, ts: String(ts) }, 25);
    expect(updates).toHaveLength(10_000);
  });

  it("is switched on with all events as on VK's site, those that the method lacks too", async () => {
    const request = { method: "POST", body: JSON.stringify({ group_id }) };
    const response = await fetch(`${vk.sandbox.url}/sandbox/long-poll`, request);
    expect(await response.json()).toMatchObject({ group_id, is_enabled: true, api_version: "5.199" });
    const server = await call<Server>("groups.getLongPollServer", { group_id });
    vk.sandbox.order({ group_id, items: [{ item_id: 1, quantity: 2 }] });
    vk.sandbox.act("group_leave", { from_id: 100_002 });
    const types = (await poll(server, 25)).updates?.map(({ type }) => type);
    expect(types).toEqual(["market_order_new", "group_leave"]);
  });

  it("has uploaded videos and a new picture of the community", async () => {
    const server = await connect(["video_new", "group_change_photo"]);
    const upload = async <T>(url: string, field: string, name: string, bytes: Uint8Array<ArrayBuffer>) => {
      const form = new FormData();
      form.append(field, new Blob([bytes]), name);
      return (await (await fetch(url, { method: "POST", body: form })).json()) as T;
    };
    type Address = { upload_url: string };
    const video = await call<Address>("video.save", { group_id, name: "Clip" });
    await upload(video.upload_url, "video_file", "clip.mp4", new Uint8Array([1, 2, 3]));
    const photo = await call<Address>("photos.getOwnerPhotoUploadServer", { owner_id: -group_id });
    type Uploaded = { server: number; photo: string; hash: string };
    const picture = new Uint8Array(png(400, 400));
    const uploaded = await upload<Uploaded>(photo.upload_url, "photo", "a.png", picture);
    await call("photos.saveOwnerPhoto", { ...uploaded });
    expect((await poll(server, 25)).updates).toMatchObject([
      { type: "video_new", object: { owner_id: -group_id, title: "Clip" } },
      { type: "group_change_photo", object: { user_id: 100_001, photo: { owner_id: -group_id } } },
    ]);
  });

  it("plays faults: failed, a repetition, HTML, a cut connection, a slow answer", async () => {
    const server = await connect(["message_new"]);
    for (const text of ["1", "2"]) say(text);
    const { ts } = await poll(server, 25);
    const next = { ...server, ts: String(ts) };
    const fail = (fault: Parameters<typeof vk.sandbox.fail>[0]["fault"]) =>
      vk.sandbox.fail({ on: "longpoll", fault });

    for (const failed of [2, 3] as const) {
      fail({ failed });
      expect(await poll(next, 25)).toEqual({ failed });
    }
    fail({ failed: 1 });
    expect(await poll(next, 25)).toEqual({ failed: 1, ts: Number(ts) });
    fail({ failed: 4 });
    expect(await poll(next, 25)).toEqual({ failed: 4, min_version: 0, max_version: 19 });

    fail({ repeat: 1 });
    say("3");
    const repeated = await poll(next, 25);
    expect(repeated.updates?.map(textOf)).toEqual(["2", "3"]);

    fail({ body: "<html>", status: 502 });
    await expect(poll(next, 25)).rejects.toThrow(SyntaxError);
    fail({ disconnect: "after" });
    await expect(poll(next, 25)).rejects.toThrow(TypeError);
    fail({ delay: 20 });
    expect((await poll(next, 25)).updates?.map(textOf)).toEqual(["3"]);
  });

  it("does not wait for a client that went away", async () => {
    const server = await connect(["message_new"]);
    const client = new AbortController();
    const polled = poll(server, 25, { signal: client.signal });
    client.abort();
    await expect(polled).rejects.toThrow("aborted");
    say("Hello");
    expect((await poll(server, 25)).updates).toHaveLength(1);
  });
});
