import type { MethodResponse } from "../api/method-types.ts";
import { attachmentNames } from "../core/attachment-names.ts";
import type { Auth } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { isPlaceholder } from "../core/dry-run.ts";
import { type ItemError, itemError, vkItemError } from "../core/item-error.ts";
import { isChat } from "../core/mailing.ts";
import { chunk } from "../core/pagination.ts";
import type { VkResponse } from "../core/request.ts";
import { withSettings } from "../core/settings-scope.ts";
import { ArgumentError, OintError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { asArray } from "../validation/arrays.ts";
import { attachment, type IdInput, id, ids, positiveId } from "../validation/ids.ts";
import { type Keyboard, optionalKeyboard } from "../validation/keyboard.ts";
import { type BooleanInput, toBooleanFlag } from "../validation/numbers.ts";
import { nonEmptyString, requiredUrl, stringOfLength } from "../validation/strings.ts";

/** VK's limit that users report; its schema says 9000. */
const maxText = 4096;

/**
 * Edits a message of the community. What is not given stays: the message is read first.
 *
 * VK allows this for 24 hours.
 *
 * @category Messages
 * @methods messages.getById, messages.getByConversationMessageId, messages.edit
 * @russian ИзменитьСообщение
 * @short p, m, t, s, k, a
 * @param peer ID of the user or chat (2000000000 plus its number) that the message was sent to
 * @param message Message ID, as sendMessage returns it; in a chat, the ID within the chat (conversation_message_id)
 * @param text New text, up to 4096 characters; by default, the text stays
 * @param attachments New attachments on VK, such as `photo-1_2`; by default, the attachments stay
 * @param keyboard New keyboard, as formKeyboard returns it; by default, the keyboard stays
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid, or there is no such message; nothing was changed
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const [sent] = await OPI_VK.sendMessage("Ready at 10", 100002, "", [], [], "", auth);
 * await OPI_VK.editMessage(100002, sent?.message_id ?? 0, "Ready at 11", [], "", auth);
 * ```
 * @example
 * ```bash
 * oint vk editMessage --peer 100002 --message 1 --text "Ready at 11" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/messages.edit
 */
export async function editMessage(
  peer: IdInput,
  message: IdInput,
  text: string = "",
  attachments: readonly string[] | string = [],
  keyboard: Keyboard = "",
  auth: Auth,
): Promise<VkResponse<"messages.edit">> {
  const peer_id = id("peer", peer);
  const messageId = positiveId("message", message);
  const changes = {
    message: text === "" ? undefined : stringOfLength("text", text, 1, maxText),
    attachment:
      asArray("attachments", attachments)
        .map(item => attachment("attachments", item))
        .join(",") || undefined,
    keyboard: optionalKeyboard("keyboard", keyboard),
  };
  if (Object.values(changes).every(value => value === undefined)) {
    throw new ArgumentError(
      "text",
      localize("is empty, and there are neither attachments nor a keyboard; nothing would change"),
    );
  }
  const present = await readMessage(peer_id, messageId, auth);
  const params = {
    peer_id,
    ...(isChat(peer_id) ? { cmid: messageId } : { message_id: messageId }),
    message: changes.message ?? (present.text || undefined),
    attachment: changes.attachment ?? attachmentsOf(present),
    keyboard: changes.keyboard ?? keyboardOf(present),
    keep_forward_messages: 1,
    keep_snippets: 1,
  } as const;
  return call("messages.edit", params, auth, "community");
}

type Message = NonNullable<MethodResponse<"messages.getById">["items"]>[number];

async function readMessage(peer_id: number, id: number, auth: Auth): Promise<Message> {
  const { response } = isChat(peer_id)
    ? await call(
        "messages.getByConversationMessageId",
        { peer_id, conversation_message_ids: String(id) },
        auth,
        "community",
      )
    : await call("messages.getById", { message_ids: String(id) }, auth, "community");
  const [message] = response.items ?? [];
  if (message) return message;
  throw new ArgumentError("message", localize("got {value}, but there is no such message", { value: id }));
}

/** The attachments of a message, as an edit sends them again. A preview of a link is kept without being sent. */
function attachmentsOf({ attachments = [] }: Message): string | undefined {
  if (isPlaceholder(attachments)) return String(attachments);
  const kept = attachments.filter(({ type }) => String(type) !== "link");
  return attachmentNames("attachments", kept).join(",") || undefined;
}

function keyboardOf({ keyboard }: Message): string | undefined {
  if (isPlaceholder(keyboard)) return String(keyboard);
  const { author_id, ...buttons } = (keyboard ?? {}) as { readonly author_id?: number }; // whose keyboard it is
  return keyboard && JSON.stringify(buttons);
}

/** A message that was deleted, or why it was not. */
export interface DeletedMessage {
  /** The conversation. */
  readonly peer_id: number;
  /** Message ID; in a chat, the ID within the chat. */
  readonly message_id: number;
  /** 1: the message was deleted. */
  readonly response?: 1;
  /** Why it was not deleted. */
  readonly error?: ItemError;
}

/** VK's limit of messages per call. Source: https://dev.vk.com/ru/method/messages.delete */
const maxDeleted = 100;

/**
 * Deletes messages of a conversation.
 *
 * @category Messages
 * @methods messages.delete
 * @russian УдалитьСообщение
 * @short p, m, e, a
 * @param peer ID of the user or chat (2000000000 plus its number)
 * @param messages Message IDs, any number; in a chat, the IDs within the chat (conversation_message_id)
 * @param forall Delete the messages for everyone, not only for the community. VK allows this for the community's own messages
 *   of the last 24 hours
 * @param auth Credentials
 * @returns the messages in their order: `[{peer_id, message_id, response: 1}]`, or where it failed `{peer_id, message_id,
 *   error: {error_code, error_msg, hint}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @example
 * ```ts
 * const [deleted] = await OPI_VK.deleteMessage(100002, 1, true, auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteMessage --peer 100002 --messages 1 --forall --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/messages.delete
 */
export async function deleteMessage(
  peer: IdInput,
  messages: readonly IdInput[] | IdInput,
  forall: BooleanInput = false,
  auth: Auth,
): Promise<DeletedMessage[]> {
  const peer_id = id("peer", peer);
  const parts = chunk([...new Set(ids("messages", messages))], maxDeleted);
  const delete_for_all = toBooleanFlag("forall", forall);
  const deleted = await withSettings({ batch: true }, () =>
    Promise.all(parts.map(part => deletePart(peer_id, part, delete_for_all, auth))),
  );
  return deleted.flat();
}

async function deletePart(
  peer_id: number,
  messages: readonly number[],
  delete_for_all: 0 | 1,
  auth: Auth,
): Promise<DeletedMessage[]> {
  const list = messages.join(",");
  const named = isChat(peer_id) ? { peer_id, cmids: list } : { message_ids: list };
  try {
    const { response } = await call("messages.delete", { ...named, delete_for_all }, auth, "community");
    const results = [...response];
    const idOf = (result: DeletedItem) =>
      isChat(peer_id) ? result.conversation_message_id : result.message_id;
    return messages.map(message_id => {
      const result = results.find(item => idOf(item) === message_id);
      return { peer_id, message_id, ...outcomeOf(result) };
    });
  } catch (error) {
    if (!(error instanceof OintError)) throw error;
    return messages.map(message_id => ({ peer_id, message_id, error: itemError(error) }));
  }
}

type DeletedItem = MethodResponse<"messages.delete">[number];

function outcomeOf(result: DeletedItem | undefined): Pick<DeletedMessage, "response" | "error"> {
  if (result?.response === 1) return { response: 1 };
  const { code = 0, description = localize("VK did not delete the message") } = result?.error ?? {};
  return { error: vkItemError("messages.delete", { error_code: code, error_msg: description }) };
}

/** VK's limit of the text that an answer shows. Source: https://dev.vk.com/ru/api/bots/development/keyboard */
const maxSnackbar = 90;

/**
 * Answers the press of a callback button: shows a text, or opens a URL or a mini app.
 *
 * Requires a community token. Without a text, a URL and an app, the answer only ends the waiting that the button shows.
 *
 * @category Messages
 * @methods messages.sendMessageEventAnswer
 * @russian ОтветитьНаКнопку
 * @short e, u, p, t, l, i, a
 * @param event ID of the press, `event_id` inside the object of the event message_event
 * @param user ID of the user who pressed the button, `user_id` of the event
 * @param peer ID of the conversation, `peer_id` of the event
 * @param text Text to show, up to 90 characters
 * @param url URL to open, http(s)
 * @param app ID of the mini app to open
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.answerButton("0123456789abcdef", 100002, 100002, "Saved", "", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk answerButton --event 0123456789abcdef --user 100002 --peer 100002 --text "Saved" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/messages.sendMessageEventAnswer
 */
export async function answerButton(
  event: string,
  user: IdInput,
  peer: IdInput,
  text: string = "",
  url: string = "",
  app: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"messages.sendMessageEventAnswer">> {
  const shown = [
    ...(text === "" ? [] : [{ type: "show_snackbar", text: stringOfLength("text", text, 1, maxSnackbar) }]),
    ...(url === "" ? [] : [{ type: "open_link", link: requiredUrl("url", url) }]),
    ...(app === "" ? [] : [{ type: "open_app", app_id: positiveId("app", app) }]),
  ];
  if (shown.length > 1) {
    throw new ArgumentError("url", localize("only one of text, url and app can be given"));
  }
  const params = {
    event_id: nonEmptyString("event", event),
    user_id: positiveId("user", user),
    peer_id: id("peer", peer),
    event_data: shown[0] && JSON.stringify(shown[0]),
  };
  return call("messages.sendMessageEventAnswer", params, auth, "community");
}
