import { invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { scopeBit } from "../../oauth/scopes.ts";
import { flag, isBefore, number, slice } from "../../server/parameters.ts";
import type { Group } from "../../state/model/index.ts";
import { groupOf } from "../../state/people.ts";
import { adminLevel, groupObject } from "../../views/group.ts";
import { findGroup, words } from "../names.ts";

/** Maximum numbers. Sources: https://dev.vk.com/ru/method/groups.getById, groups.get, groups.search */
const limits = { ids: 500, page: 1000 };

const getById: Handler = (params, context) => {
  const { state, bearer } = context;
  const names = [...words(params, "group_ids"), ...words(params, "group_id")];
  if (names.length > limits.ids) throw invalid(`group_ids: more than ${limits.ids}`);
  const tokenGroup = bearer.group_id === undefined ? [] : [bearer.group_id];
  const found = names.flatMap(name => findGroup(state, name) ?? []);
  const ids = names.length > 0 ? found : tokenGroup;
  if (ids.length === 0) throw invalid(names.length > 0 ? "group_ids is invalid" : "group_ids is undefined");
  const fields = words(params, "fields");
  const groups = ids.map(id => groupObject(groupOf(state, id), fields, context));
  // Source: https://dev.vk.com/ru/reference/versions (5.139)
  return isBefore(139, context.version) ? groups : { groups, profiles: [] };
};

/** Which communities a filter of groups.get selects. Source: https://dev.vk.com/ru/method/groups.get */
const filters: Readonly<Record<string, (group: Group, userId: number) => boolean>> = {
  admin: (group, userId) => adminLevel(group, userId) >= 3,
  editor: (group, userId) => adminLevel(group, userId) >= 2,
  moder: (group, userId) => adminLevel(group, userId) >= 1,
  groups: ({ type }) => type === "group",
  publics: ({ type }) => type === "page",
  events: ({ type }) => type === "event",
};

const get: Handler = (params, context) => {
  const { state, userId } = context;
  const user = number(params, "user_id", userId);
  const chosen = words(params, "filter");
  const all = state.members
    .by("user", user)
    .map(({ group_id }) => groupOf(state, group_id))
    .filter(group => chosen.length === 0 || chosen.some(name => filters[name]?.(group, user)));
  const { count, items } = slice(params, all, limits.page, limits.page);
  const fields = words(params, "fields");
  const isExtended = flag(params, "extended");
  return {
    count,
    items: isExtended ? items.map(group => groupObject(group, fields, context)) : items.map(({ id }) => id),
  };
};

const search: Handler = (params, context) => {
  const q = (params.q ?? "").toLowerCase();
  const found = context.state.groups
    .all()
    .filter(({ name, type }) => name.toLowerCase().includes(q) && (!params.type || params.type === type));
  const { count, items } = slice(params, found, 20, limits.page);
  return { count, items: items.map(group => groupObject(group, [], context)) };
};

const getTokenPermissions: Handler = (_, { bearer }: Context) => {
  const permissions = bearer.scopes.map(name => ({ name, setting: scopeBit(name, "community") }));
  return { mask: permissions.reduce((mask, { setting }) => mask + setting, 0), permissions };
};

/** Methods that find communities. */
export const groupInfo: Readonly<Record<string, Handler>> = {
  "groups.getById": getById,
  "groups.get": get,
  "groups.search": search,
  "groups.getTokenPermissions": getTokenPermissions,
};
