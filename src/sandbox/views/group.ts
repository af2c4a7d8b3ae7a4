import type { Group } from "../state/model/index.ts";
import { pictureFields } from "./picture.ts";
import { chosenFields } from "./user.ts";
import type { Viewer } from "./viewer.ts";

/** VK's numbers of the roles of managers. */
const adminLevels = { creator: 3, administrator: 3, editor: 2, moderator: 1 } as const;

/** What a user may do in a community: 0 nothing, 1 to moderate, 2 to edit, 3 to administer. */
export function adminLevel({ managers }: Group, userId: number): 0 | 1 | 2 | 3 {
  const role = managers.find(({ user_id }) => user_id === userId)?.role;
  return role ? adminLevels[role] : 0;
}

/** VK's number for a member. */
const memberStatus = ({ id }: Group, { state, userId }: Viewer) => (state.members.get(id, userId) ? 1 : 0);
const always = (value: unknown) => () => value;
const forAdmins = (group: Group, { userId }: Viewer) => (adminLevel(group, userId) > 0 ? 1 : 0);
/** A setting that groups.edit changes, as a number. */
const setting =
  (name: string, initial: number) =>
  ({ settings }: Group) =>
    Number(settings[name] ?? initial);
const ageLimits = setting("age_limits", 1);
const isSwitchedOn = (name: string) => setting(name, 1);

/**
 * Who posts on the wall of a community: 1 everybody, 2 the managers, to whom others suggest posts. Source: the parameter `wall`
 * of https://dev.vk.com/ru/method/groups.edit
 */
const openWall = 1;
const wallSetting = setting("wall", 2);

/** Whether everybody posts on the wall of a community. */
export function hasOpenWall(group: Group): boolean {
  return wallSetting(group) === openWall;
}

/** The additional fields of a community, by VK's names. */
const fieldValues: Readonly<Record<string, (group: Group, viewer: Viewer) => unknown>> = {
  members_count: ({ id }, { state }) => state.members.count("group", id),
  description: ({ description }) => description,
  status: ({ status }) => status,
  site: ({ site }) => site,
  is_admin: forAdmins,
  is_member: memberStatus,
  member_status: memberStatus,
  is_subscribed: memberStatus,
  is_adult: group => (ageLimits(group) === 3 ? 1 : 0),
  is_favorite: always(0),
  is_hidden_from_feed: always(0),
  verified: always(0),
  trending: always(0),
  has_photo: always(1),
  age_limits: ageLimits,
  wall: wallSetting,
  can_post: (group, viewer) => (hasOpenWall(group) ? 1 : forAdmins(group, viewer)),
  can_suggest: (group, viewer) => (hasOpenWall(group) ? 0 : 1 - forAdmins(group, viewer)),
  can_see_all_posts: always(1),
  can_create_topic: forAdmins,
  can_upload_video: forAdmins,
  can_upload_doc: forAdmins,
  can_upload_story: forAdmins,
  can_message: isSwitchedOn("messages"),
  is_messages_blocked: ({ id }, { state, userId }) =>
    state.conversations.get(-id, userId)?.denied === true ? 1 : 0,
  can_send_notify: always(0),
  online_status: group => onlineStatus(group),
  main_album_id: always(0),
  fixed_post: ({ id }, { state }) => state.posts.first("pinned", -id)?.id,
  counters: ({ id }, { state }) => ({
    photos: state.photos.count("owner", -id),
    albums: state.albums.count("owner", -id),
    topics: state.topics.count("group", id),
    videos: state.videos.count("owner", -id),
    docs: state.docs.count("owner", -id),
    market: state.items.count("owner", -id),
  }),
  market: ({ id }, { state }) => {
    const prices = state.items.by("owner", -id).map(({ price }) => Math.round(price * 100));
    return {
      enabled: 1,
      type: "advanced",
      contact_id: id,
      currency: { id: 643, name: "RUB", title: "₽" },
      currency_text: "₽",
      main_album_id: state.marketAlbums.by("owner", -id).find(({ is_main }) => is_main)?.id ?? 0,
      price_min: String(prices.length > 0 ? Math.min(...prices) : 0),
      price_max: String(prices.length > 0 ? Math.max(...prices) : 0),
    };
  },
};

/** Whether a community answers messages now, as groups.enableOnline set it. */
export function onlineStatus({ settings }: Group): { status: "online" | "none" } {
  return { status: settings.online ? "online" : "none" };
}

/**
 * A community object of the VK API.
 *
 * @param fields names of additional fields; those that the sandbox does not have are left out
 */
export function groupObject(
  group: Group,
  fields: readonly string[],
  viewer: Viewer,
): Record<string, unknown> {
  const { id, name, screen_name, type, is_closed } = group;
  const level = adminLevel(group, viewer.userId);
  const { photo_max: _, ...pictures } = pictureFields(`group${id}`, viewer.origin);
  return {
    id,
    name,
    screen_name,
    type,
    is_closed,
    is_admin: level > 0 ? 1 : 0,
    ...(level > 0 ? { admin_level: level } : {}),
    is_member: memberStatus(group, viewer),
    is_advertiser: level > 0 ? 1 : 0,
    ...pictures,
    ...chosenFields(fieldValues, fields, group, viewer),
  };
}
