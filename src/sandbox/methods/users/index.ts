import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params, slice } from "../../server/parameters.ts";
import type { User } from "../../state/model/index.ts";
import { groupOf, userOf } from "../../state/people.ts";
import { groupObject } from "../../views/group.ts";
import { isOnline, userObject } from "../../views/user.ts";
import { findUser, words } from "../names.ts";

/** Maximum numbers. Sources: https://dev.vk.com/ru/method/users.get, users.search */
const limits = { users: 1000, found: 1000, followers: 1000, subscriptions: 200 };

const get: Handler = (params, context) => {
  const { state, bearer } = context;
  const names = words(params, "user_ids");
  if (names.length > limits.users) throw new Failure(113);
  const tokenUser = bearer.kind === "user" ? [bearer.user_id] : [];
  const ids = names.length > 0 ? names.flatMap(name => findUser(state, name) ?? []) : tokenUser;
  if (ids.length === 0 && names.length > 0) throw new Failure(113);
  return ids.map(id => userObject(userOf(state, id), words(params, "fields"), context));
};

/** The sandbox has friends, but no followers. */
const getFollowers: Handler = params => slice(params, [], 100, limits.followers);

const getSubscriptions: Handler = (params, context) => {
  const { state, userId } = context;
  const groups = state.members.by("user", number(params, "user_id", userId));
  const ids = groups.map(({ group_id }) => group_id);
  if (!flag(params, "extended"))
    return { users: { count: 0, items: [] }, groups: { count: ids.length, items: ids } };
  const { count, items } = slice(params, ids, 20, limits.subscriptions);
  const fields = words(params, "fields");
  return { count, items: items.map(id => groupObject(groupOf(state, id), fields, context)) };
};

/** Which users a search finds. An age is counted in whole years. */
function isFound(user: User, params: Params, { state }: Context): boolean {
  const name = `${user.first_name} ${user.last_name}`.toLowerCase();
  const [day, month, year] = user.bdate.split(".").map(Number);
  const age = year ? new Date().getFullYear() - year : undefined;
  const is = (parameter: string, value: unknown) =>
    !number(params, parameter) || number(params, parameter) === value;
  const group = number(params, "group_id");
  return (
    (params.q ?? "")
      .toLowerCase()
      .split(/\s+/)
      .every(word => name.includes(word)) &&
    is("sex", user.sex) &&
    is("city", user.city.id) &&
    is("city_id", user.city.id) &&
    is("birth_day", day) &&
    is("birth_month", month) &&
    is("birth_year", year) &&
    (!params.hometown || user.city.title.toLowerCase() === params.hometown.toLowerCase()) &&
    (!flag(params, "online") || isOnline(user)) &&
    (age ?? 0) >= number(params, "age_from") &&
    (!number(params, "age_to") || (age !== undefined && age <= number(params, "age_to"))) &&
    (!group || state.members.get(group, user.id) !== undefined)
  );
}

const search: Handler = (params, context) => {
  const found = context.state.users.all().filter(user => isFound(user, params, context));
  const { count, items } = slice(params, found, 20, limits.found);
  const fields = words(params, "fields");
  return { count, items: items.map(user => userObject(user, fields, context)) };
};

/** Methods of the VK section `users`. */
export const users: Readonly<Record<string, Handler>> = {
  "users.get": get,
  "users.getFollowers": getFollowers,
  "users.getSubscriptions": getSubscriptions,
  "users.search": search,
};
