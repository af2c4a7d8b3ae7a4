import type { Methods } from "../api/method-types.ts";
import { type Auth, requireOwner } from "../core/auth.ts";
import { call } from "../core/client.ts";
import type { VkResponse } from "../core/request.ts";
import type { FileInput } from "../upload/source.ts";
import { uploadFile } from "../upload/upload.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { optionalUrl } from "../validation/strings.ts";

/** A story, as VK describes it. */
export type Story = NonNullable<
  NonNullable<Methods["stories.get"]["response"]["items"]>[number]["stories"]
>[number];

/** The "more" button under a story; none without a URL. */
function linkOf(url: string): { readonly link_text?: "more"; readonly link_url?: string } {
  const link_url = optionalUrl("url", url);
  return link_url ? { link_text: "more", link_url } : {};
}

/**
 * Publishes a story with an image. It is shown for 24 hours.
 *
 * @category Community
 * @methods stories.getPhotoUploadServer, stories.save
 * @russian СоздатьИсторию
 * @short p, u, a
 * @param picture Image: JPG, PNG or GIF, up to 10 MB
 * @param url URL of the "more" button under the story, a page on vk.com; by default, there is no button
 * @param auth Credentials
 * @returns `{response: {count, items: [story]}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the picture
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.createStory("photo.png", "https://vk.com/market-218861756", auth);
 * ```
 * @example
 * ```bash
 * oint vk createStory --picture photo.png --url https://vk.com/market-218861756 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/stories.getPhotoUploadServer
 */
export async function createStory(
  picture: FileInput,
  url: string = "",
  auth: Auth,
): Promise<VkResponse<"stories.save">> {
  const params = linkOf(url);
  requireOwner(auth);
  return uploadFile("Story", ["picture", picture], auth, { params });
}

/**
 * Publishes a story with a video. It is shown for 24 hours.
 *
 * @category Community
 * @methods stories.getVideoUploadServer, stories.save
 * @russian СоздатьВидеоИсторию
 * @short v, u, a
 * @param video Video: MP4 with H.264 and AAC, up to 720 × 1280 pixels
 * @param url URL of the "more" button under the story, a page on vk.com; by default, there is no button
 * @param auth Credentials
 * @returns `{response: {count, items: [story]}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the video
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.createVideoStory("video.mp4", "https://vk.com/market-218861756", auth);
 * ```
 * @example
 * ```bash
 * oint vk createVideoStory --video video.mp4 --url https://vk.com/market-218861756 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/stories.getVideoUploadServer
 */
export async function createVideoStory(
  video: FileInput,
  url: string = "",
  auth: Auth,
): Promise<VkResponse<"stories.save">> {
  const params = linkOf(url);
  requireOwner(auth);
  return uploadFile("VideoStory", ["video", video], auth, { params });
}

/**
 * Gets the stories of the community that are shown now.
 *
 * @category Community
 * @methods stories.get
 * @russian ПолучитьИстории
 * @short a
 * @param auth Credentials
 * @returns the stories: `[{id, owner_id, date, expires_at, type, photo, video, link, views, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const stories = await OPI_VK.getStories(auth);
 * ```
 * @example
 * ```bash
 * oint vk getStories --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/stories.get
 */
export async function getStories(auth: Auth): Promise<Story[]> {
  const { response } = await call("stories.get", { owner_id: requireOwner(auth) }, auth);
  return [...(response.items ?? [])].flatMap(({ stories = [] }) => [...stories]);
}

/** Names a story of the owner in the credentials. */
function namedStory(story: IdInput, auth: Auth): { readonly owner_id: number; readonly story_id: number } {
  return { story_id: positiveId("story", story), owner_id: requireOwner(auth) };
}

/**
 * Gets the statistics of a story: views, replies, shares, and how often its link was opened.
 *
 * @category Community
 * @methods stories.getStats
 * @russian ПолучитьСтатистикуИстории
 * @short s, a
 * @param story Story ID
 * @param auth Credentials
 * @returns `{response: {views, replies, answer, shares, subscribers, bans, open_link, likes}}`, each `{state, count}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.getStoryStatistics(456239017, auth);
 * ```
 * @example
 * ```bash
 * oint vk getStoryStatistics --story 456239017 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/stories.getStats
 */
export async function getStoryStatistics(
  story: IdInput,
  auth: Auth,
): Promise<VkResponse<"stories.getStats">> {
  return call("stories.getStats", namedStory(story, auth), auth);
}

/**
 * Deletes a story of the community.
 *
 * @category Community
 * @methods stories.delete
 * @russian УдалитьИсторию
 * @short s, a
 * @param story Story ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.deleteStory(456239017, auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteStory --story 456239017 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/stories.delete
 */
export async function deleteStory(story: IdInput, auth: Auth): Promise<VkResponse<"stories.delete">> {
  return call("stories.delete", namedStory(story, auth), auth);
}
