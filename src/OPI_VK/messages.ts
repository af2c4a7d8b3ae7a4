import { type Auth, communityOf } from "../core/auth.ts";
import { type ItemError, itemError } from "../core/item-error.ts";
import { askPermissions, findDenied, type SentMessage, sendToAll } from "../core/mailing.ts";
import { randomIdOf } from "../core/random-id.ts";
import { steps } from "../core/steps.ts";
import { ArgumentError, OintError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { FileInput } from "../upload/source.ts";
import { withMessageFiles } from "../upload/upload.ts";
import { asArray } from "../validation/arrays.ts";
import { attachment, type IdInput, ids, peerIds, positiveId } from "../validation/ids.ts";
import { type Keyboard, optionalKeyboard } from "../validation/keyboard.ts";
import { stringOfLength } from "../validation/strings.ts";

/** VK's limits. Sources: https://dev.vk.com/ru/method/messages.send, and the limit of texts that users report */
const maxText = 4096;
const maxAttachments = 10;

/**
 * Sends a message to any number of users and chats on behalf of the community.
 *
 * Requires a community token. The result tells of each recipient: the ID of the message, or the error. One recipient's error
 * does not affect the others; with an error, the exit code of the command is 1.
 *
 * Before files are uploaded and before a message goes to several recipients, VK is asked who may be written to. Who may not is
 * in the result with error 901, and nothing is sent there.
 *
 * All recipients get the message with the same random_id. To repeat a command that failed or was ended, pass the same
 * random_id both times, an integer other than 0: within an hour, VK sends nobody the message twice.
 *
 * @category Messages
 * @methods messages.send, messages.isMessagesFromGroupAllowed, photos.getMessagesUploadServer, photos.saveMessagesPhoto, docs.getMessagesUploadServer, docs.save
 * @russian ОтправитьСообщение
 * @short t, r, k, f, s, y, a
 * @param text Text of the message, up to 4096 characters; may be empty if there are files or attachments
 * @param recipients User IDs; for a chat 2000000000 plus its number. Any number; a repeated one counts once
 * @param keyboard Keyboard of the message, as formKeyboard returns it
 * @param files Files to upload and attach: JPG and PNG as photos, any other as a document of up to 200 MB. They are uploaded
 *   once for all recipients
 * @param attachments Attachments that are on VK already, such as `photo-1_2`; with the files, up to 10
 * @param replyto ID of the message to reply to; requires a single recipient
 * @param auth Credentials
 * @returns the recipients in their order: `[{peer_id, message_id}]`, or where it failed `{peer_id, error: {error_code,
 *   error_msg, hint}}`; `outcome_unknown: true` in the error if VK may have sent the message
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected a file; no message was sent
 * @throws {VkApiError} if VK returned an error to an upload; no message was sent
 * @throws {TransportError} if VK was not reached for an upload; no message was sent
 * @example
 * ```ts
 * const users = [100002, 100004];
 * const sent = await OPI_VK.sendMessage("New in stock", users, "", ["photo.png"], [], "", auth);
 * for (const { peer_id, error } of sent) if (error) console.log(peer_id, error.error_code, error.hint);
 * ```
 * @example
 * ```bash
 * oint vk sendMessage --text "New in stock" --recipients "[100002, 100004]" --files photo.png --param random_id=20251201 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/messages.send
 */
export async function sendMessage(
  text: string = "",
  recipients: readonly IdInput[] | IdInput,
  keyboard: Keyboard = "",
  files: readonly FileInput[] | FileInput = [],
  attachments: readonly string[] | string = [],
  replyto: IdInput = "",
  auth: Auth,
): Promise<SentMessage[]> {
  const peers = peerIds("recipients", recipients);
  const message = {
    message: text === "" ? undefined : stringOfLength("text", text, 1, maxText),
    keyboard: optionalKeyboard("keyboard", keyboard),
    reply_to: replyTo(replyto, peers),
    random_id: randomIdOf(auth),
  };
  const attached = asArray("attachments", attachments).map(item => attachment("attachments", item));
  const named = asArray("files", files).map(file => ["files", file] as const);
  checkContent(text, named.length, attached.length);
  return withMessageFiles(named, auth, upload =>
    steps(async note => {
      const denied = named.length > 0 || peers.length > 1 ? await findDenied(peers, auth) : [];
      const deniedPeers = new Set(denied.map(({ peer_id }) => peer_id));
      const open = peers.filter(peer => !deniedPeers.has(peer));
      const uploaded = open.length > 0 ? await upload(note, open[0]) : [];
      const attachment = [...uploaded, ...attached].join(",") || undefined;
      const sent = await sendToAll(open, { ...message, attachment }, auth);
      const results = new Map([...denied, ...sent].map(result => [result.peer_id, result]));
      return peers.flatMap(peer => results.get(peer) ?? []);
    }),
  );
}

function replyTo(message: IdInput, peers: readonly number[]): number | undefined {
  if (message === "") return undefined;
  const reply_to = positiveId("replyto", message);
  if (peers.length === 1) return reply_to;
  throw new ArgumentError(
    "replyto",
    localize("requires a single recipient, got {count}", { count: peers.length }),
  );
}

function checkContent(text: string, files: number, attachments: number): void {
  const count = files + attachments;
  if (text === "" && count === 0) {
    throw new ArgumentError("text", localize("is empty, and there are neither files nor attachments"));
  }
  if (count > maxAttachments) {
    const got = { count, max: maxAttachments };
    throw new ArgumentError(
      files > 0 ? "files" : "attachments",
      localize("got {count} files and attachments, expected at most {max}", got),
    );
  }
}

/** Whether the community may write to a user. */
export interface MessagePermission {
  /** User ID. */
  readonly user_id: number;
  /** 1 if the user allowed messages from the community, 0 if not. Not set: VK returned an error. */
  readonly is_allowed?: 0 | 1;
  /** Why VK did not tell. */
  readonly error?: ItemError;
}

/**
 * Finds out which users allowed messages from the community.
 *
 * One request asks about 25 users, so 1,000 users take 40 requests.
 *
 * @category Messages
 * @methods messages.isMessagesFromGroupAllowed
 * @russian ПроверитьРазрешениеСообщений
 * @short u, a
 * @param users User IDs, any number
 * @param auth Credentials
 * @returns the users in their order: `[{user_id, is_allowed}]` with 1 or 0, or where it failed `{user_id, error: {error_code,
 *   error_msg, hint}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @example
 * ```ts
 * const permissions = await OPI_VK.isMessageAllowed([100002, 100003], auth);
 * const users = permissions.filter(user => user.is_allowed).map(user => user.user_id);
 * ```
 * @example
 * ```bash
 * oint vk isMessageAllowed --users "[100002, 100003]" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/messages.isMessagesFromGroupAllowed
 */
export async function isMessageAllowed(
  users: readonly IdInput[] | IdInput,
  auth: Auth,
): Promise<MessagePermission[]> {
  const userIds = ids("users", users);
  const permissions = await askPermissions(communityOf(auth), userIds, auth);
  return permissions.map((permission, i) => {
    const user_id = userIds[i] ?? 0; // one permission for each user
    return permission instanceof OintError
      ? { user_id, error: itemError(permission) }
      : { user_id, is_allowed: permission.response.is_allowed as 0 | 1 }; // VK's boolean
  });
}
