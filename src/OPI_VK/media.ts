import type { Binary } from "../upload/source.ts";
import { type UploadedVideo, uploadPicture, uploadVideo } from "../upload/upload.ts";
import type { Auth } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { bounded, type Id, positiveId, text, url as urlOf } from "../vk/values.ts";

/**
 * Publishes a story with a picture; it stays for 24 hours.
 *
 * @category Community
 * @methods stories.getPhotoUploadServer, stories.save
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
  const asks = link ? ({ link_text: "more", link_url: link } as const) : {};
  return uploadPicture("Story", ["picture", picture], auth, { asks });
}

/**
 * Uploads a video to the community.
 *
 * @category Community
 * @methods video.save
 * @russian ЗагрузитьВидеоНаСервер
 * @short f, t, d, a, h
 * @param file video: AVI, MP4, 3GP, MPEG, MOV, FLV or WMV; it is streamed, never held in memory
 * @param title name of the video, up to 128 characters
 * @param description description of the video, up to 5000 characters; may be empty
 * @param album number of the album of videos that it goes into; empty: none
 * @param auth authorization structure
 * @returns what VK's video server answered: `{owner_id, video_id, size, video_hash, …}`; VK then
 *   prepares the video for some time
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {UploadError} when VK's upload server did not take the video
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const video = await OPI_VK.uploadVideoToServer("video.mp4", "Autumn", "", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk uploadVideoToServer --file video.mp4 --title "Autumn" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/api/upload/video-in-profile
 */
export async function uploadVideoToServer(
  file: Binary,
  title: string,
  description: string = "",
  album: Id = "",
  auth: Auth,
): Promise<UploadedVideo> {
  const params = {
    name: bounded("title", title, 1, 128),
    description: text("description", description) || undefined,
    album_id: album === "" ? undefined : positiveId("album", album),
  };
  if (description !== "") bounded("description", description, 1, 5000);
  return uploadVideo(["file", file], params, auth);
}
