import { type Auth, requireOwner } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem, type ItemOf } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import type { VkResponse } from "../core/request.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { FileInput } from "../upload/source.ts";
import { type UploadedVideo, uploadVideo } from "../upload/upload.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";
import { stringOfLength, text } from "../validation/strings.ts";

/** A video, as VK describes it. */
export type Video = ItemOf<"video.get">;

/** Source: https://dev.vk.com/ru/method/video.save */
const maxTitleLength = 128;
const maxDescriptionLength = 5000;

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
    name: stringOfLength("title", title, 1, maxTitleLength),
    description: descriptionOf(description),
    album_id: album === "" ? undefined : positiveId("album", album),
  };
  requireOwner(auth);
  return uploadVideo(["file", file], params, auth);
}

/** Reads a description that may be empty. */
function descriptionOf(description: string): string | undefined {
  return text("description", description) === ""
    ? undefined
    : stringOfLength("description", description, 1, maxDescriptionLength);
}

/**
 * Gets the videos of the community, the newest first.
 *
 * @category Community
 * @methods video.get
 * @russian ПолучитьВидео
 * @short b, l, a
 * @param album ID of a video album; by default, the videos of all albums
 * @param limit Maximum number of videos; by default, all
 * @param auth Credentials
 * @returns the videos: `[{id, owner_id, title, description, date, duration, views, player, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const videos = await OPI_VK.getVideos("", 10, auth);
 * ```
 * @example
 * ```bash
 * oint vk getVideos --limit 10 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/video.get
 */
export function getVideos(album: IdInput = "", limit: NumberInput = "", auth: Auth): List<Video> {
  return new List(() => {
    const params = {
      owner_id: requireOwner(auth),
      album_id: album === "" ? undefined : positiveId("album", album),
    };
    return eachItem("video.get", params, auth, { limit: limitOf("limit", limit) });
  });
}

/**
 * Changes the name or the description of a video. What is not given stays.
 *
 * @category Community
 * @methods video.edit
 * @russian ИзменитьВидео
 * @short v, t, d, a
 * @param video Video ID
 * @param title New name, up to 128 characters; by default, the name stays
 * @param description New description, up to 5000 characters; by default, the description stays
 * @param auth Credentials
 * @returns `{response: {success: 1, access_key}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.editVideo(456239117, "Autumn by the sea", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk editVideo --video 456239117 --title "Autumn by the sea" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/video.edit
 */
export async function editVideo(
  video: IdInput,
  title: string = "",
  description: string = "",
  auth: Auth,
): Promise<VkResponse<"video.edit">> {
  const params = {
    video_id: positiveId("video", video),
    name: title === "" ? undefined : stringOfLength("title", title, 1, maxTitleLength),
    desc: descriptionOf(description),
  };
  if (params.name === undefined && params.desc === undefined)
    throw new ArgumentError(
      "title",
      localize("is empty, and so is the description; nothing is to be changed"),
    );
  return call("video.edit", { ...params, owner_id: requireOwner(auth) }, auth);
}

/**
 * Deletes a video of the community.
 *
 * @category Community
 * @methods video.delete
 * @russian УдалитьВидео
 * @short v, a
 * @param video Video ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.deleteVideo(456239117, auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteVideo --video 456239117 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/video.delete
 */
export async function deleteVideo(video: IdInput, auth: Auth): Promise<VkResponse<"video.delete">> {
  return call("video.delete", { video_id: positiveId("video", video), owner_id: requireOwner(auth) }, auth);
}
