import { now } from "../state/clock.ts";
import type { User } from "../state/model/index.ts";
import { pictureFields } from "./picture.ts";
import type { Viewer } from "./viewer.ts";

/** How long after their last visit VK shows users as online, in seconds. */
const onlineTime = 15 * 60;
/** VK's number of the full version of its site, as a user's platform. */
const webPlatform = 7;

/** Whether a user is online. */
export function isOnline({ last_seen }: User): boolean {
  return last_seen > now() - onlineTime;
}

const always = (value: unknown) => () => value;
const firstName = ({ first_name }: User) => first_name;
const lastName = ({ last_name }: User) => last_name;
const picture =
  (size: "photo_50" | "photo_100" | "photo_200" | "photo_max") =>
  ({ id }: User, { origin }: Viewer) =>
    pictureFields(`user${id}`, origin)[size];
const isFriend = ({ id }: User, { state, userId }: Viewer) => (state.friends.get(userId, id) ? 1 : 0);
/** VK's number for a mutual friendship. */
const friendStatus = (user: User, viewer: Viewer) => (isFriend(user, viewer) ? 3 : 0);

/**
 * The additional fields of a user, by VK's names. A field with the value `undefined` is left out, as VK does with what a user
 * did not tell. The sandbox does not decline names: each case is the nominative.
 */
const fieldValues: Readonly<Record<string, (user: User, viewer: Viewer) => unknown>> = {
  sex: ({ sex }) => sex,
  bdate: ({ bdate }) => bdate || undefined,
  city: ({ city }) => (city.id ? city : undefined),
  status: ({ status }) => status,
  activity: ({ status }) => status,
  screen_name: ({ screen_name }) => screen_name,
  domain: ({ screen_name }) => screen_name,
  last_seen: ({ last_seen }) => (last_seen ? { time: last_seen, platform: webPlatform } : undefined),
  online: user => (isOnline(user) ? 1 : 0),
  has_photo: always(1),
  photo: picture("photo_50"),
  photo_50: picture("photo_50"),
  photo_rec: picture("photo_50"),
  photo_100: picture("photo_100"),
  photo_medium: picture("photo_100"),
  photo_medium_rec: picture("photo_100"),
  photo_200: picture("photo_200"),
  photo_200_orig: picture("photo_200"),
  photo_big: picture("photo_200"),
  photo_400: picture("photo_max"),
  photo_400_orig: picture("photo_max"),
  photo_max: picture("photo_max"),
  photo_max_orig: picture("photo_max"),
  is_friend: isFriend,
  friend_status: friendStatus,
  followers_count: always(0),
  common_count: ({ id }, { state, userId }) => mutualFriends(state, userId, id).length,
  counters: ({ id }, { state }) => ({
    friends: state.friends.count("user", id),
    groups: state.members.count("user", id),
    followers: 0,
  }),
  verified: always(0),
  trending: always(0),
  blacklisted: always(0),
  blacklisted_by_me: ({ id }, { state, userId }) => (state.blacklist.get(userId, id) ? 1 : 0),
  is_favorite: always(0),
  is_hidden_from_feed: always(0),
  can_post: always(0),
  can_see_all_posts: always(1),
  can_see_audio: always(0),
  can_write_private_message: always(1),
  can_send_friend_request: always(1),
  has_mobile: always(1),
  nickname: always(""),
  home_town: ({ city }) => city.title,
  timezone: always(3),
  first_name_nom: firstName,
  first_name_gen: firstName,
  first_name_dat: firstName,
  first_name_acc: firstName,
  first_name_ins: firstName,
  first_name_abl: firstName,
  last_name_nom: lastName,
  last_name_gen: lastName,
  last_name_dat: lastName,
  last_name_acc: lastName,
  last_name_ins: lastName,
  last_name_abl: lastName,
};

/** IDs of the friends that two users have in common. */
export function mutualFriends({ friends }: Viewer["state"], first: number, second: number): number[] {
  return friends
    .by("user", first)
    .map(({ friend_id }) => friend_id)
    .filter(id => friends.get(second, id));
}

/**
 * A user object of the VK API.
 *
 * @param fields names of additional fields; those that the sandbox does not have are left out
 */
export function userObject(user: User, fields: readonly string[], viewer: Viewer): Record<string, unknown> {
  const { id, first_name, last_name } = user;
  const base = { id, first_name, last_name, can_access_closed: true, is_closed: false };
  return { ...base, ...chosenFields(fieldValues, fields, user, viewer) };
}

/** The values of those fields that a call asked for. */
export function chosenFields<T>(
  values: Readonly<Record<string, (object: T, viewer: Viewer) => unknown>>,
  names: readonly string[],
  object: T,
  viewer: Viewer,
): Record<string, unknown> {
  const known = names.filter(name => Object.hasOwn(values, name));
  const entries = known.map(name => [name, values[name]?.(object, viewer)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
