import { attachmentNames } from "../core/attachment-names.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import { toArray } from "../core/pagination.ts";
import type { VkResponse } from "../core/request.ts";
import { wallOf } from "../core/wall-owner.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { asArray } from "../validation/arrays.ts";
import { type DateInput, optionalTime } from "../validation/dates.ts";
import { attachment, type IdInput, positiveId } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";
import { nonEmptyString, text as textOf } from "../validation/strings.ts";

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
      const replies = { ...params, sort: "asc", comment_id: comment.id } as const;
      thread.items = await toArray(eachItem("wall.getComments", replies, auth));
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

/**
 * Changes a comment on a post. What is not given stays as it is.
 *
 * @category Comments
 * @methods wall.getComment, wall.editComment
 * @russian ИзменитьКомментарий
 * @short c, t, o, w, a
 * @param comment Comment ID
 * @param text New text; by default, the text stays
 * @param objects New attachments, such as `photo-218861756_457239017`; by default, the attachments stay
 * @param wall ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid, or the comment has an attachment that VK does not take again;
 *   nothing was changed
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.editComment(4, "Yes, on Monday", [], "", auth);
 * ```
 * @example
 * ```bash
 * oint vk editComment --comment 4 --text "Yes, on Monday" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.editComment
 */
export async function editComment(
  comment: IdInput,
  text: string = "",
  objects: readonly string[] | string = [],
  wall: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"wall.editComment">> {
  const target = commentOf(comment, wall, auth);
  const message = textOf("text", text);
  const attachments = asArray("objects", objects).map(object => attachment("objects", object));
  if (message === "" && attachments.length === 0)
    throw new ArgumentError(
      "text",
      localize("is empty, as are the attachments; expected at least one of them"),
    );
  const isWhole = message !== "" && attachments.length > 0;
  // VK may drop the text or the attachments that are not sent again (unverified).
  const old = isWhole ? undefined : await readComment(target, auth);
  return call(
    "wall.editComment",
    {
      ...target,
      message: message || old?.text,
      attachments:
        (attachments.length > 0 ? attachments : attachmentNames("objects", old?.attachments ?? [])).join(
          ",",
        ) || undefined,
    },
    auth,
  );
}

/** Parameters that name a comment. */
interface CommentOf {
  readonly owner_id: number;
  readonly comment_id: number;
}

function commentOf(comment: IdInput, wall: IdInput, auth: Auth): CommentOf {
  return { owner_id: wallOf("wall", wall, auth), comment_id: positiveId("comment", comment) };
}

async function readComment(target: CommentOf, auth: Auth): Promise<WallComment | undefined> {
  const { response } = await call("wall.getComment", target, auth);
  const [comment] = response.items ?? [];
  return comment;
}

/**
 * Deletes a comment on a post; restoreComment brings it back.
 *
 * @category Comments
 * @methods wall.deleteComment
 * @russian УдалитьКомментарий
 * @short c, w, a
 * @param comment Comment ID
 * @param wall ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.deleteComment(3, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteComment --comment 3 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.deleteComment
 */
export async function deleteComment(
  comment: IdInput,
  wall: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"wall.deleteComment">> {
  return call("wall.deleteComment", commentOf(comment, wall, auth), auth);
}

/**
 * Restores a deleted comment on a post.
 *
 * @category Comments
 * @methods wall.restoreComment
 * @russian ВосстановитьКомментарий
 * @short c, w, a
 * @param comment Comment ID
 * @param wall ID of the wall owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.restoreComment(5, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk restoreComment --comment 5 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.restoreComment
 */
export async function restoreComment(
  comment: IdInput,
  wall: IdInput = "",
  auth: Auth,
): Promise<VkResponse<"wall.restoreComment">> {
  return call("wall.restoreComment", commentOf(comment, wall, auth), auth);
}
