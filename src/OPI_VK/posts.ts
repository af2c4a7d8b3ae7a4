import { type Auth, asCommunity, requireOwner } from "../core/auth.ts";
import { call } from "../core/client.ts";
import type { VkResponse } from "../core/request.ts";
import { type Note, steps } from "../core/steps.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { FileInput } from "../upload/source.ts";
import { uploadAttachments } from "../upload/upload.ts";
import { asArray } from "../validation/arrays.ts";
import { attachments as attachmentsOf, upToTen } from "../validation/attachments.ts";
import { type DateInput, optionalFuture } from "../validation/dates.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { type BooleanInput, toBooleanFlag } from "../validation/numbers.ts";
import {
  nonEmptyString,
  stringOfLength,
  text as textOf,
  optionalUrl as urlOf,
} from "../validation/strings.ts";

/** The contents of a post besides its attachments, checked and ready for VK. */
interface Post {
  readonly message: string;
  readonly ad: 0 | 1;
  readonly link: string | undefined;
  /** When to publish it, in Unix seconds. Empty: at once. */
  readonly date?: number | undefined;
}

function readPost(
  text: string,
  ad: BooleanInput,
  url: string,
  date: DateInput,
  attached: readonly unknown[],
): Post {
  const message = textOf("text", text);
  const link = urlOf("url", url);
  if (message === "" && attached.length === 0 && !link) {
    throw new ArgumentError(
      "text",
      localize("is empty, and the post has nothing else; expected text or an attachment"),
    );
  }
  return { message, ad: toBooleanFlag("ad", ad), link, date: optionalFuture("date", date) };
}

function publish(
  { message, ad, link, date }: Post,
  objects: readonly string[],
  auth: Auth,
): Promise<VkResponse<"wall.post">> {
  const attachments = link ? [...objects, link] : objects;
  return call(
    "wall.post",
    {
      message: message || undefined,
      attachments: attachments.join(",") || undefined,
      mark_as_ads: ad,
      // As the original does: nobody comments on an ad.
      close_comments: ad || undefined,
      ...(date === undefined ? {} : { publish_date: date }),
      ...asCommunity(auth),
    },
    auth,
  );
}

/**
 * Publishes a post with images on the community wall.
 *
 * Images are checked and uploaded first, then the post is published once: a retry after a lost connection never
 * creates a second post.
 *
 * @category Community
 * @methods photos.getWallUploadServer, photos.saveWallPhoto, wall.post
 * @russian СоздатьПост
 * @short t, p, a, u, h, d
 * @param text Text of the post; may be empty if there is an image or a link
 * @param pictures Images, up to 10: JPG, PNG or GIF, up to 50 MB each
 * @param ad Mark the post as an ad; its comments are closed
 * @param url Link to attach, http(s)
 * @param auth Credentials
 * @param date When to publish, such as `2026-12-01 10:00` or `tomorrow 10:00`; by default, at once
 * @returns `{response: {post_id}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected an image; nothing was published
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.createPost("Post from autotest", ["photo.png"], false, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk createPost --text "Post from autotest" --pictures photo.png --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.post
 */
export async function createPost(
  text: string,
  pictures: readonly FileInput[] | FileInput = [],
  ad: BooleanInput = false,
  url: string = "",
  auth: Auth,
  date: DateInput = "",
): Promise<VkResponse<"wall.post">> {
  const files = upToTen("pictures", asArray("pictures", pictures));
  const post = readPost(text, ad, url, date, files);
  requireOwner(auth);
  return steps(async note => publish(post, await uploadPhotos("pictures", files, auth, note), auth));
}

/**
 * Publishes a post with attachments that are already on VK: photos, videos, documents, polls.
 *
 * @category Community
 * @methods wall.post
 * @russian СоздатьСоставнойПост
 * @short t, o, a, u, h, d
 * @param text Text of the post; may be empty if there is an attachment or a link
 * @param objects Attachments, up to 10, such as `photo-218861756_457239017`
 * @param ad Mark the post as an ad; its comments are closed
 * @param url Link to attach, http(s)
 * @param auth Credentials
 * @param date When to publish, such as `2026-12-01 10:00` or `tomorrow 10:00`; by default, at once
 * @returns `{response: {post_id}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.createCompositePost("Look", ["photo-218861756_457239017"], false, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk createCompositePost --text "Look" --objects photo-218861756_457239017 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.post
 */
export async function createCompositePost(
  text: string,
  objects: readonly string[] | string,
  ad: BooleanInput = false,
  url: string = "",
  auth: Auth,
  date: DateInput = "",
): Promise<VkResponse<"wall.post">> {
  const attached = attachmentsOf("objects", objects);
  const post = readPost(text, ad, url, date, attached);
  requireOwner(auth);
  return publish(post, attached, auth);
}

/** Uploads images for a post; returns them as attachments. */
async function uploadPhotos(
  argument: string,
  files: readonly FileInput[],
  auth: Auth,
  note: Note,
): Promise<string[]> {
  const named = files.map(file => [argument, file] as const);
  return uploadAttachments("Post", named, auth, { note });
}

/**
 * Deletes a post from the community wall.
 *
 * @category Community
 * @methods wall.delete
 * @russian УдалитьПост
 * @short p, a
 * @param post Post ID, the `post_id` of the created post
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.deletePost(42, auth);
 * ```
 * @example
 * ```bash
 * oint vk deletePost --post 42 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.delete
 */
export async function deletePost(post: IdInput, auth: Auth): Promise<VkResponse<"wall.delete">> {
  const post_id = positiveId("post", post);
  requireOwner(auth);
  return call("wall.delete", { post_id }, auth);
}

/** Source: https://dev.vk.com/ru/method/polls.create, https://dev.vk.com/ru/method/wall.post */
const maxAnswers = 10;
const maxAnswerLength = 100;

function readAnswers(options: readonly string[] | string): string[] {
  const answers = asArray("options", options).map(answer =>
    stringOfLength("options", answer, 1, maxAnswerLength),
  );
  if (answers.length < 1 || answers.length > maxAnswers) {
    const got = { count: answers.length, max: maxAnswers };
    throw new ArgumentError("options", localize("got {count} answers, expected 1 to {max}", got));
  }
  return answers;
}

/**
 * Publishes a post with an anonymous single-choice poll on the community wall.
 *
 * @category Community
 * @methods photos.getWallUploadServer, photos.saveWallPhoto, polls.create, wall.post
 * @russian СоздатьОпрос
 * @short q, o, p, t, a
 * @param question Question of the poll
 * @param options Options to choose from, 1 to 10, up to 100 characters each
 * @param picture Image of the poll: JPG, PNG or GIF, up to 50 MB
 * @param text Text of the post; by default the question, if there is no image either, because VK requires more
 *   than a poll in a post
 * @param auth Credentials
 * @returns `{response: {post_id}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.createPoll("Tea or coffee?", ["Tea", "Coffee"], "photo.png", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk createPoll --question "Tea or coffee?" --options "['Tea','Coffee']" --picture photo.png --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/polls.create
 */
export async function createPoll(
  question: string,
  options: readonly string[] | string,
  picture: FileInput = "",
  text: string = "",
  auth: Auth,
): Promise<VkResponse<"wall.post">> {
  const asked = nonEmptyString("question", question);
  const answers = readAnswers(options);
  const files = asArray("picture", picture);
  const message = textOf("text", text) || (files.length > 0 ? "" : asked);
  const owner_id = requireOwner(auth);
  return steps(async (note: Note) => {
    // The photo goes first: of the three steps it is the one that fails most.
    const photos = await uploadPhotos("picture", files, auth, note);
    const created = await call(
      "polls.create",
      {
        question: asked,
        add_answers: JSON.stringify(answers),
        is_anonymous: 1,
        is_multiple: 0,
        owner_id,
      },
      auth,
    );
    const poll = note("polls.create", "poll", created.response, object => {
      const objects = [...photos, object].join(",");
      return localize(
        "The poll was created, but not its post: createCompositePost publishes it with the objects {objects}.",
        { objects },
      );
    });
    return publish({ message, ad: 0, link: undefined }, [...photos, poll], auth);
  });
}
