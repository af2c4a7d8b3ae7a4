import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import { toArray } from "../core/pagination.ts";
import type { VkResponse } from "../core/request.ts";
import { wallOf } from "../core/wall-owner.ts";
import { type DateInput, optionalTime } from "../validation/dates.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";
import { nonEmptyString } from "../validation/strings.ts";

/** A comment with its thread, as VK describes it. */
export type WallComment = ItemOf<"wall.getComments">;

/** VK's limit. Source: https://dev.vk.com/ru/method/wall.getComments */
const maxThreadItems = 10;

/**
 * Gets the comments on a post, each with all replies in its thread.
 *
 * The oldest comment comes first; with a limit or a date, the newest.
 *
 * @category Comments
 * @methods wall.getComments
 * @russian ПолучитьКомментарии
 * @short p, w, s, l, a
 * @param post Post ID
 * @param wall ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param since Only comments that were written, or got a reply, from this date on; by default, all
 * @param limit Maximum number of comments, not counting replies; by default, all
 * @param auth Credentials
 * @returns the comments: `[{id, from_id, date, text, thread: {count, items}, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const comments = await OPI_VK.getComments(42, "", "", 10, auth);
 * ```
 * @example
 * ```bash
 * oint vk getComments --post 42 --limit 10 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.getComments
 */
export function getComments(
  post: IdInput,
  wall: IdInput = "",
  since: DateInput = "",
  limit: NumberInput = "",
  auth: Auth,
): List<WallComment> {
  return new List(() => {
    const start = optionalTime("since", since);
    const count = limitOf("limit", limit);
    const sort = start === undefined && count === undefined ? ("asc" as const) : ("desc" as const);
    const params = { owner_id: wallOf("wall", wall, auth), post_id: positiveId("post", post) };
    return readComments({ ...params, sort }, auth, start, count);
  });
}

/** Parameters that name a post's comments. */
interface CommentsOf {
  readonly owner_id: number;
  readonly post_id: number;
  readonly sort: "asc" | "desc";
}

async function* readComments(
  params: CommentsOf,
  auth: Auth,
  start = 0,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<WallComment> {
  let count = 0;
  // An old comment may have a new reply, so a date does not end the list.
  const needed = start > 0 ? undefined : limit;
  const firstReplies = { ...params, thread_items_count: maxThreadItems };
  for await (const comment of eachItem("wall.getComments", firstReplies, auth, { limit: needed })) {
    const { thread } = comment;
    if (thread && (thread.count ?? 0) > (thread.items?.length ?? 0)) {
      thread.items = await toArray(eachItem("wall.getComments", { ...params, comment_id: comment.id }, auth));
    }
    if (![comment, ...(thread?.items ?? [])].some(({ date = 0 }) => date >= start)) continue;
    yield comment;
    count++;
    if (count >= limit) return;
  }
}

/**
 * Replies to a comment on behalf of the community.
 *
 * @category Comments
 * @methods wall.createComment
 * @russian ОтветитьНаКомментарий
 * @short p, c, t, w, a
 * @param post Post ID
 * @param comment Comment ID
 * @param text Text of the reply
 * @param wall ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param auth Credentials
 * @returns `{response: {comment_id, parents_stack}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.replyToComment(42, 3, "Yes, tomorrow", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk replyToComment --post 42 --comment 3 --text "Yes, tomorrow" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.createComment
 */
export async function replyToComment(
  post: IdInput,
  comment: IdInput,
  text: string,
  wall: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"wall.createComment">> {
  return call(
    "wall.createComment",
    {
      owner_id: wallOf("wall", wall, auth),
      post_id: positiveId("post", post),
      reply_to_comment: positiveId("comment", comment),
      message: nonEmptyString("text", text),
      // This method takes the community ID where others take 1.
      from_group: communityOf(auth),
    },
    auth,
  );
}
