import { ArgumentError } from "../errors.ts";
import type { Binary } from "../upload/source.ts";
import { uploadPictures } from "../upload/upload.ts";
import { type Auth, inCommunitysName, readAuth } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { call } from "../vk/client.ts";
import { type Note, steps } from "../vk/steps.ts";
import {
  attachment,
  bounded,
  type Flag,
  filled,
  flag,
  type Id,
  list,
  positiveId,
  text as textOf,
  url as urlOf,
} from "../vk/values.ts";

/** What stands in a post beside its text, checked and ready for VK. */
interface Post {
  readonly message: string;
  readonly ad: 0 | 1;
  readonly link: string | undefined;
}

function readPost(text: string, ad: Flag, url: string, attached: readonly unknown[]): Post {
  const message = textOf("text", text);
  const link = urlOf("url", url);
  if (message === "" && attached.length === 0 && !link) {
    throw new ArgumentError(
      "text",
      "is empty, and there is nothing else in the post; give it a text or something attached",
    );
  }
  return { message, ad: flag("ad", ad), link };
}

function publish(
  { message, ad, link }: Post,
  objects: readonly string[],
  auth: Auth,
): Promise<Answer<"wall.post">> {
  const attachments = link ? [...objects, link] : objects;
  return call(
    "wall.post",
    {
      message: message || undefined,
      attachments: attachments.join(",") || undefined,
      mark_as_ads: ad,
      // As the original does: nobody comments on an ad.
      close_comments: ad || undefined,
      ...inCommunitysName(auth),
    },
    auth,
  );
}

/**
 * Publishes a post with pictures on the community's wall.
 *
 * The pictures are checked and uploaded first, then the post is published once: a repeated attempt after a broken
 * connection never makes a second post. Put `publish_date` (Unix seconds) into the authorization structure to have it
 * published later.
 *
 * @category Community
 * @methods photos.getWallUploadServer, photos.saveWallPhoto, wall.post
 * @russian СоздатьПост
 * @short t, p, a, u, h
 * @param text text of the post; may be empty when there is a picture or a link
 * @param pictures pictures, up to 10: JPG, PNG or GIF, up to 50 MB each; empty: a post without pictures
 * @param ad whether to mark the post as an advertisement; its comments are closed then
 * @param url link to attach, http(s); empty: none
 * @param auth authorization structure
 * @returns `{response: {post_id}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {UploadError} when VK's upload server did not take a picture; nothing was posted
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  pictures: readonly Binary[] | Binary = [],
  ad: Flag = false,
  url: string = "",
  auth: Auth,
): Promise<Answer<"wall.post">> {
  const files = list("pictures", pictures);
  const post = readPost(text, ad, url, files);
  atMostTen("pictures", files);
  return steps(async note => publish(post, await uploadPhotos("pictures", files, auth, note), auth));
}

/**
 * Publishes a post with objects that are at VK already: photos, videos, documents, polls.
 *
 * @category Community
 * @methods wall.post
 * @russian СоздатьСоставнойПост
 * @short t, o, a, u, h
 * @param text text of the post; may be empty when there is an object or a link
 * @param objects objects to attach, up to 10, each of the form `photo-218861756_457239017`
 * @param ad whether to mark the post as an advertisement; its comments are closed then
 * @param url link to attach, http(s); empty: none
 * @param auth authorization structure
 * @returns `{response: {post_id}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  ad: Flag = false,
  url: string = "",
  auth: Auth,
): Promise<Answer<"wall.post">> {
  const attached = list("objects", objects).map(object => attachment("objects", object));
  const post = readPost(text, ad, url, attached);
  atMostTen("objects", attached);
  return publish(post, attached, auth);
}

/** Uploads pictures for a post; gives them as attachments. */
async function uploadPhotos(
  argument: string,
  files: readonly Binary[],
  auth: Auth,
  note: Note,
): Promise<string[]> {
  const named = files.map(file => [argument, file] as const);
  const saved = await uploadPictures("Post", named, auth, { note });
  return saved.flatMap(({ response: [photo] }) => (photo ? [`photo${photo.owner_id}_${photo.id}`] : []));
}

/** Source: https://dev.vk.com/ru/method/wall.post (up to 10 media in a post). */
function atMostTen(argument: string, attached: readonly unknown[]): void {
  if (attached.length > 10)
    throw new ArgumentError(argument, `got ${attached.length}, expected at most 10 in a post`);
}

/**
 * Deletes a post from the community's wall.
 *
 * @category Community
 * @methods wall.delete
 * @russian УдалитьПост
 * @short p, a
 * @param post number of the post, the `post_id` that creating it gave
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
export async function deletePost(post: Id, auth: Auth): Promise<Answer<"wall.delete">> {
  return call("wall.delete", { post_id: positiveId("post", post) }, auth);
}

/** Source: https://dev.vk.com/ru/method/polls.create, https://dev.vk.com/ru/method/wall.post */
const mostAnswers = 10;
const longestAnswer = 100;

function readAnswers(options: readonly string[] | string): string[] {
  const answers = list("options", options).map(answer => bounded("options", answer, 1, longestAnswer));
  if (answers.length < 1 || answers.length > mostAnswers) {
    throw new ArgumentError("options", `got ${answers.length} answers, expected 1 to ${mostAnswers}`);
  }
  return answers;
}

/**
 * Publishes a post with a poll on the community's wall: anonymous, one answer each.
 *
 * @category Community
 * @methods photos.getWallUploadServer, photos.saveWallPhoto, polls.create, wall.post
 * @russian СоздатьОпрос
 * @short q, o, p, t, a
 * @param question question of the poll
 * @param options answers to choose from, 1 to 10, each up to 100 characters
 * @param picture picture beside the poll: JPG, PNG or GIF, up to 50 MB; empty: none
 * @param text text of the post; empty: the question when there is no picture either, since VK wants
 *   more than a poll in a post
 * @param auth authorization structure
 * @returns `{response: {post_id}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  picture: Binary = "",
  text: string = "",
  auth: Auth,
): Promise<Answer<"wall.post">> {
  const asked = filled("question", question);
  const answers = readAnswers(options);
  const files = list("picture", picture);
  const message = textOf("text", text) || (files.length > 0 ? "" : asked);
  const { ownerId } = readAuth(auth);
  return steps(async (note: Note) => {
    // The photo goes first: of the three steps it is the one that fails most.
    const photos = await uploadPhotos("picture", files, auth, note);
    const poll = await call(
      "polls.create",
      {
        question: asked,
        add_answers: JSON.stringify(answers),
        is_anonymous: 1,
        is_multiple: 0,
        owner_id: ownerId,
      },
      auth,
    );
    const made = note("polls.create", "poll", poll.response, object => {
      const objects = [...photos, object].join(",");
      return `The poll was made, but not its post: createCompositePost publishes it with the objects ${objects}.`;
    });
    return publish({ message, ad: 0, link: undefined }, [...photos, made], auth);
  });
}
