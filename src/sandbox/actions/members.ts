import { countActivity } from "../state/activity.ts";
import { now } from "../state/clock.ts";
import type { Ban } from "../state/model/index.ts";
import { openGroup } from "../state/people.ts";
import type { State } from "../state/schema.ts";
import { addHappening } from "./happening.ts";

/** A user joins a community. Returns whether the user was not a member before. */
export function joinGroup(state: State, group_id: number, user_id: number): boolean {
  if (state.members.get(group_id, user_id)) return false;
  openGroup(state, group_id);
  state.members.put({ group_id, user_id, date: now() });
  countActivity(state, -group_id, "subscribe");
  addHappening(state, group_id, "group_join", { user_id, join_type: "join" });
  return true;
}

/** A user leaves a community, or is removed. Returns whether the user was a member. */
export function leaveGroup(state: State, group_id: number, user_id: number, isSelf = true): boolean {
  const member = state.members.get(group_id, user_id);
  if (!member) return false;
  state.members.remove(member);
  countActivity(state, -group_id, "unsubscribe");
  addHappening(state, group_id, "group_leave", { user_id, self: isSelf ? 1 : 0 });
  return true;
}

/** A manager bans a user. */
export function banUser(state: State, ban: Ban): void {
  const { group_id, owner_id, admin_id, end_date, reason, comment } = ban;
  state.bans.put(ban);
  const event = { admin_id, user_id: owner_id, unblock_date: end_date, reason, comment };
  addHappening(state, group_id, "user_block", event);
}

/** A manager lifts a ban. */
export function unbanUser(state: State, ban: Ban, admin_id: number): void {
  state.bans.remove(ban);
  addHappening(state, ban.group_id, "user_unblock", { admin_id, user_id: ban.owner_id, by_end_date: 0 });
}
