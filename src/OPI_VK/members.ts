import type { MethodParams, MethodResponse } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { eachChunk } from "../core/each-chunk.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import { oneOf } from "../validation/choices.ts";
import { fieldNames } from "../validation/field-names.ts";
import { type IdInput, ids } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";

/** A member: the user ID or, with fields, the user as VK describes them. */
export type Member = ItemOf<"groups.getMembers">;

/** Order of members; VK sorts by time only for managers of the community. */
export type MemberSort = "id_asc" | "id_desc" | "time_asc" | "time_desc";

/** Which members: all, donors, friends of the token's user, managers, or guests of an event who are not sure. */
export type MemberFilter = "" | "donut" | "friends" | "managers" | "unsure";

const sorts: readonly MemberSort[] = ["id_asc", "id_desc", "time_asc", "time_desc"];
const filters: readonly MemberFilter[] = ["", "donut", "friends", "managers", "unsure"];

/**
 * Gets the members of the community.
 *
 * VK returns 1,000 members per call and one request makes 25 calls, so 100,000 members take seconds. In a loop, and when
 * the command line writes CSV or JSON lines, the list can be longer than the memory.
 *
 * @category Members
 * @methods groups.getMembers
 * @russian ПолучитьУчастников
 * @short f, s, t, l, a
 * @param fields Profile fields, such as `city` or `last_seen`; by default, only the user IDs
 * @param sort Order: by ID (`id_asc`, `id_desc`) or by the time of joining (`time_asc`, `time_desc`), which requires the
 *   token of a manager of the community
 * @param filter Only VK Donut subscribers (`donut`), friends of the token's user (`friends`), managers of the community
 *   (`managers`), or people who may come to the event (`unsure`); by default, all
 * @param limit Maximum number of members; by default, all
 * @param auth Credentials
 * @returns the user IDs, or with fields the users: `[{id, first_name, last_name, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * for await (const member of OPI_VK.getMembers(["city"], "id_asc", "", "", auth)) console.log(member);
 * ```
 * @example
 * ```bash
 * oint vk getMembers --fields city --out members.csv --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/groups.getMembers
 */
export function getMembers(
  fields: readonly string[] | string = [],
  sort: MemberSort = "id_asc",
  filter: MemberFilter = "",
  limit: NumberInput = "",
  auth: Auth,
): List<Member> {
  return new List(() => {
    const params = {
      group_id: communityOf(auth),
      sort: oneOf("sort", sort, sorts),
      filter: oneOf("filter", filter, filters) || undefined,
      fields: fieldNames("fields", fields),
    };
    return eachItem("groups.getMembers", params as MethodParams<"groups.getMembers">, auth, {
      limit: limitOf("limit", limit),
    });
  });
}

/** Whether a user is a member, as VK describes it. */
export type Membership = Extract<MethodResponse<"groups.isMember">, readonly unknown[]>[number];

/** VK's limit. Source: https://dev.vk.com/ru/method/groups.isMember */
const maxUsers = 500;

/**
 * Checks whether users are members of the community.
 *
 * VK checks 500 users per call and one request makes 25 calls.
 *
 * @category Members
 * @methods groups.isMember
 * @russian ПроверитьУчастника
 * @short u, a
 * @param users User IDs, any number
 * @param auth Credentials
 * @returns for each user, in their order: `[{user_id, member}]`; `member` is 1 or 0
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const [user] = await OPI_VK.isMember([100001], auth);
 * ```
 * @example
 * ```bash
 * oint vk isMember --users 100001,100003 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/groups.isMember
 */
export function isMember(users: readonly IdInput[] | IdInput, auth: Auth): List<Membership> {
  return new List(() => {
    const group_id = communityOf(auth);
    const paramsOf = (part: readonly number[]) => ({ group_id, user_ids: part.join(",") });
    return members(
      eachChunk(ids("users", users), { method: "groups.isMember", size: maxUsers, paramsOf }, auth),
    );
  });
}

async function* members(
  responses: AsyncIterable<MethodResponse<"groups.isMember">>,
): AsyncGenerator<Membership> {
  for await (const response of responses) yield* response as readonly Membership[]; // a list, for user_ids
}
