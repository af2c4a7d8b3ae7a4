import { chatPeers } from "../state/messages.ts";
import { groupOf, userOf } from "../state/people.ts";
import { groupObject } from "./group.ts";
import { userObject } from "./user.ts";
import type { Viewer } from "./viewer.ts";

/** Fields of a user that VK adds to each extended response. */
const defaultFields = ["sex", "screen_name", "photo_50", "photo_100", "online"];

/**
 * The fields `profiles` and `groups` of an extended response.
 *
 * @param ids IDs of users, and negative IDs of communities, in any order and number
 * @param fields names of additional fields
 */
export function profilesOf(
  ids: Iterable<number>,
  fields: readonly string[],
  viewer: Viewer,
): { profiles: object[]; groups: object[] } {
  const unique = [...new Set(ids)];
  const users = unique.filter(id => id > 0 && id < chatPeers);
  const userFields = [...new Set([...defaultFields, ...fields])];
  return {
    profiles: users.map(id => userObject(userOf(viewer.state, id), userFields, viewer)),
    groups: unique.filter(id => id < 0).map(id => groupObject(groupOf(viewer.state, -id), fields, viewer)),
  };
}
