import { Failure, invalid } from "../failure.ts";
import type { Context, Handler } from "../handler.ts";
import { flag, number, type Params } from "../server/parameters.ts";
import type { User } from "../state/model/index.ts";
import { userOf } from "../state/people.ts";
import { isOnline, mutualFriends, userObject } from "../views/user.ts";
import { ids, words } from "./names.ts";

/** VK's numbers of the states of a friendship. */
const notFriends = 0;
const areMutual = 3;

function friendsOf({ state, userId }: Context, params: Params): User[] {
  return state.friends
    .by("user", number(params, "user_id", userId))
    .map(({ friend_id }) => userOf(state, friend_id));
}

/** A page of a list whose size VK does not limit. */
function page<T>(params: Params, list: readonly T[], fallback: number): T[] {
  const offset = number(params, "offset");
  return list.slice(offset, offset + number(params, "count", fallback));
}

const byName = (a: User, b: User) =>
  a.first_name.localeCompare(b.first_name) || a.last_name.localeCompare(b.last_name);

const get: Handler = (params, context) => {
  const friends = friendsOf(context, params);
  const sorted = params.order === "name" ? friends.sort(byName) : friends;
  const fields = words(params, "fields");
  const items = page(params, sorted, 5000);
  return {
    count: friends.length,
    items:
      fields.length > 0 ? items.map(user => userObject(user, fields, context)) : items.map(({ id }) => id),
  };
};

const getOnline: Handler = (params, context) => {
  const all = friendsOf(context, params).filter(isOnline);
  const online = page(params, all, all.length).map(({ id }) => id);
  return flag(params, "online_mobile") ? { online, online_mobile: [] } : online;
};

const areFriends: Handler = (params, { state, userId }) =>
  ids(params, "user_ids").map(user_id => {
    const friend_status = state.friends.get(userId, user_id) ? areMutual : notFriends;
    const extended = flag(params, "extended") ? { is_request_unread: false } : {};
    return { user_id, friend_status, ...extended };
  });

const getMutual: Handler = (params, { state, userId }) => {
  const source = number(params, "source_uid", userId);
  const targets = ids(params, "target_uids");
  const common = (target: number) => {
    const all = mutualFriends(state, source, target);
    return { id: target, common_count: all.length, common_friends: page(params, all, all.length) };
  };
  if (targets.length > 0) return targets.map(common);
  const target = number(params, "target_uid");
  if (!target) throw invalid("target_uid is undefined");
  return flag(params, "need_common_count") ? common(target) : common(target).common_friends;
};

const search: Handler = (params, context) => {
  const q = (params.q ?? "").toLowerCase();
  const found = friendsOf(context, params).filter(({ first_name, last_name }) =>
    `${first_name} ${last_name}`.toLowerCase().includes(q),
  );
  const fields = words(params, "fields");
  return {
    count: found.length,
    items: page(params, found, 20).map(user => userObject(user, fields, context)),
  };
};

const add: Handler = (params, { state, userId }) => {
  const user_id = number(params, "user_id");
  if (user_id === userId) throw new Failure(174);
  if (!state.users.get(user_id)) throw new Failure(177);
  if (state.blacklist.get(userId, user_id)) throw new Failure(176);
  // Nobody is there to confirm a request, so it is confirmed at once; VK returns 2 for that.
  state.friends.put({ user_id: userId, friend_id: user_id });
  state.friends.put({ user_id, friend_id: userId });
  return 2;
};

const deleteFriend: Handler = (params, { state, userId }) => {
  const user_id = number(params, "user_id");
  const friend = state.friends.get(userId, user_id);
  if (!friend) throw new Failure(15, "user is not a friend");
  state.friends.remove(friend);
  state.friends.remove({ user_id, friend_id: userId });
  return { success: 1, friend_deleted: 1 };
};

/** Methods of the VK section `friends`. */
export const friends: Readonly<Record<string, Handler>> = {
  "friends.get": get,
  "friends.getOnline": getOnline,
  "friends.areFriends": areFriends,
  "friends.getMutual": getMutual,
  "friends.search": search,
  "friends.add": add,
  "friends.delete": deleteFriend,
};
