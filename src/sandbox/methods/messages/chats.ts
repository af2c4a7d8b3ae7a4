import { createChat, newInvitation, writeChatAction } from "../../actions/chats.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { accountOf } from "../../oauth/bearer.ts";
import { flag, number, type Params } from "../../server/parameters.ts";
import { chatPeers } from "../../state/messages.ts";
import type { Chat } from "../../state/model/index.ts";
import { groupOf, userOf } from "../../state/people.ts";
import { chatObject } from "../../views/conversation.ts";
import { groupObject } from "../../views/group.ts";
import { userObject } from "../../views/user.ts";
import { ids, words } from "../names.ts";
import { claimUpload, savePhoto } from "../uploaded-photos.ts";

const create: Handler = (params, context) => {
  const account = accountOf(params, context.bearer);
  const users = ids(params, "user_ids");
  if (users.length === 0 && !params.title) throw invalid("user_ids is undefined");
  const names = users.map(id => userOf(context.state, id).first_name);
  const { id, members } = createChat(context, account, params.title || names.join(", "), users);
  return { chat_id: id, peer_ids: members.filter(member => member !== account) };
};

/** The chat that a call names, or VK's error for a chat that the account does not have. */
function chatOf(params: Params, { state, bearer }: Context, code: number): Chat {
  const chat = state.chats.get(accountOf(params, bearer), number(params, "chat_id"));
  if (!chat) throw new Failure(code);
  return chat;
}

const edit: Handler = (params, context) => {
  const chat = chatOf(params, context, 945);
  if (chat.admin_id !== chat.account_id) throw new Failure(925);
  const { title } = params;
  if (!title) throw invalid("title is undefined");
  context.state.chats.update(chat, { title });
  writeChatAction(context, chat, { type: "chat_title_update", text: title });
  return 1;
};

/** A chat with its members as users and communities, when the call asks for fields. */
function chatWithMembers(chat: Chat, params: Params, context: Context): object {
  const fields = words(params, "fields");
  if (fields.length === 0) return chatObject(chat);
  const { state } = context;
  const users = chat.members.map(id => ({
    ...(id < 0
      ? { ...groupObject(groupOf(state, -id), fields, context), type: "group" }
      : { ...userObject(userOf(state, id), fields, context), type: "profile" }),
    invited_by: chat.admin_id,
  }));
  return { ...chatObject(chat), users };
}

const get: Handler = (params, context) => {
  const { state, bearer } = context;
  const listed = ids(params, "chat_ids");
  if (listed.length === 0) return chatWithMembers(chatOf(params, context, 945), params, context);
  const account = accountOf(params, bearer);
  const chats = listed.flatMap(id => state.chats.get(account, id) ?? []);
  return chats.map(chat => chatWithMembers(chat, params, context));
};

const addUser: Handler = (params, context) => {
  const chat = chatOf(params, context, 945);
  const member_id = number(params, "user_id");
  if (chat.members.includes(member_id)) throw new Failure(15, "user is in the chat");
  context.state.chats.update(chat, { members: [...chat.members, member_id] });
  writeChatAction(context, chat, { type: "chat_invite_user", member_id });
  return 1;
};

const removeUser: Handler = (params, context) => {
  const chat = chatOf(params, context, 945);
  const member_id = number(params, "member_id") || number(params, "user_id");
  if (!chat.members.includes(member_id)) throw new Failure(935);
  if (member_id !== chat.account_id && chat.admin_id !== chat.account_id) throw new Failure(925);
  writeChatAction(context, chat, { type: "chat_kick_user", member_id });
  context.state.chats.update(chat, { members: chat.members.filter(id => id !== member_id) });
  return 1;
};

const getInviteLink: Handler = (params, { state, bearer }) => {
  const chat = state.chats.get(accountOf(params, bearer), number(params, "peer_id") - chatPeers);
  if (!chat) throw new Failure(919);
  const isReset = flag(params, "reset");
  if (isReset && chat.admin_id !== chat.account_id) throw new Failure(931);
  const { invitation } = isReset ? state.chats.update(chat, { invitation: newInvitation() }) : chat;
  return { link: `https://vk.me/join/${invitation}` };
};

/** A picture of a chat, and the message that tells its members. */
function changePhoto(chat: Chat, photo: number, type: string, context: Context): object {
  const changed = context.state.chats.update(chat, { photo });
  const { id: message_id } = writeChatAction(context, changed, { type });
  return { message_id, chat: chatObject(changed) };
}

const setPhoto: Handler = (params, context) => {
  const upload = claimUpload(context, params.file ?? "", "chat");
  const account = accountOf(params, context.bearer);
  const chat = context.state.chats.get(account, upload.ticket.chat_id ?? 0);
  if (!chat) throw new Failure(945);
  return changePhoto(
    chat,
    savePhoto(context, upload, { owner_id: account }).id,
    "chat_photo_update",
    context,
  );
};

const deletePhoto: Handler = (params, context) =>
  changePhoto(chatOf(params, context, 945), 0, "chat_photo_remove", context);

/** Methods for chats. */
export const chats: Readonly<Record<string, Handler>> = {
  "messages.createChat": create,
  "messages.editChat": edit,
  "messages.getChat": get,
  "messages.addChatUser": addUser,
  "messages.removeChatUser": removeUser,
  "messages.getInviteLink": getInviteLink,
  "messages.setChatPhoto": setPhoto,
  "messages.deleteChatPhoto": deletePhoto,
};
