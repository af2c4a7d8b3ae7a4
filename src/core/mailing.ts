import type { MethodParams } from "../api/method-types.ts";
import { OintError, TransportError, type VkErrorBody } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { type Auth, readAuthorization } from "./auth.ts";
import { call } from "./client.ts";
import { isPlaceholder } from "./dry-run.ts";
import { type ItemError, itemError, ownError, vkItemError } from "./item-error.ts";
import { chunk } from "./pagination.ts";
import type { VkResponse } from "./request.ts";
import { withSettings } from "./settings-scope.ts";

/** VK's limit of recipients per call. Source: https://dev.vk.com/ru/method/messages.send */
const maxPeers = 100;

/** Peer IDs of chats are above this number. Source: https://dev.vk.com/ru/method/messages.send */
const chatPeers = 2_000_000_000;

/** A message that was sent to one of several recipients, or why it was not. */
export interface SentMessage {
  /** The recipient: a user, a chat, or with a minus a community. */
  readonly peer_id: number;
  /** Message ID; 0 in a chat. Not set: the message was not sent, or this is unknown. */
  readonly message_id?: number;
  /** Only in a chat: ID of the message within the chat. */
  readonly conversation_message_id?: number;
  /** Why the message was not sent. */
  readonly error?: ItemError;
}

/** Whether a peer is a chat, in which messages have no IDs but those within the chat. */
export function isChat(peer_id: number): boolean {
  return peer_id > chatPeers;
}

/** Asks VK whether a community may write to users, with one call for each, 25 in a request. */
export async function askPermissions(
  group_id: number,
  users: readonly number[],
  auth: Auth,
): Promise<Array<VkResponse<"messages.isMessagesFromGroupAllowed"> | OintError>> {
  const method = "messages.isMessagesFromGroupAllowed";
  return withSettings({ batch: true }, () =>
    Promise.all(users.map(user_id => call(method, { group_id, user_id }, auth, "community").catch(ownError))),
  );
}

/**
 * Finds the recipients that VK says a community may not write to. If VK does not say, because the credentials name no
 * community or a call fails, sending tells.
 *
 * @returns the result for each of them
 */
export async function findDenied(peers: readonly number[], auth: Auth): Promise<SentMessage[]> {
  const { groupId } = readAuthorization(auth);
  if (groupId === undefined) return [];
  const users = peers.filter(peer => peer > 0 && !isChat(peer));
  const permissions = await askPermissions(groupId, users, auth);
  return users
    .filter((_, i) => isDenied(permissions[i]))
    .map(peer_id => ({ peer_id, error: peerError({ error_code: 901, error_msg: notAllowed }) }));
}

function isDenied(
  permission: VkResponse<"messages.isMessagesFromGroupAllowed"> | OintError | undefined,
): boolean {
  return (
    permission !== undefined && !(permission instanceof OintError) && permission.response.is_allowed === 0
  );
}

/** VK's message of error 901. Source: https://dev.vk.com/ru/reference/errors */
const notAllowed = "Can't send messages for users without permission";

/**
 * Sends a message to any number of recipients, 100 in a call and 25 calls in a request.
 *
 * @param peers the recipients, each once
 * @param params the message; its `random_id` is that of all calls, because VK recognizes a repetition in each conversation
 * @returns the result for each recipient; one failed call does not affect the recipients of the others
 */
export async function sendToAll(
  peers: readonly number[],
  params: MethodParams<"messages.send"> & { readonly random_id: number },
  auth: Auth,
): Promise<SentMessage[]> {
  const parts = chunk(peers, maxPeers);
  const results = await withSettings({ batch: true }, () =>
    Promise.all(parts.map(part => sendToPart(part, params, auth))),
  );
  return results.flat();
}

async function sendToPart(
  peers: readonly number[],
  params: MethodParams<"messages.send"> & { readonly random_id: number },
  auth: Auth,
): Promise<SentMessage[]> {
  const peer_ids = peers.join(",");
  const result = await call("messages.send", { ...params, peer_ids }, auth, "community").catch(ownError);
  if (result instanceof OintError) {
    const error = sendingError(result, params.random_id);
    return peers.map(peer_id => ({ peer_id, error }));
  }
  if (isPlaceholder(result.response)) return peers.map(peer_id => ({ peer_id }));
  const sent = new Map(sentMessages(result.response).map(message => [message.peer_id, message]));
  return peers.map(peer_id => sent.get(peer_id) ?? { peer_id, error: missing(params.random_id) });
}

/** What VK returns for a recipient. */
interface VkSentMessage {
  readonly peer_id: number;
  readonly message_id: number;
  readonly conversation_message_id: number;
  readonly error?: { readonly code: number; readonly description: string };
}

function sentMessages(response: unknown): SentMessage[] {
  if (!Array.isArray(response)) return [];
  return (response as readonly VkSentMessage[]).map(
    ({ peer_id, message_id, conversation_message_id, error }) => {
      if (error) {
        return { peer_id, error: peerError({ error_code: error.code, error_msg: error.description }) };
      }
      return { peer_id, message_id, ...(isChat(peer_id) ? { conversation_message_id } : {}) };
    },
  );
}

/** VK's error for one recipient; the token may send to others. */
function peerError(error: VkErrorBody): ItemError {
  const item = vkItemError("messages.send", error);
  return error.error_code === 7
    ? { ...item, hint: localize("VK does not let the community write here.") }
    : item;
}

/** The error of a whole call, for each of its recipients. */
function sendingError(error: OintError, randomId: number): ItemError {
  const item = itemError(error);
  if (!item.outcome_unknown) return item;
  // Its message advises against a repetition, which is right for other methods.
  const { message } = error.cause instanceof OintError ? error.cause : error;
  return { ...item, error_msg: message, hint: howToRepeat(randomId) };
}

function missing(randomId: number): ItemError {
  const problem = localize("{method}: VK's response does not name this recipient", {
    method: "messages.send",
  });
  const error = itemError(new TransportError(problem, { sent: true, outcomeUnknown: true }));
  return { ...error, hint: howToRepeat(randomId) };
}

function howToRepeat(randomId: number): string {
  return localize(
    "VK may have sent the message. Repeat with random_id {randomId} within an hour: VK then sends it to nobody twice.",
    { randomId },
  );
}
