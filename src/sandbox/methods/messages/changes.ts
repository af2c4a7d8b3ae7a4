import { writeChatAction } from "../../actions/chats.ts";
import { deleteMessage, editMessage, restoreMessage } from "../../actions/messages.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { accountOf } from "../../oauth/bearer.ts";
import { flag, number } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { conversationOf } from "../../state/messages.ts";
import type { Message } from "../../state/model/index.ts";
import { chatOf, pinnedMessage } from "../../views/conversation.ts";
import { ids } from "../names.ts";
import { isEmpty, readContent } from "./content.ts";
import { checkChat, namedMessage } from "./peers.ts";

/** How long a message can be edited, or deleted for everybody, in seconds. Source: https://dev.vk.com/ru/method/messages.edit */
const changeTime = 24 * 3600;

const isOld = ({ date }: Message) => date < now() - changeTime;

const edit: Handler = (params, context) => {
  const message = namedMessage(params, context);
  if (message.deleted || message.peer_id !== number(params, "peer_id"))
    throw invalid("message_id is invalid");
  if (!message.out || message.action || message.sticker_id) throw new Failure(920);
  if (isOld(message)) throw new Failure(909);
  const content = readContent(params);
  const forward = params.keep_forward_messages === "0" ? [] : message.forward;
  if (isEmpty(content) && forward.length === 0) throw invalid("message is empty or invalid");
  editMessage(context, message, { keyboard: undefined, template: undefined, ...content, forward });
  return 1;
};

/** Deletes a message of an account, or says why it cannot be deleted. */
function deleteOne(message: Message | undefined, forAll: boolean, { state }: Context): Failure | undefined {
  if (!message || message.deleted) return new Failure(104);
  if (forAll && (!message.out || isOld(message))) return new Failure(924);
  deleteMessage(state, message, forAll);
  return undefined;
}

const deleteMessages: Handler = (params, context) => {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const peer = number(params, "peer_id");
  const byId = ids(params, "message_ids").map(id => ({ id, message: state.messages.get(id) }));
  const byPeer = ids(params, "cmids").map(id => ({
    id,
    message: state.messages.last("conversationMessage", account_id, peer, id),
  }));
  if (byId.length + byPeer.length === 0) throw invalid("message_ids is undefined");
  const forAll = flag(params, "delete_for_all");
  return [...byId, ...byPeer].map(({ id, message }, i) => {
    const own = message?.account_id === account_id ? message : undefined;
    const failure = deleteOne(own, forAll, context);
    const requested = i < byId.length ? { message_id: id } : { conversation_message_id: id };
    const found = own
      ? { message_id: own.id, conversation_message_id: own.conversation_message_id }
      : requested;
    const error = failure && { code: failure.code, description: failure.message };
    return { peer_id: own?.peer_id ?? peer, ...found, response: error ? 0 : 1, ...(error ? { error } : {}) };
  });
};

const restore: Handler = (params, context) => {
  const message = namedMessage(params, context);
  if (!message.deleted) throw invalid("message is not deleted");
  restoreMessage(context.state, message);
  return 1;
};

/** Writes in a chat that a message was pinned, or no longer is; a dialogue does not tell. */
function writePinned(context: Context, account_id: number, peer_id: number, action: { type: string }): void {
  const chat = chatOf(context.state, account_id, peer_id);
  if (chat) writeChatAction(context, chat, { ...action, member_id: account_id });
}

const pin: Handler = (params, context) => {
  const message = namedMessage(params, context);
  const { account_id, peer_id, conversation_message_id } = message;
  if (message.deleted || peer_id !== number(params, "peer_id")) throw invalid("message_id is invalid");
  checkChat(context.state, account_id, peer_id);
  const conversation = conversationOf(context.state, account_id, peer_id);
  context.state.conversations.put({ ...conversation, pinned_message_id: message.id });
  const pinned = { type: "chat_pin_message", conversation_message_id, message: message.text };
  writePinned(context, account_id, peer_id, pinned);
  return pinnedMessage(message, context);
};

const unpin: Handler = (params, context) => {
  const account_id = accountOf(params, context.bearer);
  const peer_id = number(params, "peer_id");
  checkChat(context.state, account_id, peer_id);
  const { pinned_message_id, ...conversation } = conversationOf(context.state, account_id, peer_id);
  if (pinned_message_id === undefined) throw invalid("there is no pinned message");
  context.state.conversations.put(conversation);
  writePinned(context, account_id, peer_id, { type: "chat_unpin_message" });
  return 1;
};

/** Methods that change messages. */
export const changes: Readonly<Record<string, Handler>> = {
  "messages.edit": edit,
  "messages.delete": deleteMessages,
  "messages.restore": restore,
  "messages.pin": pin,
  "messages.unpin": unpin,
};
