import { writeMessage } from "../../actions/messages.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { accountOf } from "../../oauth/bearer.ts";
import { number, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { chatPeers, conversationOf, mayWrite } from "../../state/messages.ts";
import type { Message } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";
import { banOf } from "../groups/bans.ts";
import { type Content, isEmpty, readContent, readReferences } from "./content.ts";
import { checkChat, peerOf, peersOf } from "./peers.ts";

/** How long VK recognizes a repeated `random_id`, in seconds. Source: https://dev.vk.com/ru/method/messages.send */
const randomIdLifetime = 3600;
/** In how many recent messages VK looks for a repeated `random_id`. Source: the same. */
const randomIdMessages = 100;

/** The message that a call sent before, if VK recognizes the call as its repetition. */
function duplicateOf(state: State, message: Pick<Message, "account_id" | "peer_id" | "random_id">) {
  const { account_id, peer_id, random_id } = message;
  const duplicate = random_id ? state.messages.last("randomId", account_id, peer_id, random_id) : undefined;
  const { last_conversation_message_id } = conversationOf(state, account_id, peer_id);
  const isRecent =
    duplicate &&
    duplicate.date > now() - randomIdLifetime &&
    duplicate.conversation_message_id > last_conversation_message_id - randomIdMessages;
  return isRecent ? duplicate : undefined;
}

/** Fails as VK does when an account may not write to a peer. */
function checkPermission(state: State, account_id: number, peer_id: number): void {
  checkChat(state, account_id, peer_id);
  if (peer_id > chatPeers) return;
  const isBanned = account_id < 0 && banOf(state, -account_id, peer_id) !== undefined;
  if (isBanned || state.blacklist.get(peer_id, account_id)) throw new Failure(900);
  if (!mayWrite(state, account_id, peer_id)) throw new Failure(901);
}

/** Sends a message to a conversation, or returns the one that the same call sent before. */
function sendTo(peer_id: number, content: Content, params: Params, context: Context): Message {
  const { state, bearer } = context;
  const account_id = accountOf(params, bearer);
  const message = { account_id, peer_id, random_id: number(params, "random_id") };
  checkPermission(state, account_id, peer_id);
  const references = readReferences(params, state, account_id, peer_id);
  if (isEmpty(content) && references.forward.length === 0) throw invalid("message is empty or invalid");
  return (
    duplicateOf(state, message) ??
    writeMessage(context, { ...message, from_id: account_id, ...content, ...references })
  );
}

/** Sends a message to one of several conversations; a failure is part of the response. */
function sendToOne(peer_id: number, content: Content, params: Params, context: Context): object {
  try {
    const { id, conversation_message_id } = sendTo(peer_id, content, params, context);
    return { peer_id, message_id: id, conversation_message_id };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    const error = { code: failure.code, description: failure.message };
    return { peer_id, message_id: 0, conversation_message_id: 0, error };
  }
}

/** VK's method messages.send. */
export const send: Handler = (params, context) => {
  const peers = peersOf(params);
  const peer = peers.length > 0 ? undefined : peerOf(params, context.state);
  if (params.random_id === undefined) throw invalid("random_id is undefined");
  const content = readContent(params);
  if (peer !== undefined) return sendTo(peer, content, params, context).id;
  return peers.map(peer_id => sendToOne(peer_id, content, params, context));
};
