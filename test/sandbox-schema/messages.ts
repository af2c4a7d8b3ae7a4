import type { SectionChecks } from "./section.ts";
import { friend, group_id, me, owner_id, widePicture } from "./seed.ts";
import type { Vk } from "./vk.ts";

/** A user whom the sandbox does not know: communities may write to such users. */
const peer_id = 5;
/** Another community, which writes to the sandbox's community. */
const other = 77;
const firstChat = 2_000_000_000;

let lastRandomId = 0;

/** Sends a message of the community and returns its ID. */
function send(vk: Vk, params = {}): Promise<number> {
  const message = { peer_id, random_id: ++lastRandomId, message: "Hello", ...params };
  return vk.call<number>("messages.send", message, "deprecatedResponse");
}

/** Writes to the community and returns the ID of the message that it got. */
async function receive(vk: Vk, message = "A question"): Promise<number> {
  await send(vk, { group_id: other, peer_id: owner_id, message });
  const { items } = await vk.call<{ items: Array<{ id: number }> }>("messages.getHistory", {
    peer_id: -other,
    count: 1,
  });
  return items[0]?.id ?? 0;
}

/** Creates a chat of the community and returns its ID. */
async function createChat(vk: Vk): Promise<number> {
  const params = { user_ids: [peer_id, me], title: "A chat" };
  const { chat_id } = await vk.call<{ chat_id: number }>("messages.createChat", params);
  return chat_id;
}

const button = (action: object, color?: string) => [{ action, ...(color ? { color } : {}) }];
const keyboard = {
  one_time: false,
  buttons: [
    button({ type: "text", label: "Yes", payload: '{"answer":"yes"}' }, "positive"),
    button({ type: "callback", label: "More", payload: "{}" }, "primary"),
    button({ type: "open_link", label: "Site", link: "https://example.com/" }),
    button({ type: "location", payload: "{}" }),
  ],
};

export const messages: SectionChecks = {
  "messages.send": async (vk, { photo }) => {
    await send(vk, { keyboard, payload: "{}", dont_parse_links: 1 });
    await send(vk, { message: "", attachment: `photo${owner_id}_${photo}` });
    await send(vk, { message: "See https://example.com/page." });
    const reply_to = await send(vk);
    await send(vk, { reply_to, forward_messages: [reply_to], message: "" });
    await send(vk, { message: "", sticker_id: 51 });
    const params = { peer_ids: [5, 6, me], random_id: 0, message: "To all" };
    await vk.call("messages.send", params, "userIdsResponse");
    await vk.refuse("messages.send", { peer_id, random_id: 0, message: "a", keyboard: "[]" }, 911);
    await vk.refuse("messages.send", { peer_id: 100_003, random_id: 0, message: "a" }, 901);
    await vk.refuse("messages.send", { peer_id, random_id: 0, message: "a", forward_messages: 999_999 }, 921);
    await vk.refuse("messages.send", { chat_id: 999, random_id: 0, message: "a" }, 917);
  },
  "messages.getConversations": async vk => {
    await receive(vk);
    await vk.call("messages.getConversations");
    await vk.call("messages.getConversations", {
      filter: "unread",
      extended: 1,
      fields: "bdate,members_count",
    });
    await vk.call("messages.getConversations", { filter: "unanswered", offset: 1 });
  },
  "messages.getConversationsById": async vk => {
    await vk.call("messages.getConversationsById", { peer_ids: [peer_id, -other] });
    const chat = firstChat + (await createChat(vk));
    const params = { peer_ids: [chat], extended: 1 };
    await vk.call("messages.getConversationsById", params, "extendedResponse");
    await vk.refuse("messages.getConversationsById", { peer_ids: firstChat + 999 }, 917);
  },
  "messages.searchConversations": async vk => {
    await receive(vk);
    await vk.call("messages.searchConversations", { q: "community" });
    await vk.call("messages.searchConversations", { q: "user", extended: 1 }, "extendedResponse");
  },
  "messages.getConversationMembers": async vk => {
    await vk.call("messages.getConversationMembers", { peer_id });
    const chat = firstChat + (await createChat(vk));
    await vk.call("messages.getConversationMembers", { peer_id: chat, fields: "sex", count: 2 });
  },
  "messages.getHistory": async (vk, { photo, post }) => {
    const id = await send(vk, { attachment: [`photo${owner_id}_${photo}`, `wall${owner_id}_${post}`] });
    await vk.call("messages.getHistory", { peer_id });
    await vk.call("messages.getHistory", { peer_id, start_message_id: id, offset: -1, rev: 1 });
    await vk.call("messages.getHistory", { user_id: peer_id, extended: 1 }, "extendedResponse");
  },
  "messages.getById": async vk => {
    const message_ids = [await send(vk), await receive(vk), 999_999];
    await vk.call("messages.getById", { message_ids });
    await vk.call("messages.getById", { message_ids, extended: 1, preview_length: 2 }, "extendedResponse");
  },
  "messages.getByConversationMessageId": async vk => {
    await send(vk);
    const params = { peer_id, conversation_message_ids: [1, 2] };
    await vk.call("messages.getByConversationMessageId", params);
    await vk.call("messages.getByConversationMessageId", { ...params, extended: 1 }, "extendedResponse");
  },
  "messages.search": async vk => {
    await send(vk, { message: "About cats" });
    await vk.call("messages.search", { q: "cats", preview_length: 3 });
    await vk.call("messages.search", { q: "cats", peer_id, extended: 1, count: 1 }, "extendedResponse");
    await vk.refuse("messages.search", {}, 100);
  },
  "messages.markAsImportant": async vk => {
    const message_ids = [await send(vk), await send(vk)];
    await vk.call("messages.markAsImportant", { message_ids, important: 1 });
    await vk.call("messages.markAsImportant", { message_ids, important: 0 });
  },
  "messages.getImportantMessages": async vk => {
    await vk.call("messages.markAsImportant", { message_ids: await send(vk), important: 1 });
    await vk.call("messages.getImportantMessages");
    await vk.call("messages.getImportantMessages", { extended: 1, count: 1 }, "extendedResponse");
  },
  "messages.getHistoryAttachments": async (vk, { photo }) => {
    await send(vk, { attachment: `photo${owner_id}_${photo}` });
    await vk.call("messages.getHistoryAttachments", { peer_id, media_type: "photo" });
    await vk.call("messages.getHistoryAttachments", {
      peer_id,
      attachment_types: "photo",
      count: 1,
      extended: 1,
    });
  },
  "messages.edit": async vk => {
    const message_id = await send(vk);
    await vk.call("messages.edit", { peer_id, message_id, message: "Changed", keyboard });
    const received = await receive(vk);
    await vk.refuse("messages.edit", { peer_id: -other, message_id: received, message: "Changed" }, 920);
  },
  "messages.delete": async vk => {
    await vk.call("messages.delete", { message_ids: [await send(vk), 999_999] });
    await send(vk);
    await vk.call("messages.delete", { peer_id, cmids: [1], delete_for_all: 1 });
    await vk.call("messages.delete", { message_ids: await receive(vk), delete_for_all: 1 });
    await vk.refuse("messages.delete", {}, 100);
  },
  "messages.restore": async vk => {
    const message_id = await send(vk);
    await vk.call("messages.delete", { message_ids: message_id });
    await vk.call("messages.restore", { message_id });
    await vk.refuse("messages.restore", { message_id }, 100);
  },
  "messages.markAsRead": async vk => {
    await receive(vk);
    await vk.call("messages.markAsRead", { peer_id: -other, mark_conversation_as_read: 1 });
    await vk.call("messages.markAsRead", { message_ids: await receive(vk) });
    await vk.refuse("messages.markAsRead", {}, 100);
  },
  "messages.markAsAnsweredConversation": async vk => {
    await receive(vk);
    await vk.call("messages.markAsAnsweredConversation", { peer_id: -other });
    await vk.call("messages.markAsAnsweredConversation", { peer_id: -other, answered: 0 });
  },
  "messages.markAsImportantConversation": async vk => {
    await receive(vk);
    await vk.call("messages.markAsImportantConversation", { peer_id: -other });
    await vk.call("messages.markAsImportantConversation", { peer_id: -other, important: 0 });
  },
  "messages.deleteConversation": async vk => {
    await send(vk, { peer_id: 8 });
    await vk.call("messages.deleteConversation", { peer_id: 8 });
    await vk.call("messages.deleteConversation", { user_id: 8 });
  },
  "messages.pin": async vk => {
    const chat = await createChat(vk);
    const message_id = await send(vk, { peer_id: 0, chat_id: chat });
    await vk.call("messages.pin", { peer_id: firstChat + chat, message_id });
    await vk.call("messages.getConversationsById", { peer_ids: firstChat + chat });
    await vk.call("messages.pin", { peer_id, message_id: await send(vk, { keyboard }) });
  },
  "messages.unpin": async vk => {
    await vk.call("messages.pin", { peer_id, message_id: await send(vk) });
    await vk.call("messages.unpin", { peer_id });
    await vk.refuse("messages.unpin", { peer_id }, 100);
  },
  "messages.createChat": async vk => {
    await createChat(vk);
    await vk.call("messages.createChat", { user_ids: [5, 6] });
    await vk.refuse("messages.createChat", {}, 100);
  },
  "messages.editChat": async vk => {
    await vk.call("messages.editChat", { chat_id: await createChat(vk), title: "Another title" });
    await vk.refuse("messages.editChat", { chat_id: 999, title: "a" }, 945);
  },
  "messages.getChat": async vk => {
    const chat_id = await createChat(vk);
    await vk.call("messages.getChat", { chat_id });
    await vk.call("messages.getChat", { chat_ids: [chat_id] }, "chatIdsResponse");
    await vk.refuse("messages.getChat", { chat_id: 999 }, 945);
  },
  "messages.addChatUser": async vk => {
    const chat_id = await createChat(vk);
    await vk.call("messages.addChatUser", { chat_id, user_id: 7 });
    await vk.refuse("messages.addChatUser", { chat_id, user_id: 7 }, 15);
  },
  "messages.removeChatUser": async vk => {
    const chat_id = await createChat(vk);
    await vk.call("messages.removeChatUser", { chat_id, user_id: peer_id });
    await vk.refuse("messages.removeChatUser", { chat_id, member_id: peer_id }, 935);
  },
  "messages.getInviteLink": async vk => {
    const peer = firstChat + (await createChat(vk));
    await vk.call("messages.getInviteLink", { peer_id: peer });
    await vk.call("messages.getInviteLink", { peer_id: peer, reset: 1 });
    await vk.refuse("messages.getInviteLink", { peer_id: firstChat + 999 }, 919);
  },
  "messages.setChatPhoto": async vk => {
    const chat_id = await createChat(vk);
    const { upload_url } = await vk.call<{ upload_url: string }>("photos.getChatUploadServer", { chat_id });
    const { response: file = "" } = await vk.upload(upload_url, { file: widePicture });
    await vk.call("messages.setChatPhoto", { file });
    await vk.call("messages.getConversationsById", { peer_ids: firstChat + chat_id });
    await vk.refuse("messages.setChatPhoto", { file }, 22);
  },
  "messages.deleteChatPhoto": async vk => {
    await vk.call("messages.deleteChatPhoto", { chat_id: await createChat(vk) });
    await vk.refuse("messages.deleteChatPhoto", { chat_id: 999 }, 945);
  },
  "messages.sendMessageEventAnswer": async vk => {
    const message_id = await send(vk, { peer_id: friend, keyboard });
    const press = () =>
      vk.act<{ event_id: string }>("message_event", { from_id: friend, group_id, message_id });
    const answer = { user_id: friend, peer_id: friend };
    const [first, second] = [...(await press()), ...(await press())];
    const event_data = { type: "show_snackbar", text: "Thank you" };
    const params = { ...answer, event_id: first?.event_id ?? "", event_data };
    await vk.call("messages.sendMessageEventAnswer", params);
    await vk.refuse("messages.sendMessageEventAnswer", params, 100);
    const other = { ...answer, event_id: second?.event_id ?? "" };
    await vk.refuse("messages.sendMessageEventAnswer", { ...other, event_data: { type: "unknown" } }, 100);
    await vk.call("messages.sendMessageEventAnswer", other);
  },
  "messages.isMessagesFromGroupAllowed": async vk => {
    await vk.call("messages.isMessagesFromGroupAllowed", { group_id, user_id: peer_id });
    await vk.call("messages.isMessagesFromGroupAllowed", { group_id, user_id: 100_003 });
  },
  "messages.allowMessagesFromGroup": async vk => {
    await vk.call("messages.allowMessagesFromGroup", { group_id, key: "page" });
    await vk.call("messages.allowMessagesFromGroup", { group_id: other });
  },
  "messages.denyMessagesFromGroup": async vk => {
    await vk.call("messages.denyMessagesFromGroup", { group_id: other });
    await vk.call("messages.denyMessagesFromGroup", { group_id: other });
  },
  "messages.setActivity": async vk => {
    await vk.call("messages.setActivity", { peer_id, type: "typing" });
    await vk.refuse("messages.setActivity", { peer_id: firstChat + 999, type: "typing" }, 917);
  },
  "messages.getLastActivity": async vk => {
    await vk.call("messages.getLastActivity", { user_id: me });
    await vk.call("messages.getLastActivity", { user_id: peer_id });
  },
  "messages.getLongPollServer": async vk => {
    await vk.call("messages.getLongPollServer");
    await vk.call("messages.getLongPollServer", { need_pts: 1, lp_version: 3 });
  },
  "messages.getLongPollHistory": async vk => {
    const { pts } = await vk.call<{ pts: number }>("messages.getLongPollServer", { need_pts: 1 });
    await send(vk, { message: "Missed" });
    await vk.call("messages.getLongPollHistory", { pts });
    await vk.call("messages.getLongPollHistory", { ts: pts, credentials: 1, fields: "photo_50" });
    await vk.refuse("messages.getLongPollHistory", { pts: 1_000_000 }, 908);
  },
};
