import { describe, expect, it } from "vitest";
import { Ask } from "./support/ask.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const ask = new Ask(vk);
const group_id = 218_861_756;
/** A member, who allowed the community to write; and someone who did not. */
const member = 100_002;
const stranger = 100_003;

interface Message {
  readonly id: number;
  readonly text: string;
  readonly from_id: number;
  readonly conversation_message_id: number;
  readonly attachments: ReadonlyArray<{ type: string }>;
  readonly fwd_messages: ReadonlyArray<{ text: string }>;
  readonly reply_message?: { text: string };
  readonly keyboard?: object;
  readonly payload?: string;
}
interface List<T> {
  readonly count: number;
  readonly items: readonly T[];
}
interface Conversation {
  readonly peer: { readonly id: number; readonly type: string };
  readonly unread_count?: number;
  readonly can_write: { readonly allowed: boolean; readonly reason?: number };
  readonly chat_settings?: Record<string, unknown>;
}

let lastRandomId = 1000;
const send = (params: Record<string, string | number | object>) =>
  ask.get<number>("messages.send", { random_id: ++lastRandomId, message: "Hello", ...params });
const history = (params: Record<string, string | number>) =>
  ask.get<List<Message>>("messages.getHistory", params);
const byId = async (id: number) =>
  (await ask.get<List<Message>>("messages.getById", { message_ids: id })).items[0];
const texts = ({ items }: List<Message>) => items.map(({ text }) => text);

describe("a message that was sent", () => {
  it("is read back with all that it contains", async () => {
    const keyboard = { inline: true, buttons: [[{ action: { type: "text", label: "Yes" } }]] };
    const first = await send({ peer_id: 1, message: "First" });
    const id = await send({
      peer_id: 1,
      keyboard,
      payload: '{"a":1}',
      reply_to: first,
      forward_messages: first,
    });
    expect(await byId(id)).toMatchObject({
      text: "Hello",
      from_id: -group_id,
      peer_id: 1,
      out: 1,
      keyboard,
      payload: '{"a":1}',
      reply_message: { text: "First" },
      fwd_messages: [{ text: "First" }],
      conversation_message_id: 2,
    });
  });

  it("forwards by the IDs in a conversation, and replies so", async () => {
    await send({ peer_id: 2, message: "One" });
    const forward = { peer_id: 2, conversation_message_ids: [1] };
    const forwarding = await send({ peer_id: 3, forward, message: "" });
    expect((await byId(forwarding))?.fwd_messages).toMatchObject([{ text: "One" }]);
    const reply = await send({ peer_id: 2, forward: { ...forward, is_reply: 1 } });
    expect(await byId(reply)).toMatchObject({ reply_message: { text: "One" }, fwd_messages: [] });
    expect(await ask.code("messages.send", { peer_id: 2, random_id: 0, forward_messages: 9_999_999 })).toBe(
      921,
    );
  });

  it("has the first link of its text as an attachment, unless that is switched off", async () => {
    const message = "Look: https://example.com/page. And (https://example.com/other)";
    expect((await byId(await send({ peer_id: 4, message })))?.attachments).toMatchObject([
      { type: "link", link: { url: "https://example.com/page" } },
    ]);
    expect((await byId(await send({ peer_id: 4, message, dont_parse_links: 1 })))?.attachments).toEqual([]);
  });

  it("can be a sticker, a place, or attachments alone, but not nothing", async () => {
    expect(await byId(await send({ peer_id: 4, message: "", sticker_id: 51 }))).toMatchObject({
      attachments: [{ type: "sticker", sticker: { sticker_id: 51 } }],
    });
    expect(await byId(await send({ peer_id: 4, message: "", lat: 55.7, long: 37.6 }))).toMatchObject({
      geo: { coordinates: { latitude: 55.7, longitude: 37.6 } },
    });
    expect(await ask.code("messages.send", { peer_id: 4, random_id: 0, message: "" })).toBe(100);
    const attachment = "no attachment";
    expect(await ask.code("messages.send", { peer_id: 4, random_id: 0, attachment })).toBe(100);
  });

  it("is sent to a screen name, and to many at once with a result for each", async () => {
    await send({ domain: "anna_sandbox", message: "By name" });
    expect(texts(await history({ peer_id: 100_001 }))).toEqual(["By name"]);
    const random_id = ++lastRandomId;
    const params = { random_id, peer_ids: [5, stranger, 6], message: "To all" };
    const results = await ask.get("messages.send", params);
    expect(results).toEqual([
      { peer_id: 5, message_id: expect.any(Number), conversation_message_id: 1 },
      {
        peer_id: stranger,
        message_id: 0,
        conversation_message_id: 0,
        error: { code: 901, description: expect.stringContaining("without permission") },
      },
      { peer_id: 6, message_id: expect.any(Number), conversation_message_id: 1 },
    ]);
    const { peer_ids: user_ids, ...rest } = params;
    expect(await ask.get("messages.send", { ...rest, user_ids })).toEqual(results);
    expect(await ask.code("messages.send", { random_id, domain: "nobody_has_it", message: "a" })).toBe(100);
  });

  it("is sent once for a random_id in a conversation, and each time for 0", async () => {
    const message = { random_id: 7, message: "Once" };
    const first = await ask.get("messages.send", { ...message, peer_id: 8 });
    expect(await ask.get("messages.send", { ...message, peer_id: 8 })).toBe(first);
    expect(await ask.get("messages.send", { ...message, peer_id: 9 })).not.toBe(first);
    await ask.get("messages.send", { ...message, random_id: 0, peer_id: 8 });
    await ask.get("messages.send", { ...message, random_id: 0, peer_id: 8 });
    expect((await history({ peer_id: 8 })).count).toBe(3);
  });
});

describe("a keyboard", () => {
  const action = { type: "text", label: "Yes" };
  const buttons = (count: number) => Array.from({ length: count }, () => ({ action }));
  const code = (keyboard: object | string) =>
    ask.code("messages.send", { peer_id: 11, random_id: 0, message: "a", keyboard });

  it.each<[string, object | string]>([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["no rows", {}],
    ["a row that is not a list", { buttons: [{ action }] }],
    ["six buttons in a row", { buttons: [buttons(6)] }],
    ["eleven rows", { buttons: Array.from({ length: 11 }, () => buttons(1)) }],
    ["41 buttons", { buttons: [...Array.from({ length: 8 }, () => buttons(5)), buttons(1)] }],
    ["seven rows in a message", { inline: true, buttons: Array.from({ length: 7 }, () => buttons(1)) }],
    ["eleven buttons in a message", { inline: true, buttons: [buttons(5), buttons(5), buttons(1)] }],
    ["both one_time and inline", { inline: true, one_time: true, buttons: [buttons(1)] }],
    ["one_time as a number", { one_time: 1, buttons: [buttons(1)] }],
    ["a color that VK does not have", { buttons: [[{ action, color: "green" }]] }],
    ["a type that VK does not have", { buttons: [[{ action: { type: "image", label: "a" } }]] }],
    ["a button without a label", { buttons: [[{ action: { type: "text" } }]] }],
    ["a label of 41 letters", { buttons: [[{ action: { type: "text", label: "a".repeat(41) } }]] }],
    ["a payload of 256 letters", { buttons: [[{ action: { ...action, payload: "a".repeat(256) } }]] }],
    ["a link without an address", { buttons: [[{ action: { type: "open_link", label: "Site" } }]] }],
    ["an app without its ID", { buttons: [[{ action: { type: "open_app", label: "App" } }]] }],
    ["VK Pay without a hash", { buttons: [[{ action: { type: "vkpay" } }]] }],
  ])("with %s is refused", async (_, keyboard) => {
    expect(await code(keyboard)).toBe(911);
  });

  it("of the largest sizes is accepted, and an empty one", async () => {
    expect(await code({ buttons: Array.from({ length: 8 }, () => buttons(5)) })).toBe(0);
    expect(await code({ inline: true, buttons: [buttons(5), buttons(5)] })).toBe(0);
    expect(await code({ buttons: [], one_time: true })).toBe(0);
  });

  it("of a carousel is checked too", async () => {
    const template = (...elements: object[]) => ({ type: "carousel", elements });
    const carousel = (value: object) =>
      ask.code("messages.send", { peer_id: 11, random_id: 0, message: "a", template: value });
    const element = { title: "Spoon", description: "Wooden", buttons: buttons(3) };
    expect(await carousel(template(element))).toBe(0);
    expect(await carousel(template({ ...element, buttons: buttons(4) }))).toBe(911);
    expect(await carousel(template())).toBe(911);
    expect(await carousel({ type: "list", elements: [element] })).toBe(911);
  });
});

describe("permission to write", () => {
  const allowed = async (user_id: number) =>
    (await ask.get<{ is_allowed: number }>("messages.isMessagesFromGroupAllowed", { group_id, user_id }))
      .is_allowed;
  const code = (peer_id: number) => ask.code("messages.send", { peer_id, random_id: 0, message: "a" });

  it("is given by who writes, and taken away by who forbids", async () => {
    const user = 100_006;
    expect([await allowed(user), await code(user)]).toEqual([0, 901]);
    vk.sandbox.act("message_new", { from_id: user, text: "Hi" });
    expect([await allowed(user), await code(user)]).toEqual([1, 0]);
    vk.sandbox.act("message_deny", { from_id: user });
    expect([await allowed(user), await code(user)]).toEqual([0, 901]);
    const peer_ids = [user];
    const { items } = await ask.get<List<Conversation>>("messages.getConversationsById", { peer_ids });
    expect(items[0]?.can_write).toEqual({ allowed: false, reason: 901 });
    vk.sandbox.act("message_allow", { from_id: user });
    expect([await allowed(user), await code(user)]).toEqual([1, 0]);
  });

  it("is given and taken away by a user's token", async () => {
    await ask.get("messages.denyMessagesFromGroup", { group_id: 300 });
    expect(
      await ask.code("messages.send", { group_id: 300, peer_id: 100_001, random_id: 0, message: "a" }),
    ).toBe(901);
    await ask.get("messages.allowMessagesFromGroup", { group_id: 300, key: "k" });
    expect(
      await ask.code("messages.send", { group_id: 300, peer_id: 100_001, random_id: 0, message: "a" }),
    ).toBe(0);
    const events = vk.sandbox.happenings.filter(event => event.group_id === 300).map(({ type }) => type);
    expect(events).toEqual(["message_deny", "message_allow", "message_reply"]);
  });

  it("is not enough for who is banned", async () => {
    await ask.get("groups.ban", { group_id, owner_id: 100_008 });
    expect(await code(100_008)).toBe(900);
    await ask.get("groups.unban", { group_id, owner_id: 100_008 });
    expect(await code(100_008)).toBe(0);
  });
});

describe("a user's token and a community", () => {
  it("write to each other, each in their own messages", async () => {
    const access_token = await ask.token("messages");
    const community = { access_token: await ask.token("messages", "400") };
    const peer_id = -400;
    await ask.get("messages.send", { access_token, peer_id, random_id: 0, message: "Question" });
    const [event] = vk.sandbox.happenings.filter(
      ({ type, group_id }) => type === "message_new" && group_id === 400,
    );
    expect(event?.object).toMatchObject({
      message: { text: "Question", from_id: 100_001, peer_id: 100_001, out: 0 },
    });
    await ask.get("messages.send", { ...community, peer_id: 100_001, random_id: 0, message: "Answer" });
    const own = await ask.get<List<Message>>("messages.getHistory", { access_token, peer_id });
    expect(own.items).toMatchObject([
      { text: "Answer", from_id: -400, out: 0 },
      { text: "Question", from_id: 100_001, out: 1 },
    ]);
    const theirs = await ask.get<List<Message>>("messages.getHistory", { ...community, peer_id: 100_001 });
    expect(texts(theirs)).toEqual(["Answer", "Question"]);
  });
});

describe("conversations", () => {
  it("are listed with the newest message first, by filters, in pages, with their people", async () => {
    const params = { group_id: 500 };
    for (const peer_id of [21, 22, 23]) await send({ ...params, peer_id, message: `To ${peer_id}` });
    vk.sandbox.act("message_new", { group_id: 500, from_id: member, text: "A question" });
    vk.sandbox.act("message_new", { group_id: 500, from_id: member, text: "Another" });
    type Listed = List<{ conversation: Conversation; last_message: Message }> & {
      unread_count?: number;
      profiles?: Array<{ id: number; first_name: string }>;
    };
    const list = (extra = {}) => ask.get<Listed>("messages.getConversations", { ...params, ...extra });
    const peers = ({ items }: Listed) => items.map(({ conversation }) => conversation.peer.id);
    const all = await list();
    expect(peers(all)).toEqual([member, 23, 22, 21]);
    expect(all).toMatchObject({ count: 4, unread_count: 1 });
    expect(all.items[0]).toMatchObject({
      conversation: { unread_count: 2, unanswered: true },
      last_message: { text: "Another" },
    });
    expect(peers(await list({ offset: 1, count: 2 }))).toEqual([23, 22]);
    expect(peers(await list({ filter: "unread" }))).toEqual([member]);
    expect(peers(await list({ filter: "unanswered" }))).toEqual([member]);
    expect((await list({ extended: 1, count: 1 })).profiles).toMatchObject([
      { id: member, first_name: "Иван" },
    ]);

    await ask.get("messages.markAsRead", { ...params, peer_id: member });
    expect(peers(await list({ filter: "unread" }))).toEqual([]);
    await ask.get("messages.markAsAnsweredConversation", { ...params, peer_id: member });
    expect(peers(await list({ filter: "unanswered" }))).toEqual([]);
    await ask.get("messages.markAsImportantConversation", { ...params, peer_id: 22 });
    expect(peers(await list({ filter: "important" }))).toEqual([22]);
    vk.sandbox.act("message_new", { group_id: 500, from_id: member, text: "Once more" });
    expect(peers(await list({ filter: "unanswered" }))).toEqual([member]);
    const found = await ask.get<List<Conversation>>("messages.searchConversations", { ...params, q: "иван" });
    expect(found.items.map(({ peer }) => peer.id)).toEqual([member]);
  });
});

describe("a history", () => {
  it("is read in pages, in both directions, from a message and around it", async () => {
    const peer_id = 31;
    const ids: number[] = [];
    for (let i = 1; i <= 6; i++) ids.push(await send({ peer_id, message: String(i) }));
    const [, , third = 0] = ids;
    const read = async (params = {}) => texts(await history({ peer_id, ...params })).join("");
    expect(await read()).toBe("654321");
    expect(await read({ count: 2 })).toBe("65");
    expect(await read({ count: 2, offset: 3 })).toBe("32");
    expect(await read({ rev: 1, count: 3 })).toBe("123");
    expect(await read({ start_message_id: third, count: 2 })).toBe("32");
    expect(await read({ start_message_id: third, offset: -2, count: 4 })).toBe("5432");
    expect(await read({ start_message_id: third, rev: 1, count: 2 })).toBe("34");
    expect((await history({ peer_id, count: 0 })).count).toBe(6);
    expect(await ask.code("messages.getHistory", { peer_id, count: 201 })).toBe(100);
  });

  it("is searched, also by conversation message IDs", async () => {
    await send({ peer_id: 32, message: "About cats" });
    await send({ peer_id: 33, message: "CATS again" });
    const q = "cats";
    expect(texts(await ask.get("messages.search", { q }))).toEqual(["CATS again", "About cats"]);
    expect(texts(await ask.get("messages.search", { q, peer_id: 32 }))).toEqual(["About cats"]);
    const params = { peer_id: 33, conversation_message_ids: [1, 2] };
    expect(texts(await ask.get("messages.getByConversationMessageId", params))).toEqual(["CATS again"]);
  });
});

describe("messages", () => {
  it("are edited, deleted and restored", async () => {
    const peer_id = 41;
    const message_id = await send({ peer_id, message: "Before" });
    await ask.get("messages.edit", { peer_id, message_id, message: "After" });
    expect(await byId(message_id)).toMatchObject({ text: "After", update_time: expect.any(Number) });
    expect(await ask.code("messages.edit", { peer_id, message_id, message: "" })).toBe(100);
    const deletion = await ask.get("messages.delete", {
      message_ids: [message_id, 9_999_999],
      delete_for_all: 1,
    });
    expect(deletion).toMatchObject([
      { message_id, response: 1 },
      { message_id: 9_999_999, response: 0, error: { code: 104 } },
    ]);
    expect((await history({ peer_id })).count).toBe(0);
    await ask.get("messages.restore", { message_id });
    expect(texts(await history({ peer_id }))).toEqual(["After"]);
  });

  it("of others cannot be edited, nor be deleted for everybody", async () => {
    const [happening] = vk.sandbox.act("message_new", { from_id: member, text: "Mine" });
    const { message } = (happening?.object ?? {}) as { message: { id: number } };
    const edit = { peer_id: member, message_id: message.id, message: "Yours" };
    expect(await ask.code("messages.edit", edit)).toBe(920);
    const deletion = { message_ids: message.id, delete_for_all: 1 };
    expect(await ask.get("messages.delete", deletion)).toMatchObject([{ error: { code: 924 } }]);
    expect(await byId(message.id)).toMatchObject({ text: "Mine" });
  });
});

describe("a chat", () => {
  it("has members, a title, a pinned message and a link, and tells of changes", async () => {
    const { chat_id } = await ask.get<{ chat_id: number }>("messages.createChat", {
      user_ids: [51, 52],
      title: "Team",
    });
    const peer_id = 2_000_000_000 + chat_id;
    const message_id = await send({ chat_id, message: "Welcome" });
    await ask.get("messages.pin", { peer_id, message_id });
    await ask.get("messages.editChat", { chat_id, title: "Our team" });
    await ask.get("messages.removeChatUser", { chat_id, member_id: 52 });
    const { items } = await ask.get<List<Conversation>>("messages.getConversationsById", {
      peer_ids: [peer_id],
    });
    expect(items[0]?.chat_settings).toMatchObject({
      title: "Our team",
      members_count: 2,
      pinned_message: { text: "Welcome" },
    });
    const actions = (await history({ peer_id, rev: 1 })) as List<{ action?: { type: string } } & Message>;
    expect(actions.items.map(({ action, text }) => action?.type ?? text)).toEqual([
      "chat_create",
      "Welcome",
      "chat_pin_message",
      "chat_title_update",
      "chat_kick_user",
    ]);
    const members = await ask.get<List<{ member_id: number }>>("messages.getConversationMembers", {
      peer_id,
    });
    expect(members.items.map(item => item.member_id)).toEqual([-group_id, 51]);
    const link = () => ask.get<{ link: string }>("messages.getInviteLink", { peer_id });
    const before = await link();
    expect(await link()).toEqual(before);
    await ask.get("messages.getInviteLink", { peer_id, reset: 1 });
    expect(await link()).not.toEqual(before);
  });

  it("that the account is not in is refused", async () => {
    expect(await ask.code("messages.send", { chat_id: 999, random_id: 0, message: "a" })).toBe(917);
    expect(await ask.code("messages.getHistory", { peer_id: 2_000_000_999 })).toBe(917);
  });
});

describe("a callback button", () => {
  it("is answered once, with what VK shows", async () => {
    const keyboard = {
      inline: true,
      buttons: [[{ action: { type: "callback", label: "Buy", payload: "{}" } }]],
    };
    await send({ peer_id: member, keyboard });
    const [event] = vk.sandbox.act("message_event", { from_id: member, button: "Buy" });
    const { event_id, user_id, peer_id } = (event?.object ?? {}) as Record<string, number | string>;
    const answer = { event_id: event_id ?? "", user_id: user_id ?? 0, peer_id: peer_id ?? 0 };
    const event_data = { type: "show_snackbar", text: "a".repeat(91) };
    expect(await ask.code("messages.sendMessageEventAnswer", { ...answer, event_data })).toBe(100);
    const valid = { ...answer, event_data: { type: "open_link", link: "https://example.com/" } };
    expect(await ask.get("messages.sendMessageEventAnswer", valid)).toBe(1);
    expect(await ask.code("messages.sendMessageEventAnswer", valid)).toBe(100);
  });
});
