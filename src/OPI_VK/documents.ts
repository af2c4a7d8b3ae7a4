import { type Auth, requireOwner } from "../core/auth.ts";
import type { VkResponse } from "../core/request.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { FileInput } from "../upload/source.ts";
import { uploadFile } from "../upload/upload.ts";
import { oneOf } from "../validation/choices.ts";
import { type IdInput, id } from "../validation/ids.ts";
import { text } from "../validation/strings.ts";

/** What an uploaded document is for, in English or in Russian. */
export type DocumentType = "Wall" | "Message" | "Voice" | "Стена" | "Сообщение" | "Голос";

const kinds = {
  Wall: "WallDocument",
  Message: "MessageDocument",
  Voice: "VoiceMessage",
  Стена: "WallDocument",
  Сообщение: "MessageDocument",
  Голос: "VoiceMessage",
} as const satisfies Readonly<Record<DocumentType, string>>;

const documentTypes = Object.keys(kinds) as DocumentType[]; // the keys of the record

/**
 * Uploads a document to VK for a post, a message, or as a voice message.
 *
 * @category Community
 * @methods docs.getWallUploadServer, docs.getMessagesUploadServer, docs.save
 * @russian ЗагрузитьДокумент
 * @short f, t, y, p, a
 * @param file Document: any file up to 200 MB but MP3 and programs; a voice message is OGG with Opus audio. It is streamed
 *   rather than loaded into memory
 * @param title Name of the document; by default, the name of the file
 * @param type Purpose of the document: a post (`Wall`), a message (`Message`), or a voice message (`Voice`)
 * @param peer ID of the conversation, for a message; by default, none
 * @param auth Credentials
 * @returns `{response: {type, doc}}`, or `{response: {type, audio_message}}` for a voice message; a post or a message
 *   names either as `doc-218861756_670000001`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the document
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.uploadDocument("post.txt", "Opening hours", "Wall", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk uploadDocument --file post.txt --title "Opening hours" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/api/upload/document-in-profile
 */
export async function uploadDocument(
  file: FileInput,
  title: string = "",
  type: DocumentType = "Wall",
  peer: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"docs.save">> {
  const kind = kinds[oneOf("type", type, documentTypes)];
  const saveParams = { title: text("title", title) || undefined };
  if (kind === "WallDocument") {
    if (peer !== "")
      throw new ArgumentError("peer", localize("is set, but a document for a post has no conversation"));
    requireOwner(auth);
    return uploadFile(kind, ["file", file], auth, { saveParams });
  }
  const params = { peer_id: peer === "" ? undefined : id("peer", peer) };
  return uploadFile(kind, ["file", file], auth, { params, saveParams });
}
