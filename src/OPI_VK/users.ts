import type { MethodResponse } from "../api/method-types.ts";
import type { Auth } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachChunk } from "../core/each-chunk.ts";
import { List } from "../core/list.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { asArray } from "../validation/arrays.ts";
import { fieldNames } from "../validation/field-names.ts";
import { formatValue } from "../validation/format.ts";
import type { IdInput } from "../validation/ids.ts";
import { screenName } from "../validation/screen-names.ts";

/** A user, as VK describes them. */
export type User = MethodResponse<"users.get">[number];

/** VK's limit. Source: https://dev.vk.com/ru/method/users.get */
const maxUsers = 1000;

/**
 * Gets users by their IDs or screen names.
 *
 * VK returns 1,000 users per call and one request makes 25 calls. Users that do not exist are left out.
 *
 * @category Members
 * @methods users.get
 * @russian ПолучитьПользователей
 * @short u, f, a
 * @param users IDs or screen names, any number; also with `@`, or links to their pages
 * @param fields Additional fields, such as `city` or `last_seen`
 * @param auth Credentials
 * @returns the users: `[{id, first_name, last_name, is_closed, can_access_closed, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const users = await OPI_VK.getUsers([100001, "ivan_petrov"], ["city"], auth);
 * ```
 * @example
 * ```bash
 * oint vk getUsers --users 100001,ivan_petrov --fields city --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/users.get
 */
export function getUsers(
  users: readonly IdInput[] | IdInput,
  fields: readonly string[] | string = [],
  auth: Auth,
): List<User> {
  return new List(() => {
    const names = asArray("users", users).map(user => screenName("users", user));
    if (names.length === 0)
      throw new ArgumentError("users", localize("is empty, expected at least one ID or screen name"));
    const named = { fields: fieldNames("fields", fields) };
    const paramsOf = (part: readonly string[]) => ({ user_ids: part.join(","), ...named });
    return items(eachChunk(names, { method: "users.get", size: maxUsers, paramsOf }, auth));
  });
}

async function* items(pages: AsyncIterable<readonly User[]>): AsyncGenerator<User> {
  for await (const page of pages) yield* page;
}

/** Who or what has a screen name. */
export interface NamedObject {
  /** What it is: `user`, `group`, `application`, `page`, `event`, `vk_app` or `community_application`. */
  readonly type: string;
  /** Its ID, positive also for a community. */
  readonly id: number;
}

/**
 * Finds the ID of a user, a community or an app by a screen name or a link.
 *
 * @category Members
 * @methods utils.resolveScreenName
 * @russian ОпределитьИД
 * @short n, a
 * @param name Screen name, such as `durov` or `@durov`, or a link, such as `https://vk.com/club1`
 * @param auth Credentials
 * @returns `{type, id}`; the type is `user`, `group`, `application`, `page`, `event`, `vk_app` or
 *   `community_application`
 * @throws {ArgumentError} if the argument is invalid and nothing was sent, or if nobody has the name
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { type, id } = await OPI_VK.resolveName("https://vk.com/ivan_petrov", auth);
 * ```
 * @example
 * ```bash
 * oint vk resolveName --name https://vk.com/ivan_petrov --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/utils.resolveScreenName
 */
export async function resolveName(name: string, auth: Auth): Promise<NamedObject> {
  const { response } = await call("utils.resolveScreenName", { screen_name: screenName("name", name) }, auth);
  // VK returns an empty list if nobody has the name.
  const { type, object_id } = response;
  if (type !== undefined && object_id !== undefined) return { type, id: object_id };
  throw new ArgumentError(
    "name",
    localize("got {value}, and nobody at VK has this screen name", { value: formatValue(name) }),
  );
}
