import { describe, expect, it } from "vitest";
import { type Auth, OPI_VK, type SentMessage } from "../src/index.ts";
import { addressesOf, folder, main, oint, start } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** A member, who allowed the community to write; someone who did not; and another member. */
const [member, stranger, other] = [100_002, 100_003, 100_004];
/** Users whom the sandbox makes up, and who allowed it. */
const usersFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

const send = (recipients: readonly number[], text = "Hello", sender: Auth = auth) =>
  vk.call(() => OPI_VK.sendMessage(text, recipients, "", [], [], "", sender));
const withRandomId = (random_id: number) => ({ ...auth, random_id });
const failed = (results: readonly SentMessage[]) => results.filter(({ error }) => error !== undefined);

/** The methods that are called while something is done. */
async function called(work: () => unknown): Promise<string[]> {
  const before = vk.sandbox.calls.length;
  await work();
  return vk.sandbox.calls.slice(before).map(({ method }) => method);
}
/** The recipients of each call of messages.send since a call. */
const sentSince = (before: number) =>
  vk.sandbox.calls
    .slice(before)
    .filter(({ method }) => method === "messages.send")
    .map(({ params }) => ({
      peers: params.peer_ids?.split(",").map(Number) ?? [],
      random_id: params.random_id,
    }));
/** The texts that the community sent to a user. */
const textsTo = async (peer: number) =>
  (await vk.call(() => OPI_VK.getMessages(peer, "", "", auth))).map(({ text }) => text);

describe("a mailing", () => {
  it("goes to 100 recipients in a call, with one random_id, and tells of each at their place", async () => {
    const users = usersFrom(500_000, 230);
    const before = vk.sandbox.calls.length;
    const results = await send([...users, 500_000, 500_229]);
    expect(results.map(({ peer_id }) => peer_id)).toEqual(users);
    expect(results).toEqual(users.map(peer_id => ({ peer_id, message_id: expect.any(Number) })));
    const calls = sentSince(before);
    expect(calls.map(({ peers }) => peers.length)).toEqual([100, 100, 30]);
    expect(new Set(calls.map(({ random_id }) => random_id)).size).toBe(1);
  });

  it("tells beforehand who may not be written to, and sends nothing there", async () => {
    const before = vk.sandbox.calls.length;
    const results = await send([member, stranger, other]);
    expect(results).toEqual([
      { peer_id: member, message_id: expect.any(Number) },
      {
        peer_id: stranger,
        error: {
          error_code: 901,
          error_msg: "Can't send messages for users without permission",
          hint: expect.stringContaining("did not allow messages"),
        },
      },
      { peer_id: other, message_id: expect.any(Number) },
    ]);
    expect(sentSince(before).map(({ peers }) => peers)).toEqual([[member, other]]);
  });

  it("uploads nothing when nobody may be written to", async () => {
    const methods = await called(() =>
      vk.call(() => OPI_VK.sendMessage("a", [stranger], "", [png()], [], "", auth)),
    );
    expect(methods).toEqual(["messages.isMessagesFromGroupAllowed"]);
  });

  it("asks about nobody when there is one recipient and no file: sending tells", async () => {
    let results: SentMessage[] = [];
    expect(await called(async () => (results = await send([stranger])))).toEqual(["messages.send"]);
    expect(results).toMatchObject([{ peer_id: stranger, error: { error_code: 901 } }]);
  });

  it("is sent where VK does not tell who may be written to", async () => {
    vk.sandbox.fail({ on: "messages.isMessagesFromGroupAllowed", times: 2, fault: { error: 15 } });
    const results = await send([member, stranger]);
    expect(results).toMatchObject([{ message_id: expect.any(Number) }, { error: { error_code: 901 } }]);
  });

  it("gives VK's error at the place of a recipient whom the community blocked", async () => {
    const ban = { group_id: 218_861_756, owner_id: other };
    await vk.call(() => OPI_VK.callMethod("groups.ban", ban, auth));
    const results = await send([member, other]);
    await vk.call(() => OPI_VK.callMethod("groups.unban", ban, auth));
    expect(results).toMatchObject([
      { message_id: expect.any(Number) },
      { peer_id: other, error: { error_code: 900, hint: expect.stringContaining("blocked") } },
    ]);
  });

  it("keeps the results of the other calls when VK refuses one", async () => {
    const users = usersFrom(510_000, 250);
    vk.sandbox.fail({ on: "messages.send", after: 1, fault: { error: 9 } });
    const results = await send(users);
    expect(failed(results).map(({ peer_id }) => peer_id)).toEqual(users.slice(100, 200));
    expect(results[100]).toEqual({
      peer_id: users[100],
      error: { error_code: 9, error_msg: "Flood control", hint: expect.stringContaining("Wait") },
    });
    // What was refused was not sent, so the same command can be repeated for all.
    expect(failed(await send(users))).toEqual([]);
  });

  it("writes to nobody twice when the response of a request is lost and the request is retried", async () => {
    const users = usersFrom(520_000, 120);
    // Five requests ask who may be written to.
    vk.sandbox.fail({ on: "execute", after: 5, fault: { disconnect: "after" } });
    expect(failed(await send(users, "Once"))).toEqual([]);
    for (const user of [users[0], users[119]]) expect(await textsTo(user as number)).toEqual(["Once"]);
  });

  it("says that the outcome is unknown and how to repeat it, and the repetition writes to nobody twice", async () => {
    const users = usersFrom(530_000, 120);
    vk.sandbox.fail({ on: "execute", after: 5, fault: { disconnect: "after" } });
    const settings = { retries: 0 };
    const mail = () => OPI_VK.sendMessage("Once", users, "", [], [], "", withRandomId(77));
    const lost = await vk.call(mail, settings);
    expect(failed(lost)).toHaveLength(120);
    expect(lost[0]?.error).toEqual({
      error_code: "ERR_OINT_TRANSPORT",
      error_msg: expect.not.stringContaining("not safe"),
      hint: expect.stringContaining("Repeat with random_id 77 within an hour"),
      outcome_unknown: true,
    });
    const repeated = await vk.call(mail);
    expect(failed(repeated)).toEqual([]);
    for (const user of users.slice(95, 105)) expect(await textsTo(user)).toEqual(["Once"]);
  });

  it("gives the error of a whole request at the place of each of its recipients", async () => {
    const users = usersFrom(540_000, 120);
    vk.sandbox.fail({ on: "execute", after: 5, fault: { error: 5 } });
    const results = await send(users);
    expect(results).toEqual(
      users.map(peer_id => ({ peer_id, error: expect.objectContaining({ error_code: 5 }) })),
    );
    expect(results[0]?.error).not.toHaveProperty("outcome_unknown");
  });

  it("to 10,000 users takes 100 calls of messages.send", async () => {
    const before = vk.sandbox.calls.length;
    const users = usersFrom(600_000, 10_000);
    // Chats and communities are not asked about, so only the sending is measured.
    const results = await send(users.map(user => -user));
    expect(failed(results)).toEqual([]);
    expect(sentSince(before)).toHaveLength(100);
    expect(vk.sandbox.calls.slice(before).filter(({ method }) => method === "execute")).toHaveLength(4);
  });
});

describe("a message", () => {
  it("carries pictures as photos and other files as documents, uploaded once, and what is on VK already", async () => {
    const files = [png(), Buffer.from("A price list"), png()];
    const methods = await called(() =>
      vk.call(() =>
        OPI_VK.sendMessage("", [member, other], "", files, "photo-218861756_457239017", "", auth),
      ),
    );
    expect(methods.filter(method => method.endsWith(".save") || method.includes("save"))).toEqual([
      "photos.saveMessagesPhoto",
      "docs.save",
      "photos.saveMessagesPhoto",
    ]);
    for (const user of [member, other]) {
      const [last] = await vk.call(() => OPI_VK.getMessages(user, "", 1, auth));
      expect(last?.attachments?.map(({ type }) => type)).toEqual(["photo", "doc", "photo"]);
    }
    expect(vk.last("messages.send").attachment).toMatch(
      /^photo\S+,doc\S+,photo\S+,photo-218861756_457239017$/,
    );
  });

  it("replies, shows a keyboard, and goes to a chat", async () => {
    const chat = await vk.call(() =>
      OPI_VK.callMethod("messages.createChat", { title: "Shop", group_id: 218_861_756 }, auth),
    );
    const peer = 2_000_000_000 + (chat.response as { chat_id: number }).chat_id;
    const [sent] = await send([peer], "Hello, chat");
    expect(sent).toMatchObject({ peer_id: peer, conversation_message_id: expect.any(Number) });
    const [question] = vk.sandbox.act("message_new", { text: "When?", from_id: member });
    const { id } = (question?.object as { message?: { id?: number } } | undefined)?.message ?? {};
    const keyboard = OPI_VK.formKeyboard(["Yes", "No"], true);
    await vk.call(() => OPI_VK.sendMessage("Now", member, keyboard, [], [], id ?? 0, auth));
    const [last] = await vk.call(() => OPI_VK.getMessages(member, "", 1, auth));
    expect(last).toMatchObject({ text: "Now", reply_message: { id }, keyboard: { inline: true } });
  });

  it("is not longer than 4096 characters, and every other mistake is refused before anything is sent", async () => {
    const message = (...args: Partial<Parameters<typeof OPI_VK.sendMessage>>) =>
      vk.call(() => OPI_VK.sendMessage(...(args as Parameters<typeof OPI_VK.sendMessage>)));
    const [users, none] = [[member, other], [] as string[]];
    const mistakes: ReadonlyArray<readonly [() => Promise<unknown>, string, string]> = [
      [() => message("я".repeat(4097), users, "", none, none, "", auth), "text", "4097 characters"],
      [() => message("", users, "", none, none, "", auth), "text", "is empty"],
      [() => message("a", [], "", none, none, "", auth), "recipients", "is empty"],
      [() => message("a", ["durov"], "", none, none, "", auth), "recipients", 'got "durov"'],
      [() => message("a", users, "{}", none, none, "", auth), "keyboard", "expected"],
      [() => message("a", users, "", ["nowhere.png"], none, "", auth), "files", "no such file"],
      [() => message("a", users, "", none, ["photo1"], "", auth), "attachments", 'got "photo1"'],
      [
        () => message("a", users, "", none, Array(11).fill("photo1_1"), "", auth),
        "attachments",
        "at most 10",
      ],
      [() => message("a", users, "", none, none, 5, auth), "replyto", "a single recipient, got 2"],
      [() => message("a", users, "", none, none, "", withRandomId(0)), "random_id", "other than 0"],
      [() => message("a", users, "", none, none, "", withRandomId(2 ** 31)), "random_id", "got 2147483648"],
    ];
    const methods = await called(async () => {
      for (const [work, argument, problem] of mistakes) {
        await expect(work()).rejects.toMatchObject({ argument, problem: expect.stringContaining(problem) });
      }
    });
    expect(methods).toEqual([]);
    expect(await send([member], "я".repeat(4096))).toMatchObject([{ message_id: expect.any(Number) }]);
  });

  it("uses a community's token without another one", async () => {
    const { response } = await vk.call(() => OPI_VK.writeMessage("a", member, "", "", auth));
    expect(response).toEqual(expect.any(Number));
  });
});

describe("through the command line", () => {
  const run = (words: readonly string[]) =>
    oint(["vk", ...words], {
      env: { ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth), OINT_VK_RPS: "1000" },
      cwd: folder({ "photo.png": png() }),
    });

  it("the exit code is 1 when a recipient failed, and the whole result is printed", async () => {
    const words = ["sendMessage", "--text", "a", "--recipients"];
    const partly = await run([...words, `[${member},${stranger}]`]);
    expect(partly).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(partly.stdout)).toMatchObject([{ peer_id: member }, { error: { error_code: 901 } }]);
    expect(await run([...words, `[${member},${other}]`])).toMatchObject({ code: 0, stderr: "" });
  });

  it("--test shows the plan and sends nothing", async () => {
    let stdout = "";
    const words = [
      "sendMessage",
      "--text",
      "a",
      "--recipients",
      `[${member},${other}]`,
      "--files",
      "photo.png",
    ];
    expect(await called(async () => ({ stdout } = await run([...words, "--test"])))).toEqual([]);
    const plan = JSON.parse(stdout) as Array<{ request?: string; upload?: string; parameters: object }>;
    expect(plan.map(({ request = "upload" }) => request)).toEqual([
      "messages.isMessagesFromGroupAllowed",
      "messages.isMessagesFromGroupAllowed",
      "photos.getMessagesUploadServer",
      "upload",
      "photos.saveMessagesPhoto",
      "messages.send",
    ]);
    expect(plan.at(-1)?.parameters).toMatchObject({ message: "a", peer_ids: `${member},${other}` });
  });

  it("a command that was killed half way can be repeated with its random_id: nobody gets the message twice", async () => {
    // Nobody is asked whether a community may be written to. The second request, of the last 100, waits a second.
    const peers = usersFrom(700_000, 2600).map(id => -id);
    const words = ["sendMessage", "--text", "Once", "--recipients", JSON.stringify(peers)];
    const args = [main, "vk", ...words, "--param", "random_id=20251201"];
    const env = { ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth) };
    const before = vk.sandbox.calls.length;
    const { child, ended } = start(process.execPath, [...args, "--rps", "1"], { env });
    while (sentSince(before).length < 25) await new Promise(done => setTimeout(done, 5));
    child.kill("SIGKILL");
    expect(await ended).toMatchObject({ code: null, stdout: "" });
    const texts = () => Promise.all([0, 2499, 2500, 2599].map(i => textsTo(peers[i] ?? 0)));
    expect(await texts()).toEqual([["Once"], ["Once"], [], []]);
    const repeated = await oint([...args.slice(1), "--rps", "1000"], { env });
    expect(repeated).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(repeated.stdout)).toHaveLength(2600);
    expect(await texts()).toEqual([["Once"], ["Once"], ["Once"], ["Once"]]);
  });
});

describe("permissions", () => {
  it("are asked about 25 users in a request, and one user's error does not lose the others", async () => {
    const users = [stranger, ...usersFrom(710_000, 59)];
    vk.sandbox.fail({ on: "messages.isMessagesFromGroupAllowed", after: 1, fault: { error: 15 } });
    let results: Awaited<ReturnType<typeof OPI_VK.isMessageAllowed>> = [];
    const methods = await called(async () => {
      results = await vk.call(() => OPI_VK.isMessageAllowed(users, auth));
    });
    expect(methods.filter(method => method === "execute")).toHaveLength(3);
    expect(results.map(({ user_id }) => user_id)).toEqual(users);
    expect(results[0]).toEqual({ user_id: stranger, is_allowed: 0 });
    expect(results[1]).toMatchObject({ user_id: 710_000, error: { error_code: 15 } });
    expect(results.slice(2).every(({ is_allowed }) => is_allowed === 1)).toBe(true);
  });
});

describe("the inbox", () => {
  it("shows unread conversations until they are marked as read", async () => {
    const from_id = 100_010;
    vk.sandbox.act("message_new", { text: "Are you open?", from_id });
    const unread = () => vk.call(() => OPI_VK.getConversations("unread", "", auth));
    const mine = (await unread()).find(({ conversation }) => conversation?.peer?.id === from_id);
    expect(mine).toMatchObject({
      conversation: { unread_count: 1 },
      last_message: { text: "Are you open?" },
    });
    await vk.call(() => OPI_VK.markAsRead(from_id, auth));
    expect((await unread()).map(({ conversation }) => conversation?.peer?.id)).not.toContain(from_id);
    const unanswered = await vk.call(() => OPI_VK.getConversations("unanswered", "", auth));
    expect(unanswered.map(({ conversation }) => conversation?.peer?.id)).toContain(from_id);
  });

  it("reads conversations of any length whole, and no message twice when one arrives meanwhile", async () => {
    const from_id = 100_013;
    for (let i = 0; i < 450; i++) vk.sandbox.act("message_new", { text: `${i}`, from_id });
    const texts: string[] = [];
    await vk.call(async () => {
      for await (const { text = "" } of OPI_VK.getMessages(from_id, "", "", auth)) {
        texts.push(text);
        if (texts.length === 150) vk.sandbox.act("message_new", { text: "late", from_id });
      }
    });
    expect(texts).toEqual(Array.from({ length: 450 }, (_, i) => `${449 - i}`));
    const newest = await vk.call(() => OPI_VK.getMessages(from_id, "", 2, auth));
    expect(newest.map(({ text }) => text)).toEqual(["late", "449"]);
  });

  it("ends at a date", async () => {
    const since = Math.floor(Date.now() / 1000) - 60;
    expect((await vk.call(() => OPI_VK.getMessages(100_013, since, 3, auth))).length).toBe(3);
    const methods = await called(async () => {
      expect(await vk.call(() => OPI_VK.getMessages(100_013, since + 3600, "", auth))).toEqual([]);
    });
    expect(methods).toEqual(["messages.getHistory"]);
  });
});

describe("a message that was sent", () => {
  const sent = async (peer: number, keyboard = "", files: Uint8Array[] = []) => {
    const [result] = await vk.call(() => OPI_VK.sendMessage("First", peer, keyboard, files, [], "", auth));
    return result as SentMessage;
  };
  const byId = async (id = 0) =>
    (await vk.call(() => OPI_VK.callMethod("messages.getById", { message_ids: String(id) }, auth))).response
      .items?.[0];

  it("keeps when edited what is not given", async () => {
    const { message_id = 0 } = await sent(member, OPI_VK.formKeyboard(["Yes"], true), [png()]);
    await vk.call(() => OPI_VK.editMessage(member, message_id, "Second", [], "", auth));
    const edited = await byId(message_id);
    expect(edited).toMatchObject({ text: "Second", keyboard: { inline: true, buttons: [[{}]] } });
    expect(edited?.attachments?.map(({ type }) => type)).toEqual(["photo"]);
    await vk.call(() => OPI_VK.editMessage(member, message_id, "", [], '{"inline":true,"buttons":[]}', auth));
    expect(await byId(message_id)).toMatchObject({ text: "Second", keyboard: { buttons: [] } });
  });

  it("is edited only when there is something to change, and the message is there", async () => {
    const nothing = vk.call(() => OPI_VK.editMessage(member, 1, "", [], "", auth));
    await expect(nothing).rejects.toMatchObject({ argument: "text" });
    const missing = vk.call(() => OPI_VK.editMessage(member, 999_999, "a", [], "", auth));
    await expect(missing).rejects.toMatchObject({
      argument: "message",
      problem: "got 999999, but there is no such message",
    });
  });

  it("is edited and deleted in a chat by its ID within the chat", async () => {
    const params = { title: "Team", group_id: 218_861_756 };
    const { response } = await vk.call(() => OPI_VK.callMethod("messages.createChat", params, auth));
    const peer = 2_000_000_000 + (response as { chat_id: number }).chat_id;
    const { conversation_message_id: cmid = 0 } = await sent(peer);
    await vk.call(() => OPI_VK.editMessage(peer, cmid, "Second", [], "", auth));
    expect(await textsTo(peer)).toContain("Second");
    const deleted = await vk.call(() => OPI_VK.deleteMessage(peer, cmid, true, auth));
    expect(deleted).toEqual([{ peer_id: peer, message_id: cmid, response: 1 }]);
    expect(await textsTo(peer)).not.toContain("Second");
  });

  it("is deleted, 100 in a call, and one that cannot be is told at its place", async () => {
    const messages: number[] = [];
    for (let i = 0; i < 3; i++) messages.push((await sent(other)).message_id ?? 0);
    const many = [...messages, ...usersFrom(900_000, 120)];
    const before = vk.sandbox.calls.length;
    const results = await vk.call(() => OPI_VK.deleteMessage(other, many, false, auth));
    const calls = vk.sandbox.calls.slice(before).filter(({ method }) => method === "messages.delete");
    expect(calls.map(({ params }) => params.message_ids?.split(",").length)).toEqual([100, 23]);
    expect(results.map(({ message_id }) => message_id)).toEqual(many);
    expect(results.slice(0, 4)).toEqual([
      ...messages.map(message_id => ({ peer_id: other, message_id, response: 1 })),
      {
        peer_id: other,
        message_id: 900_000,
        error: { error_code: 104, error_msg: "Not found", hint: expect.stringContaining("no such object") },
      },
    ]);
  });

  it("has buttons whose press is answered once, with one thing to show", async () => {
    const keyboard = OPI_VK.formKeyboard([{ text: "Buy", callback: true, payload: { item: 5 } }], true);
    await sent(100_005, keyboard);
    const [press] = vk.sandbox.act("message_event", { from_id: 100_005 });
    const { event_id, user_id, peer_id, payload } = (press?.object ?? {}) as Record<string, unknown>;
    expect(payload).toEqual({ item: 5 });
    const answer = (text: string, url = "") =>
      vk.call(() => OPI_VK.answerButton(`${event_id}`, `${user_id}`, `${peer_id}`, text, url, "", auth));
    await expect(answer("Bought", "https://vk.com/")).rejects.toMatchObject({ argument: "url" });
    await expect(answer("a".repeat(91))).rejects.toMatchObject({ argument: "text" });
    expect(await answer("Bought")).toEqual({ response: 1 });
    expect(JSON.parse(vk.last("messages.sendMessageEventAnswer").event_data ?? "")).toEqual({
      type: "show_snackbar",
      text: "Bought",
    });
    await expect(answer("Again")).rejects.toMatchObject({ errorCode: 100 });
  });
});

describe("a keyboard", () => {
  const form = (...args: Parameters<typeof OPI_VK.formKeyboard>) => JSON.parse(OPI_VK.formKeyboard(...args));

  it("is made of labels and structures, in rows that VK accepts", async () => {
    const buttons = [
      "Yes",
      { text: "No", color: "negative", payload: { answer: 0 } },
      { text: "Rules", link: "https://vk.com/terms" },
      { text: "Game", app: 6_441_755, owner: -1, hash: "level=2" },
      ["A", { text: "B", callback: true, payload: '{"b":1}' }],
      { location: true },
      { pay: "action=pay-to-group&group_id=1&amount=10" },
    ] as const;
    const keyboard = OPI_VK.formKeyboard(buttons, false, true);
    expect(JSON.parse(keyboard)).toEqual({
      one_time: true,
      buttons: [
        [
          { action: { type: "text", label: "Yes" } },
          { action: { type: "text", label: "No", payload: '{"answer":0}' }, color: "negative" },
        ],
        [{ action: { type: "open_link", label: "Rules", link: "https://vk.com/terms" } }],
        [{ action: { type: "open_app", label: "Game", app_id: 6_441_755, owner_id: -1, hash: "level=2" } }],
        [
          { action: { type: "text", label: "A" } },
          { action: { type: "callback", label: "B", payload: '{"b":1}' } },
        ],
        [{ action: { type: "location" } }],
        [{ action: { type: "vkpay", hash: "action=pay-to-group&group_id=1&amount=10" } }],
      ],
    });
    const [sent] = await vk.call(() => OPI_VK.sendMessage("a", member, keyboard, [], [], "", auth));
    expect(sent).toMatchObject({ message_id: expect.any(Number) });
  });

  it("fills rows with five buttons, and accepts both spellings of a color", () => {
    expect(form(Array(12).fill("a")).buttons.map((row: unknown[]) => row.length)).toEqual([5, 5, 2]);
    expect(form([{ text: "a", colour: "positive" } as object]).buttons[0][0].color).toBe("positive");
    expect(form(["a"], true)).toEqual({
      inline: true,
      buttons: [[{ action: { type: "text", label: "a" } }]],
    });
  });

  it.each<[string, Parameters<typeof OPI_VK.formKeyboard>, string]>([
    ["11 buttons inside a message", [Array(11).fill("a"), true], "got 11 buttons, expected 1 to 10"],
    ["11 rows", [Array(11).fill(["a"])], "got 11 rows of buttons, expected at most 10"],
    ["7 rows inside a message", [Array(7).fill(["a"]), true], "got 7 rows of buttons, expected at most 6"],
    ["6 in a row", [[Array(6).fill("a")]], "got 6 buttons in a row, expected at most 5"],
    ["a long label", [[{ text: "я".repeat(41) }]], "41 characters"],
    ["a long payload", [[{ text: "a", payload: { a: "a".repeat(250) } }]], "258 characters"],
    ["two actions", [[{ text: "a", link: "https://vk.com", callback: true }]], "link, callback"],
    ["an unknown key", [[{ txt: "a" } as object]], "with these keys: text, payload"],
    ["an unknown color", [[{ text: "a", color: "red" as "primary" }]], "expected one of primary"],
    ["no label", [[{ link: "https://vk.com" }]], "buttons.text"],
    ["no button", [[]], "got 0 buttons"],
    ["inline and onetime", [["a"], true, true], "does not go with inline"],
  ])("with %s is refused", (_, args, problem) => {
    expect(() => OPI_VK.formKeyboard(...args)).toThrow(problem);
  });

  it("of the caller's own is checked before it is sent", async () => {
    const keyboard = { buttons: Array(11).fill([{ action: { type: "text", label: "a" } }]) };
    const methods = await called(async () => {
      const write = vk.call(() => OPI_VK.writeMessage("a", member, "", keyboard, auth));
      await expect(write).rejects.toMatchObject({ argument: "keyboard" });
    });
    expect(methods).toEqual([]);
  });
});
