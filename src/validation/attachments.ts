import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { asArray } from "./arrays.ts";
import { attachment } from "./ids.ts";

/** Source: https://dev.vk.com/ru/method/wall.post (up to 10 media in a post). */
const maxAttachments = 10;

/** Requires no more attachments than a post can have. */
export function upToTen<T>(argument: string, attached: readonly T[]): readonly T[] {
  if (attached.length <= maxAttachments) return attached;
  throw new ArgumentError(
    argument,
    localize("got {count}, expected at most 10 in a post", { count: attached.length }),
  );
}

/** Requires the attachments of a post, such as `photo-1_2`. */
export function attachments(argument: string, value: readonly string[] | string): readonly string[] {
  return upToTen(
    argument,
    asArray(argument, value).map(item => attachment(argument, item)),
  );
}
