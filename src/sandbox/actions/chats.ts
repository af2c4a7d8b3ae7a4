import { randomBytes } from "node:crypto";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import { chatPeers } from "../state/messages.ts";
import type { Chat, Message } from "../state/model/index.ts";
import type { Viewer } from "../views/viewer.ts";
import { writeMessage } from "./messages.ts";

/** The secret part of a new invitation link. */
export function newInvitation(): string {
  return randomBytes(16).toString("base64url");
}

/** Writes in a chat what happened in it, such as `chat_invite_user`. */
export function writeChatAction(
  viewer: Viewer,
  { account_id, id }: Pick<Chat, "account_id" | "id">,
  action: NonNullable<Message["action"]>,
): Message {
  const peer_id = chatPeers + id;
  return writeMessage(viewer, { account_id, peer_id, from_id: account_id, text: "", action });
}

/** Creates a chat of an account. */
export function createChat(
  viewer: Viewer,
  account_id: number,
  title: string,
  users: readonly number[],
): Chat {
  const { state } = viewer;
  const chat = state.chats.add({
    account_id,
    id: nextId(state, `chat${account_id}`),
    title,
    admin_id: account_id,
    members: [...new Set([account_id, ...users])],
    photo: 0,
    created: now(),
    invitation: newInvitation(),
  });
  writeChatAction(viewer, chat, { type: "chat_create", text: title });
  return chat;
}
