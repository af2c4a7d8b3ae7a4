import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { isAttachment } from "../validation/ids.ts";

/** An attachment as VK returns it: its type, and under the name of the type the object. */
export interface Attachment {
  readonly type?: string;
}

/** What an attachment is named by. */
interface Attached {
  readonly id?: number | string;
  readonly owner_id?: number;
  /** Owner of a page, an event, or an album of a market. */
  readonly group_id?: number;
  readonly access_key?: string;
  /** Address of a link. */
  readonly url?: string;
}

/**
 * Names attachments as VK takes them, so that they can be sent again: `photo-1_2`, with its access key if it has one; a
 * link by its address.
 *
 * @param argument the argument that could replace them, for the error
 * @throws {ArgumentError} if one cannot be sent again, such as a sticker
 */
export function attachmentNames(argument: string, attachments: Iterable<Attachment>): string[] {
  return [...attachments].map(attachment => {
    const { type = "" } = attachment;
    const {
      id,
      group_id,
      owner_id = group_id && -group_id,
      access_key,
      url,
    } = (attachment as Readonly<Record<string, Attached>>)[type] ?? {}; // by its type
    if (type === "link" && url) return url;
    const name = [`${type}${owner_id}_${id}`, access_key].filter(Boolean).join("_");
    if (isAttachment(name)) return name;
    throw new ArgumentError(
      argument,
      localize("is empty, and VK takes no attachment of the type {type} again; name the attachments", {
        type,
      }),
    );
  });
}
