import type { Binary } from "../upload/source.ts";
import { uploadPicture } from "../upload/upload.ts";
import type { Auth } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { url as urlOf } from "../vk/values.ts";

/**
 * Publishes a story with a picture; it stays for 24 hours.
 *
 * @category Community
 * @russian СоздатьИсторию
 * @short p, u, a
 * @param picture picture: JPG, PNG or GIF, up to 10 MB
 * @param url address that the button "more" under the story leads to, a page of vk.com; empty: no button
 * @param auth authorization structure
 * @returns `{response: {count, items: [story]}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {UploadError} when VK's upload server did not take the picture
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
  picture: Binary,
  url: string = "",
  auth: Auth,
): Promise<Answer<"stories.save">> {
  const link = urlOf("url", url);
  return uploadPicture("picture", "Story", picture, auth, link ? { link_text: "more", link_url: link } : {});
}
