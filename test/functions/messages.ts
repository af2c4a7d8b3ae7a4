import { expect } from "vitest";
import { type Case, group_id, number, text } from "./case.ts";

const denied = { error_code: 901, error_msg: text, hint: text };

export const messages: Readonly<Record<string, Case>> = {
  sendMessage: {
    sent: [
      ["execute", { code: expect.stringContaining("messages.isMessagesFromGroupAllowed") }],
      ["messages.isMessagesFromGroupAllowed", { group_id, user_id: "100002" }],
      ["messages.isMessagesFromGroupAllowed", { group_id, user_id: "100003" }],
      ["photos.getMessagesUploadServer"],
      ["photos.saveMessagesPhoto", { hash: text, server: text }],
      [
        "messages.send",
        {
          peer_ids: "100002",
          message: "New in stock",
          keyboard: '{"buttons":[]}',
          attachment: expect.stringMatching(/^photo-?\d+_\d+/),
          random_id: expect.stringMatching(/^[1-9]\d*$/),
          group_id,
        },
      ],
    ],
    result: [
      { peer_id: 100002, message_id: number },
      { peer_id: 100003, error: denied },
    ],
  },
  isMessageAllowed: {
    sent: [
      ["execute"],
      ["messages.isMessagesFromGroupAllowed", { group_id, user_id: "100002" }],
      ["messages.isMessagesFromGroupAllowed", { group_id, user_id: "100003" }],
    ],
    result: [
      { user_id: 100002, is_allowed: 1 },
      { user_id: 100003, is_allowed: 0 },
    ],
  },
  getConversations: {
    sent: [["messages.getConversations", { filter: "unread", count: "1", group_id }]],
    result: [
      {
        conversation: expect.objectContaining({ unread_count: 1, unanswered: true }),
        last_message: expect.objectContaining({ from_id: 100002, text: "Can I come at 11?" }),
      },
    ],
  },
  getMessages: {
    sent: [["messages.getHistory", { peer_id: "100002", group_id }]],
    result: [expect.objectContaining({ id: 2, out: 0, text: "Can I come at 11?" })],
  },
  markAsRead: {
    sent: [["messages.markAsRead", { peer_id: "100002", group_id }]],
    result: { response: 1 },
  },
  editMessage: {
    sent: [
      ["messages.getById", { message_ids: "1", group_id }],
      [
        "messages.edit",
        {
          peer_id: "100002",
          message_id: "1",
          message: "Ready at 11",
          keep_forward_messages: "1",
          keep_snippets: "1",
          group_id,
        },
      ],
    ],
    result: { response: 1 },
  },
  deleteMessage: {
    sent: [["messages.delete", { message_ids: "1", delete_for_all: "1", group_id }]],
    result: [{ peer_id: 100002, message_id: 1, response: 1 }],
  },
  answerButton: {
    sent: [
      [
        "messages.sendMessageEventAnswer",
        {
          event_id: "0123456789abcdef",
          user_id: "100002",
          peer_id: "100002",
          event_data: '{"type":"show_snackbar","text":"Saved"}',
        },
      ],
    ],
    result: { response: 1 },
  },
};
