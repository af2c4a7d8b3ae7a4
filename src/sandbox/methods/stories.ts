import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import { photoObject } from "../views/photo.ts";
import { claimUpload, savePhoto, systemAlbums } from "./uploaded-photos.ts";

const lifetime = 24 * 3600;

/** Labels of a story's button. Source: https://dev.vk.com/ru/method/stories.getPhotoUploadServer */
const linkTexts =
  "to_store vote more book order enroll fill signup buy ticket write open learn_more view go_to contact watch play install read calendar".split(
    " ",
  );

const getPhotoUploadServer: Handler = (params, { uploads, origin, userId }) => {
  const { link_text, link_url } = params;
  if (params.add_to_news !== "1" && !params.user_ids)
    throw invalid("add_to_news or user_ids should be passed");
  if (Boolean(link_text) !== Boolean(link_url))
    throw invalid("link_text and link_url should be passed together");
  if (link_text && !linkTexts.includes(link_text)) throw invalid("link_text is invalid");
  if (link_url && !/^https?:\/\//.test(link_url)) throw invalid("link_url is invalid");
  const group = number(params, "group_id");
  const link = link_text && link_url ? { link: { text: link_text, url: link_url } } : {};
  const ticket = {
    kind: "story",
    owner_id: group ? -group : userId,
    album_id: systemAlbums.story,
    ...link,
  } as const;
  return { upload_url: uploads.issueUrl(origin, ticket), user_ids: [], peer_ids: [] };
};

const save: Handler = (params, context) => {
  const { state, origin } = context;
  const results = (params.upload_results ?? "").split(",").filter(Boolean);
  if (results.length === 0) throw invalid("upload_results is undefined");
  const items = results.map(result => {
    const upload = claimUpload(context, result, "story");
    const photo = savePhoto(context, upload);
    const { owner_id, link } = upload.ticket;
    const story = {
      id: nextId(state, "story"),
      owner_id,
      date: now(),
      type: "photo",
      photo: photo.id,
      ...(link ? { link } : {}),
    } as const;
    state.stories.add(story);
    return {
      ...story,
      expires_at: story.date + lifetime,
      can_see: 1,
      is_expired: false,
      views: 0,
      photo: photoObject(photo, origin),
    };
  });
  return { count: items.length, items };
};

/** Methods of the VK section `stories`. */
export const stories: Readonly<Record<string, Handler>> = {
  "stories.getPhotoUploadServer": getPhotoUploadServer,
  "stories.save": save,
};
