import type { Samples } from "../samples.ts";

export const messages: Samples = {
  sendMessage: [
    { text: "New in stock", recipients: [100002, 100003], keyboard: { buttons: [] }, files: ["a.png"] },
    { text: "Yes", recipients: 100002, attachments: ["photo-218861756_457239001"], replyto: 2 },
  ],
  isMessageAllowed: [{ users: [100002, 100003] }],
  getConversations: [{ filter: "unread", limit: 1 }],
  getMessages: [{ peer: 100002, since: "1970-01-01T00:00:01Z", limit: 1 }],
  markAsRead: [{ peer: 100002 }],
  editMessage: [{ peer: 100002, message: 1, text: "Ready at 11" }],
  deleteMessage: [{ peer: 100002, messages: [1], forall: true }],
  answerButton: [{ event: "0123456789abcdef", user: 100002, peer: 100002, text: "Saved" }],
};
