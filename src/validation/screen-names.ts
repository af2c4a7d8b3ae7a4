import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "./format.ts";
import { text } from "./strings.ts";

/** What may stand before a screen name: `@`, or the address of VK. */
const beforeName = /^(?:@|(?:https?:\/\/)?(?:(?:www|m|new)\.)?vk\.(?:com|ru|me)\/)/i;
/** What may stand after it in a link. */
const afterName = /\/?(?:[?#].*)?$/;

/**
 * Reads a screen name: `durov`, `id1`, `club1`, the same with `@`, a link to the page, or the number of a user.
 *
 * @returns the screen name alone
 * @throws {ArgumentError} if it is something else, such as a link to a post
 */
export function screenName(argument: string, value: unknown): string {
  const name = text(argument, value).trim().replace(beforeName, "").replace(afterName, "");
  if (/^[\w.]+$/.test(name)) return name;
  throw new ArgumentError(
    argument,
    localize("got {value}, expected a screen name or a link, such as durov or https://vk.com/durov", {
      value: formatValue(value),
    }),
  );
}
