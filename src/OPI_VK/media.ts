import { type Auth, requireOwner } from "../core/auth.ts";
import type { VkResponse } from "../core/request.ts";
import type { FileInput } from "../upload/source.ts";
import { type UploadedVideo, uploadFile, uploadVideo } from "../upload/upload.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { stringOfLength, text, optionalUrl as urlOf } from "../validation/strings.ts";

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
  const link = urlOf("url", url);
  const params = link ? ({ link_text: "more", link_url: link } as const) : {};
  requireOwner(auth);
  return uploadFile("Story", ["picture", picture], auth, { params });
}

/**
 * Uploads a video to the community.
 *
 * @category Community
 * @methods video.save
 * @russian ЗагрузитьВидеоНаСервер
 * @short f, t, d, a, h
 * @param file Video: AVI, MP4, 3GP, MPEG, MOV, FLV or WMV; it is streamed rather than loaded into memory
 * @param title Name of the video, up to 128 characters
 * @param description Description of the video, up to 5000 characters; may be empty
 * @param album ID of the video album to add it to; by default, none
 * @param auth Credentials
 * @returns the response of VK's video server: `{owner_id, video_id, size, video_hash, …}`; VK then processes the
 *   video for some time
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {UploadError} if VK's upload server rejected the video
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
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
  file: FileInput,
  title: string,
  description: string = "",
  album: IdInput = "",
  auth: Auth,
): Promise<UploadedVideo> {
  const params = {
    name: stringOfLength("title", title, 1, 128),
    description: text("description", description) || undefined,
    album_id: album === "" ? undefined : positiveId("album", album),
  };
  if (description !== "") stringOfLength("description", description, 1, 5000);
  requireOwner(auth);
  return uploadVideo(["file", file], params, auth);
}
