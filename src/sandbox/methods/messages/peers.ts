import { Failure, invalid } from "../../failure.ts";
import type { Context } from "../../handler.ts";
import { accountOf } from "../../oauth/bearer.ts";
import { number, type Params } from "../../server/parameters.ts";
import { chatPeers } from "../../state/messages.ts";
import type { Message } from "../../state/model/index.ts";
import { findScreenName } from "../../state/people.ts";
import type { State } from "../../state/schema.ts";
import { chatOf } from "../../views/conversation.ts";
import { ids } from "../names.ts";

/** How many conversations a call may name. Source: https://dev.vk.com/ru/method/messages.send */
const maxPeers = 100;

/** The conversations that a call names with `peer_ids`, or with its old name `user_ids`. */
export function peersOf(params: Params): number[] {
  const peers = [...ids(params, "peer_ids"), ...ids(params, "user_ids")];
  if (peers.length > maxPeers) throw invalid(`peer_ids: more than ${maxPeers}`);
  return peers;
}

/** The conversation that a call names: with `peer_id`, `user_id`, `chat_id` or `domain`. */
export function peerOf(params: Params, state: State): number {
  const chat = number(params, "chat_id");
  const peer = number(params, "peer_id") || number(params, "user_id") || (chat ? chatPeers + chat : 0);
  return peer || ownerOfDomain(params, state);
}

function ownerOfDomain({ domain }: Params, state: State): number {
  if (!domain) throw invalid("peer_id is undefined");
  const owner = findScreenName(state, domain);
  if (!owner) throw invalid("domain is invalid");
  return owner.type === "user" ? owner.object_id : -owner.object_id;
}

/** Fails with VK's error 917 when an account is not in the chat of a conversation. */
export function checkChat(state: State, account_id: number, peer_id: number): void {
  if (peer_id > chatPeers && !chatOf(state, account_id, peer_id)?.members.includes(account_id))
    throw new Failure(917);
}

/** A message of an account that is not deleted. */
export function messageOf(state: State, account_id: number, id: number): Message | undefined {
  const message = state.messages.get(id);
  return message && message.account_id === account_id && !message.deleted ? message : undefined;
}

/** Messages of an account that a call names: by `message_ids`, or by `peer_id` and the IDs in the conversation. */
export function messagesOf(params: Params, { state, bearer }: Context, conversationIds: string): Message[] {
  const account_id = accountOf(params, bearer);
  const byId = ids(params, "message_ids").flatMap(id => messageOf(state, account_id, id) ?? []);
  const peer_id = number(params, "peer_id");
  const byPeer = ids(params, conversationIds).flatMap(
    id => state.messages.last("conversationMessage", account_id, peer_id, id) ?? [],
  );
  return [...byId, ...byPeer.filter(({ deleted }) => !deleted)];
}

/** The message that a call names: by `message_id`, or by `peer_id` and `cmid`; also a deleted one. */
export function namedMessage(params: Params, { state, bearer }: Context): Message {
  const account_id = accountOf(params, bearer);
  const cmid = number(params, "cmid");
  const message = cmid
    ? state.messages.last("conversationMessage", account_id, number(params, "peer_id"), cmid)
    : state.messages.get(number(params, "message_id"));
  if (message?.account_id !== account_id) throw invalid("message_id is invalid");
  return message;
}
