import { type Auth, requireOwner } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import { newerThan } from "../core/newer-than.ts";
import { chunk } from "../core/pagination.ts";
import { wallOf } from "../core/wall-owner.ts";
import { oneOf } from "../validation/choices.ts";
import { type DateInput, optionalTime } from "../validation/dates.ts";
import { type IdInput, ids } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";
import { nonEmptyString } from "../validation/strings.ts";

/** A post, as VK describes it. */
export type WallPost = ItemOf<"wall.get">;

/** Which posts of a wall: its owner's, other people's, all, suggested ones, or scheduled ones. */
export type PostFilter = "owner" | "others" | "all" | "suggests" | "postponed";

const postFilters: readonly PostFilter[] = ["owner", "others", "all", "suggests", "postponed"];

/**
 * Gets the posts of the community wall, the newest first.
 *
 * A pinned post comes first, whatever its date.
 *
 * @category Community
 * @methods wall.get
 * @russian ПолучитьПосты
 * @short f, s, l, a
 * @param filter Which posts: those of the community (`owner`), of other people (`others`), `all`, suggested ones
 *   (`suggests`) or scheduled ones (`postponed`)
 * @param since Only posts from this date on; by default, all
 * @param limit Maximum number of posts; by default, all
 * @param auth Credentials
 * @returns the posts: `[{id, owner_id, from_id, date, text, attachments, comments, likes, reposts, views, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const posts = await OPI_VK.getPosts("all", "2025-12-01", 10, auth);
 * ```
 * @example
 * ```bash
 * oint vk getPosts --since 2025-12-01 --limit 10 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.get
 */
export function getPosts(
  filter: PostFilter = "all",
  since: DateInput = "",
  limit: NumberInput = "",
  auth: Auth,
): List<WallPost> {
  return new List(() => {
    const start = optionalTime("since", since);
    const count = limitOf("limit", limit);
    const chosen = oneOf("filter", filter, postFilters);
    const params = { owner_id: requireOwner(auth), filter: chosen };
    if (start === undefined) return eachItem("wall.get", params, auth, { limit: count });
    const isOutOfOrder = (post: WallPost) => isPinned(post) || unordered.includes(chosen);
    return newerThan(start, eachItem("wall.get", params, auth), count, isOutOfOrder);
  });
}

/** Lists whose order VK does not document: their dates are those of the future, or of a suggestion. */
const unordered: readonly PostFilter[] = ["postponed", "suggests"];

function isPinned(post: WallPost): boolean {
  return Boolean((post as { readonly is_pinned?: unknown }).is_pinned); // of every kind of post
}

/** Source: https://dev.vk.com/ru/method/wall.getById */
const maxPosts = 100;

/**
 * Gets posts by their IDs.
 *
 * @category Community
 * @methods wall.getById
 * @russian ПолучитьПостыПоИД
 * @short p, w, a
 * @param posts Post IDs, any number of them; each request gets 100
 * @param wall ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param auth Credentials
 * @returns the posts: `[{id, owner_id, from_id, date, text, attachments, comments, likes, reposts, views, …}]`; those
 *   that do not exist are missing
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const posts = await OPI_VK.getPostsByID([42, 43], "", auth);
 * ```
 * @example
 * ```bash
 * oint vk getPostsByID --posts "[42, 43]" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.getById
 */
export async function getPostsByID(
  posts: readonly IdInput[] | IdInput,
  wall: IdInput = "",
  auth: Auth,
): Promise<WallPost[]> {
  const owner = wallOf("wall", wall, auth);
  const names = ids("posts", posts).map(post => `${owner}_${post}`);
  const found: WallPost[] = [];
  for (const part of chunk(names, maxPosts)) {
    const { response } = await call("wall.getById", { posts: part.join(",") }, auth);
    found.push(...(response.items ?? []));
  }
  return found;
}

/**
 * Searches the posts of the community wall, the newest first.
 *
 * @category Community
 * @methods wall.search
 * @russian НайтиПосты
 * @short q, l, a
 * @param query Words to search for
 * @param limit Maximum number of posts; by default, all
 * @param auth Credentials
 * @returns the posts: `[{id, owner_id, from_id, date, text, attachments, comments, likes, reposts, views, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const posts = await OPI_VK.searchPosts("delivery", 10, auth);
 * ```
 * @example
 * ```bash
 * oint vk searchPosts --query "delivery" --limit 10 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.search
 */
export function searchPosts(query: string, limit: NumberInput = "", auth: Auth): List<WallPost> {
  return new List(() => {
    const params = { owner_id: requireOwner(auth), query: nonEmptyString("query", query) };
    return eachItem("wall.search", params, auth, { limit: limitOf("limit", limit) });
  });
}
