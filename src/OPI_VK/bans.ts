import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import type { VkResponse } from "../core/request.ts";
import { currentSettings, withSettings } from "../core/settings-scope.ts";
import { oneOf } from "../validation/choices.ts";
import { type DateInput, optionalFuture } from "../validation/dates.ts";
import { type IdInput, id } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";
import { text } from "../validation/strings.ts";

/** Someone who is banned in a community, as VK describes them. */
export type BannedUser = ItemOf<"groups.getBanned">;

/** Why someone is banned. */
export type BanReason = "other" | "spam" | "verbal_abuse" | "strong_language" | "flood";

/** The reasons in the order of VK's numbers. Source: https://dev.vk.com/ru/method/groups.ban */
const reasons: readonly BanReason[] = ["other", "spam", "verbal_abuse", "strong_language", "flood"];

/**
 * Calls a method whose `owner_id` is the banned one. An `owner_id` among the additional parameters names the community, and
 * would otherwise take the place of the banned one.
 */
function withoutOwner<T>(work: () => T): T {
  const { owner_id: _, ...params } = currentSettings().params ?? {};
  return withSettings({ params }, work);
}

/**
 * Bans a user in the community: they can no longer comment or write to it.
 *
 * Another ban of the same user replaces the reason and the end of the first.
 *
 * @category Members
 * @methods groups.ban
 * @russian ЗаблокироватьПользователя
 * @short u, r, c, d, a
 * @param user User ID, or the negative ID of a community
 * @param reason Reason: `spam`, insults (`verbal_abuse`), obscene words (`strong_language`), off-topic messages
 *   (`flood`) or `other`
 * @param comment Comment on the ban, for the managers; the user sees it with the VK parameter `comment_visible=1`
 * @param until When the ban ends; by default, never
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.banUser(100005, "spam", "Links to casinos", "2099-01-01", auth);
 * ```
 * @example
 * ```bash
 * oint vk banUser --user 100005 --reason spam --until 2099-01-01 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/groups.ban
 */
export async function banUser(
  user: IdInput,
  reason: BanReason = "other",
  comment: string = "",
  until: DateInput = "",
  auth: Auth,
): Promise<VkResponse<"groups.ban">> {
  const params = {
    group_id: communityOf(auth),
    owner_id: id("user", user),
    reason: reasons.indexOf(oneOf("reason", reason, reasons)),
    comment: text("comment", comment) || undefined,
    end_date: optionalFuture("until", until),
  };
  return withoutOwner(() => call("groups.ban", params, auth));
}

/**
 * Lifts the ban of a user in the community.
 *
 * @category Members
 * @methods groups.unban
 * @russian РазблокироватьПользователя
 * @short u, a
 * @param user User ID, or the negative ID of a community
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.unbanUser(100007, auth);
 * ```
 * @example
 * ```bash
 * oint vk unbanUser --user 100007 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/groups.unban
 */
export async function unbanUser(user: IdInput, auth: Auth): Promise<VkResponse<"groups.unban">> {
  const params = { group_id: communityOf(auth), owner_id: id("user", user) };
  return withoutOwner(() => call("groups.unban", params, auth));
}

/**
 * Gets those who are banned in the community.
 *
 * @category Members
 * @methods groups.getBanned
 * @russian ПолучитьЗаблокированных
 * @short l, a
 * @param limit Maximum number of items; by default, all
 * @param auth Credentials
 * @returns users and communities: `[{type, profile, group, ban_info: {admin_id, date, end_date, reason, comment}}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const banned = await OPI_VK.getBanned("", auth);
 * ```
 * @example
 * ```bash
 * oint vk getBanned --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/groups.getBanned
 */
export function getBanned(limit: NumberInput = "", auth: Auth): List<BannedUser> {
  return new List(() => {
    // The owner in the credentials is the community, and here an owner is the one person to look for.
    const params = { group_id: communityOf(auth), owner_id: undefined };
    const count = limitOf("limit", limit);
    return withoutOwner(() => eachItem("groups.getBanned", params, auth, { limit: count }));
  });
}
