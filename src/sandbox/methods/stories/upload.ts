import { invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, json, number, numbers, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import type { PendingUpload, Story, Ticket } from "../../state/model/index.ts";
import { profilesOf } from "../../views/profiles.ts";
import { storyObject } from "../../views/story.ts";
import { words } from "../names.ts";
import { claimUpload, savePhoto, systemAlbums } from "../uploaded-photos.ts";

/** How long a story lives unless a call says otherwise, in seconds. */
const standardLifetime = 24 * 3600;

/** Sites that the button of a story can lead to. Source: https://dev.vk.com/ru/method/stories.getPhotoUploadServer */
const linkHosts = ["vk.com", "vk.ru", "vk.cc", "m.vk.com", "m.vk.ru"];

/** Reads the button of a story. Source: the same. */
function readLink(params: Params): Pick<Ticket, "link"> {
  const { link_text, link_url } = params;
  if (!link_text && !link_url) return {};
  if (!link_text || !link_url) throw invalid("link_text and link_url should be passed together");
  if (!number(params, "group_id")) throw invalid("only stories of communities have links");
  const url = URL.canParse(link_url) ? new URL(link_url) : undefined;
  if (url?.protocol !== "https:" || !linkHosts.includes(url.hostname))
    throw invalid("link_url should be an address in VK, https://vk.com/...");
  return { link: { text: link_text, url: link_url } };
}

function serverMethod(kind: "story" | "storyVideo"): Handler {
  return (params, { uploads, origin, userId }) => {
    const user_ids = numbers(params, "user_ids");
    if (!flag(params, "add_to_news") && user_ids.length === 0)
      throw invalid("add_to_news or user_ids should be passed");
    const group = number(params, "group_id");
    const lifetime = number(params, "lifetime", standardLifetime);
    const owner_id = group ? -group : userId;
    const ticket = { kind, owner_id, album_id: systemAlbums.story, lifetime, ...readLink(params) };
    return { upload_url: uploads.issueUrl(origin, ticket), user_ids };
  };
}

/** The results of the upload servers, as a list or as JSON. */
function readResults(params: Params): string[] {
  const list = params.upload_results_json
    ? json(params, "upload_results_json")
    : words(params, "upload_results");
  const results = Array.isArray(list) ? list.map(String) : [];
  if (results.length === 0) throw invalid("upload_results is undefined");
  return results;
}

/** Finds the upload of a result, which is a photo or a video. */
function claimStory(result: string, context: Context): PendingUpload {
  const isVideo = context.state.pendingUploads.get(result)?.ticket.kind === "storyVideo";
  return claimUpload(context, result, isVideo ? "storyVideo" : "story");
}

/** Adds a story with its photo or its video. */
function addStory(upload: PendingUpload, context: Context): Story {
  const { state } = context;
  const { owner_id, link, lifetime = standardLifetime, kind } = upload.ticket;
  const isVideo = kind === "storyVideo";
  const date = now();
  return state.stories.add({
    id: nextId(state, "story"),
    owner_id,
    date,
    expires_at: date + lifetime,
    type: isVideo ? "video" : "photo",
    photo: isVideo ? addVideo(upload, context) : savePhoto(context, upload).id,
    ...(link ? { link } : {}),
  });
}

function addVideo({ ticket, files }: PendingUpload, { state, userId }: Context): number {
  const [file] = files;
  const { id } = state.videos.add({
    id: nextId(state, "video"),
    owner_id: ticket.owner_id,
    user_id: userId,
    title: "",
    description: "",
    date: now(),
    file: file?.file ?? "",
    size: file?.size ?? 0,
    is_story: true,
  });
  return id;
}

const save: Handler = (params, context) => {
  const saved = readResults(params).map(result => addStory(claimStory(result, context), context));
  const items = saved.map(story => storyObject(story, context));
  const response = { count: items.length, items };
  if (!flag(params, "extended")) return response;
  const owners = saved.map(({ owner_id }) => owner_id);
  return { ...response, ...profilesOf(owners, words(params, "fields"), context) };
};

/** Methods that add stories. */
export const storyUploads: Readonly<Record<string, Handler>> = {
  "stories.getPhotoUploadServer": serverMethod("story"),
  "stories.getVideoUploadServer": serverMethod("storyVideo"),
  "stories.save": save,
};
