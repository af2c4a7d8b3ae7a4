import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { scopeBit } from "../oauth/scopes.ts";
import { number, slice } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { userOf } from "../state/people.ts";
import { profilesOf } from "../views/profiles.ts";
import { userObject } from "../views/user.ts";
import { words } from "./names.ts";

/** Fields of account.getProfileInfo that users.get has, too. */
const profileFields = ["sex", "bdate", "city", "home_town", "status", "screen_name", "photo_200"];

const getProfileInfo: Handler = (_, context) => {
  const user = userOf(context.state, context.userId);
  return {
    ...userObject(user, profileFields, context),
    bdate_visibility: 1,
    relation: 0,
    is_service_account: false,
  };
};

/** VK writes the flags as numbers; the sandbox's user speaks English, VK's language 3. */
const initialInfo = {
  "2fa_required": 0,
  https_required: 1,
  intro: 0,
  lang: 3,
  no_wall_replies: 0,
  own_posts_default: 0,
};

const getInfo: Handler = (params, { state, userId }) => {
  const settings = state.accountSettings.by("user", userId);
  const changed = Object.fromEntries(settings.map(({ name, value }) => [name, Number(value)]));
  const info: Readonly<Record<string, number>> = { ...initialInfo, ...changed };
  const fields = words(params, "fields");
  if (fields.length === 0) return info;
  return Object.fromEntries(Object.entries(info).filter(([name]) => fields.includes(name)));
};

const setInfo: Handler = (params, { state, userId }) => {
  const { name, value = "" } = params;
  if (!name) throw invalid("name is undefined");
  if (!/^\d+$/.test(value)) throw invalid("value not integer");
  state.accountSettings.put({ user_id: userId, name, value });
  return 1;
};

const getAppPermissions: Handler = (_, { bearer }) =>
  bearer.scopes.reduce((mask, scope) => mask + scopeBit(scope, "user"), 0);

const getCounters: Handler = (params, { state, userId }) => {
  const unread = state.conversations
    .by("account", userId)
    .filter(({ peer_id, in_read }) => (state.messages.last("peer", userId, peer_id)?.id ?? 0) > in_read);
  const counters: Readonly<Record<string, number>> = { messages: unread.length };
  const filter = words(params, "filter");
  const chosen = Object.entries(counters).filter(
    ([name, count]) => count > 0 && (filter.length === 0 || filter.includes(name)),
  );
  return Object.fromEntries(chosen);
};

const ban: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id");
  if (!owner_id || owner_id === userId) throw invalid("owner_id is invalid");
  state.blacklist.put({ user_id: userId, owner_id });
  return 1;
};

const unban: Handler = (params, { state, userId }) => {
  const banned = state.blacklist.get(userId, number(params, "owner_id"));
  if (!banned) throw invalid("owner_id is not in the blacklist");
  state.blacklist.remove(banned);
  return 1;
};

const getBanned: Handler = (params, context) => {
  const banned = context.state.blacklist.by("user", context.userId).map(({ owner_id }) => owner_id);
  const { count, items } = slice(params, banned, 20, 200);
  return { count, items, ...profilesOf(items, words(params, "fields"), context) };
};

const setOnline: Handler = (_, { state, userId }) => {
  state.users.put({ ...userOf(state, userId), last_seen: now() });
  return 1;
};

const setOffline: Handler = (_, { state, userId }) => {
  state.users.put({ ...userOf(state, userId), last_seen: now() - 3600 });
  return 1;
};

/** Methods of the VK section `account`. */
export const account: Readonly<Record<string, Handler>> = {
  "account.getProfileInfo": getProfileInfo,
  "account.getInfo": getInfo,
  "account.setInfo": setInfo,
  "account.getAppPermissions": getAppPermissions,
  "account.getCounters": getCounters,
  "account.ban": ban,
  "account.unban": unban,
  "account.getBanned": getBanned,
  "account.setOnline": setOnline,
  "account.setOffline": setOffline,
};
