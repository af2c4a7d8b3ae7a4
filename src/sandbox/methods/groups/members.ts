import { joinGroup, leaveGroup } from "../../actions/members.ts";
import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params, slice } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import type { Member } from "../../state/model/index.ts";
import { groupOf, userOf } from "../../state/people.ts";
import { userObject } from "../../views/user.ts";
import { groupIdOf, ids, words } from "../names.ts";
import { managedGroup } from "./access.ts";
import { banOf } from "./bans.ts";

/** Maximum page sizes. Sources: https://dev.vk.com/ru/method/groups.getMembers, groups.getRequests */
const limits = { members: 1000, requests: 200, isMember: 500 };

const orders: Readonly<Record<string, (a: Member, b: Member) => number>> = {
  id_asc: (a, b) => a.user_id - b.user_id,
  id_desc: (a, b) => b.user_id - a.user_id,
  time_asc: (a, b) => a.date - b.date,
  time_desc: (a, b) => b.date - a.date,
};

function sorted(members: Member[], order: string): Member[] {
  const compare = orders[order];
  return compare ? members.sort(compare) : members;
}

/** IDs of the members whom a filter selects; only `managers` has roles. Nobody is unsure, or a don, in the sandbox. */
function filtered(members: readonly Member[], filter: string, { state, userId }: Context): Member[] {
  if (filter === "unsure" || filter === "donut") return [];
  if (filter !== "friends") return [...members];
  return members.filter(({ user_id }) => state.friends.get(userId, user_id));
}

const getMembers: Handler = (params, context) => {
  const { state } = context;
  const group = groupIdOf(params, state);
  const fields = words(params, "fields");
  if (params.filter === "managers") return getManagers(params, group, fields, context);
  const members = filtered(state.members.by("group", group), params.filter ?? "", context);
  const { count, items } = slice(params, sorted(members, params.sort ?? "id_asc"), 1000, limits.members);
  const shown = items.map(({ user_id }) =>
    fields.length > 0 ? userObject(userOf(state, user_id), fields, context) : user_id,
  );
  return { count, items: shown };
};

function getManagers(params: Params, group: number, fields: readonly string[], context: Context): object {
  managedGroup(params, context);
  const { managers } = groupOf(context.state, group);
  const { count, items } = slice(params, managers, 1000, limits.members);
  const shown = items.map(({ user_id, role }) => ({
    ...(fields.length > 0 ? userObject(userOf(context.state, user_id), fields, context) : { id: user_id }),
    role,
  }));
  return { count, items: shown };
}

const isMember: Handler = (params, { state, userId }) => {
  const group = groupIdOf(params, state);
  const status = (user_id: number) => {
    const member = state.members.get(group, user_id) ? 1 : 0;
    if (!flag(params, "extended")) return { member };
    const request = state.requests.get(group, user_id) ? 1 : 0;
    return { member, request, invitation: 0, can_invite: member ? 0 : 1, can_recall: 0 };
  };
  const users = ids(params, "user_ids");
  if (users.length > limits.isMember) throw new Failure(100, `user_ids: more than ${limits.isMember}`);
  if (users.length > 0) return users.map(user_id => ({ user_id, ...status(user_id) }));
  const single = status(number(params, "user_id", userId));
  return flag(params, "extended") ? single : single.member;
};

const join: Handler = (params, { state, userId }) => {
  const group_id = groupIdOf(params, state);
  if (banOf(state, group_id, userId)) throw new Failure(15, "you are in the blacklist of this community");
  if (state.members.get(group_id, userId)) throw new Failure(15, "you are already in this community");
  const { is_closed } = groupOf(state, group_id);
  if (is_closed === 2) throw new Failure(15, "this community is private");
  if (is_closed === 1) state.requests.put({ group_id, user_id: userId, date: now() });
  else joinGroup(state, group_id, userId);
  return 1;
};

const leave: Handler = (params, { state, userId }) => {
  const group_id = groupIdOf(params, state);
  const request = state.requests.get(group_id, userId);
  if (request) state.requests.remove(request);
  leaveGroup(state, group_id, userId);
  return 1;
};

const removeUser: Handler = (params, context) => {
  const group = managedGroup(params, context);
  const user_id = number(params, "user_id");
  const request = context.state.requests.get(group, user_id);
  if (request) context.state.requests.remove(request);
  else if (!leaveGroup(context.state, group, user_id, false)) throw new Failure(15, "user is not a member");
  return 1;
};

const getRequests: Handler = (params, context) => {
  const { state } = context;
  const requests = state.requests.by("group", managedGroup(params, context));
  const { count, items } = slice(params, requests, 20, limits.requests);
  const fields = words(params, "fields");
  return {
    count,
    items: items.map(({ user_id }) =>
      fields.length > 0 ? userObject(userOf(state, user_id), fields, context) : user_id,
    ),
  };
};

const approveRequest: Handler = (params, context) => {
  const { state } = context;
  const group = managedGroup(params, context);
  const request = state.requests.get(group, number(params, "user_id"));
  if (!request) throw new Failure(15, "user did not ask to join");
  state.requests.remove(request);
  joinGroup(state, group, request.user_id);
  return 1;
};

/** Methods for members. */
export const groupMembers: Readonly<Record<string, Handler>> = {
  "groups.getMembers": getMembers,
  "groups.isMember": isMember,
  "groups.join": join,
  "groups.leave": leave,
  "groups.removeUser": removeUser,
  "groups.getRequests": getRequests,
  "groups.approveRequest": approveRequest,
};
