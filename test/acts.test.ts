import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ActName, type Acts, type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import { folder, oint } from "./support/command.ts";

const group_id = 218_861_756;
const owner_id = String(-group_id);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rps: 0 });
});
afterAll(() => sandbox.close());

/** Calls a VK method and returns the value of `response`. */
async function call<T>(method: string, params: Record<string, string>): Promise<T> {
  const body = new URLSearchParams({ access_token: "t", v: "5.199", ...params });
  const result = (await (await fetch(`${sandbox.apiUrl}/${method}`, { method: "POST", body })).json()) as {
    response?: T;
  };
  if (result.response === undefined) throw new Error(JSON.stringify(result));
  return result.response;
}

/** Posts to the sandbox's own HTTP interface. */
const post = (path: string, body: unknown) =>
  fetch(`${sandbox.url}/sandbox/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

/** The only event that an act makes. */
function eventOf<N extends ActName>(name: N, fields: Acts[N]) {
  const happenings = sandbox.act(name, fields);
  expect(happenings).toHaveLength(1);
  const [happening] = happenings;
  expect(happening).toMatchObject({ type: name, group_id, event_id: expect.stringMatching(/^[\da-f]{40}$/) });
  return happening?.object;
}

const createPost = async () =>
  (await call<{ post_id: number }>("wall.post", { owner_id, from_group: "1", message: "A post" })).post_id;

describe("people", () => {
  it("write messages: text, attachment, payload, reply, sticker", async () => {
    const first = eventOf("message_new", { text: "Hello", ref: "ad" });
    expect(first).toMatchObject({
      message: { text: "Hello", from_id: 100_002, peer_id: 100_002, out: 0, ref: "ad", attachments: [] },
      client_info: { keyboard: true, button_actions: expect.arrayContaining(["text", "callback"]) },
    });
    const { id, conversation_message_id } = (first as { message: Record<string, number> }).message;
    const payload = '{"command":"start"}';
    const second = eventOf("message_new", { text: "More", payload, reply_to: id ?? 0 });
    expect(second).toMatchObject({
      message: {
        payload,
        conversation_message_id: (conversation_message_id ?? 0) + 1,
        reply_message: { id, text: "Hello" },
      },
    });
    expect(eventOf("message_new", { sticker_id: 5 })).toMatchObject({
      message: { text: "", attachments: [{ type: "sticker", sticker: { sticker_id: 5 } }] },
    });
    const edited = eventOf("message_edit", { message_id: id ?? 0, text: "Hello!" });
    expect(edited).toMatchObject({ id, text: "Hello!", update_time: expect.any(Number) });
  });

  it("press the buttons of a keyboard", async () => {
    const from_id = 100_005;
    const button = (type: string, label: string, payload: unknown) => ({ action: { type, label, payload } });
    const keyboard = {
      inline: true,
      buttons: [[button("text", "Yes", '{"a":1}'), button("callback", "Buy", { item: 5 })]],
    };
    const params = { message: "Well?", peer_id: String(from_id), random_id: "1" };
    const message_id = await call<number>("messages.send", { ...params, keyboard: JSON.stringify(keyboard) });
    expect(eventOf("message_new", { button: "Yes", from_id })).toMatchObject({
      message: { text: "Yes", payload: '{"a":1}', from_id },
    });
    expect(eventOf("message_event", { from_id, message_id })).toEqual({
      user_id: from_id,
      peer_id: from_id,
      event_id: expect.any(String),
      payload: { item: 5 },
      conversation_message_id: 1,
    });
    expect(() => sandbox.act("message_event", { button: "No", from_id })).toThrow(
      'no keyboard of the conversation with 100005 has the callback button "No"',
    );
  });

  it("read, type, allow and deny messages", async () => {
    const from_id = 100_007;
    const id = await call<number>("messages.send", {
      message: "a",
      user_id: String(from_id),
      random_id: "2",
    });
    expect(eventOf("message_read", { from_id })).toMatchObject({
      from_id,
      peer_id: from_id,
      read_message_id: id,
    });
    expect(eventOf("message_typing_state", { from_id })).toEqual({
      state: "typing",
      from_id,
      to_id: -group_id,
    });
    expect(eventOf("message_deny", { from_id })).toEqual({ user_id: from_id });
    expect(eventOf("message_allow", { from_id, key: "k" })).toEqual({ user_id: from_id, key: "k" });
  });

  it("suggest, share, comment and reply, like and unlike", async () => {
    expect(eventOf("wall_post_new", { text: "Suggested" })).toMatchObject({
      text: "Suggested",
      post_type: "suggest",
      from_id: 100_002,
      owner_id: -group_id,
    });
    const post_id = await createPost();
    expect(eventOf("wall_repost", { post_id, text: "Look" })).toMatchObject({
      text: "Look",
      owner_id: 100_002,
      copy_history: [{ id: post_id, text: "A post" }],
    });
    const comment = eventOf("wall_reply_new", { post_id, text: "Nice" });
    expect(comment).toMatchObject({ text: "Nice", post_id, owner_id: -group_id, post_owner_id: -group_id });
    const reply_to_comment = Number(comment?.id);
    const reply = eventOf("wall_reply_new", { post_id, text: "Yes", reply_to_comment, from_id: 100_003 });
    expect(reply).toMatchObject({
      reply_to_comment,
      reply_to_user: 100_002,
      parents_stack: [reply_to_comment],
    });

    const like = { object_type: "comment", object_id: reply_to_comment };
    expect(eventOf("like_add", like)).toMatchObject({
      liker_id: 100_002,
      object_type: "comment",
      object_owner_id: -group_id,
      object_id: reply_to_comment,
      post_id,
    });
    expect(() => sandbox.act("like_add", like)).toThrow(
      `user 100002 likes comment ${reply_to_comment} already`,
    );
    expect(eventOf("like_remove", like)).toMatchObject({ object_id: reply_to_comment });
    expect(() => sandbox.act("like_add", { object_id: 99_999 })).toThrow("there is no post 99999 to like");
  });

  it("comment on products, videos and in discussions", async () => {
    const product = {
      owner_id,
      name: "Spoon",
      description: "Made of beech wood",
      category_id: "20173",
      price: "5",
    };
    const { market_item_id: item_id } = await call<{ market_item_id: number }>("market.add", product);
    expect(eventOf("market_comment_new", { item_id, text: "How long?" })).toMatchObject({
      text: "How long?",
      market_owner_id: -group_id,
      item_id,
    });
    const { video_id } = await call<{ video_id: number }>("video.save", {
      group_id: String(group_id),
      name: "V",
    });
    expect(eventOf("video_comment_new", { video_id, text: "a" })).toMatchObject({ video_id });
    const topic = { group_id: String(group_id), title: "Topic", text: "First" };
    const topic_id = await call<number>("board.addTopic", topic);
    expect(eventOf("board_post_new", { topic_id, text: "b" })).toMatchObject({
      topic_id,
      topic_owner_id: -group_id,
      text: "b",
    });

    const order = eventOf("market_order_new", { items: [{ item_id, quantity: 3 }], address: "Street 1" });
    expect(order).toMatchObject({
      user_id: 100_002,
      items_count: 1,
      address: "Street 1",
      total_price: { amount: "1500" },
    });
    expect(() => sandbox.act("market_order_new", { items: [{ item_id, quantity: 0 }] })).toThrow("quantity");
  });

  it("vote; an anonymous poll makes no event", async () => {
    interface Poll {
      readonly id: number;
      readonly answers: ReadonlyArray<{ readonly id: number }>;
    }
    const poll = { owner_id, question: "Tea?", add_answers: '["Yes","No"]' };
    const open = await call<Poll>("polls.create", poll);
    const answer_ids = [open.answers[1]?.id ?? 0];
    expect(eventOf("poll_vote_new", { poll_id: open.id, answer_ids })).toEqual({
      owner_id: -group_id,
      poll_id: open.id,
      option_id: answer_ids[0],
      user_id: 100_002,
    });
    expect(() => sandbox.act("poll_vote_new", { poll_id: open.id, answer_ids })).toThrow("voted in poll");
    const secret = await call<Poll>("polls.create", { ...poll, is_anonymous: "1" });
    const anonymous = { poll_id: secret.id, answer_ids: [secret.answers[0]?.id ?? 0] };
    expect(sandbox.act("poll_vote_new", anonymous)).toEqual([]);
  });

  it("join and leave, also those who were added", () => {
    const from_id = sandbox.addUser({ first_name: "Ada", screen_name: "ada" });
    expect(eventOf("group_join", { from_id })).toEqual({ user_id: from_id, join_type: "join" });
    expect(() => sandbox.act("group_join", { from_id })).toThrow(
      "is a member of community 218861756 already",
    );
    expect(eventOf("group_leave", { from_id })).toEqual({ user_id: from_id, self: 1 });
  });
});

describe("methods", () => {
  it("make events too", async () => {
    const last = () => sandbox.happenings.at(-1);
    const post_id = await createPost();
    expect(last()).toMatchObject({
      type: "wall_post_new",
      object: { id: post_id, text: "A post", post_type: "post" },
    });
    await call("wall.createComment", { owner_id, post_id: String(post_id), message: "c" });
    expect(last()).toMatchObject({ type: "wall_reply_new", object: { post_id, text: "c" } });
    await call("likes.add", { owner_id, type: "post", item_id: String(post_id) });
    expect(last()).toMatchObject({ type: "like_add", object: { object_id: post_id, liker_id: 100_001 } });
    await call("messages.send", { peer_id: "100002", message: "m", random_id: "3" });
    expect(last()).toMatchObject({
      type: "message_reply",
      object: { out: 1, text: "m", from_id: -group_id },
    });
    const later = String(Math.floor(Date.now() / 1000) + 3600);
    await call("wall.post", { owner_id, from_group: "1", message: "later", publish_date: later });
    expect(last()).toMatchObject({ type: "wall_schedule_post_new", object: { post_type: "postpone" } });
  });
});

describe("/sandbox/act", () => {
  it("lists the acts with their fields", async () => {
    const acts = (await (await fetch(`${sandbox.url}/sandbox/act`)).json()) as Record<string, unknown>;
    expect(acts.message_new).toMatchObject({
      summary: expect.any(String),
      fields: { text: { type: "text" }, from_id: { type: "id", default: 100_002 } },
    });
  });

  it("acts, and answers the events", async () => {
    const response = await post("act/message_new", { text: "By HTTP", from_id: "100007" });
    expect(await response.json()).toMatchObject({
      happenings: [{ type: "message_new", object: { message: { text: "By HTTP", from_id: 100_007 } } }],
    });
    const { id = 0 } = sandbox.happenings.at(-1) ?? {};
    const later = await fetch(`${sandbox.url}/sandbox/happenings?after=${id - 1}`);
    expect(await later.json()).toEqual([sandbox.happenings.at(-1)]);
  });

  it.each<[string, string, unknown, number, string]>([
    ["an unknown event", "message_knew", {}, 400, "there is no event message_knew"],
    [
      "an unknown field",
      "message_new",
      { txt: "a" },
      400,
      "message_new has no field txt; its fields: text, ",
    ],
    [
      "a wrong ID",
      "group_join",
      { from_id: "Anna" },
      400,
      'from_id: got "Anna", expected a positive whole number',
    ],
    [
      "a missing field",
      "wall_reply_new",
      { text: "a" },
      400,
      "post_id: missing, expected a positive whole number",
    ],
    ["an empty message", "message_new", {}, 400, "message_new needs a text"],
    ["nothing to comment on", "wall_reply_new", { post_id: 9999, text: "a" }, 400, "there is no post 9999"],
    ["no object", "group_join", [1], 400, "the body should be a JSON object"],
  ])("refuses %s and says what is right", async (_, event, body, status, message) => {
    const response = await post(`act/${event}`, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: expect.stringContaining(message) });
  });

  it("does not take forms of other sites", async () => {
    const headers = { origin: "https://example.com" };
    const body = new URLSearchParams({ text: "a" });
    const response = await fetch(`${sandbox.url}/sandbox/act/message_new`, { method: "POST", body, headers });
    expect(response.status).toBe(403);
  });

  it("is as new after a reset, and keeps people's acts for a later start otherwise", async () => {
    const path = folder();
    const first = await startSandbox({ folder: path, rps: 0 });
    first.act("message_new", { text: "kept" });
    await first.close();
    const second = await startSandbox({ folder: path, rps: 0 });
    expect(second.happenings).toMatchObject([{ type: "message_new", object: { message: { text: "kept" } } }]);
    await fetch(`${second.url}/sandbox/reset`, { method: "POST" });
    expect(second.happenings).toEqual([]);
    await second.close();
  });
});

describe("oint sandbox trigger", () => {
  it("lets a user of the running sandbox act, and prints the events", async () => {
    const path = folder();
    const named = ["--folder", path];
    const trigger = (...args: string[]) => oint(["sandbox", "trigger", ...args, ...named]);
    expect(await trigger("message_new", "--text", "a")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`no sandbox runs with the folder ${path}; start one: oint sandbox`),
    });
    const running = await startSandbox({ folder: path, rps: 0, discoverable: true });
    const done = await trigger("message_new", "--text", "Hello", "--from-id", "100009");
    expect(JSON.parse(done.stdout)).toMatchObject([
      { type: "message_new", object: { message: { text: "Hello", from_id: 100_009 } } },
    ]);
    expect(running.happenings).toHaveLength(1);
    expect(await trigger("group_join", "--from-id", "Anna")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--from-id: got "Anna", expected a positive whole number'),
    });
    expect(await trigger("mesage_new")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no event "mesage_new"; did you mean message_new?'),
    });
    await running.close();
  });
});
