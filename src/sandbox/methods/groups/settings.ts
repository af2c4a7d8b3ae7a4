import { editGroup, setManager } from "../../actions/groups.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import type { Group } from "../../state/model/index.ts";
import { findScreenName, groupOf } from "../../state/people.ts";
import type { State } from "../../state/schema.ts";
import { onlineStatus } from "../../views/group.ts";
import { managedGroup } from "./access.ts";

/** Settings that VK returns as numbers, with the values of a new community. 0 is off, 1 open, 2 limited. */
const numericSettings: Readonly<Record<string, number>> = {
  wall: 2,
  photos: 1,
  video: 1,
  audio: 1,
  docs: 1,
  topics: 1,
  wiki: 0,
  articles: 0,
  links: 1,
  events: 1,
  contacts: 1,
  age_limits: 1,
  subject: 0,
  public_category: 0,
  public_subcategory: 0,
  main_section: 0,
  secondary_section: 0,
  bots_capabilities: 1,
  bots_start_button: 0,
  bots_add_to_chat: 0,
  obscene_filter: 0,
  obscene_stopwords: 0,
  toxic_filter: 0,
  disable_replies_from_groups: 0,
};

const getSettings: Handler = (params, context) => {
  const group = groupOf(context.state, managedGroup(params, context));
  const { settings } = group;
  const numbers = Object.entries(numericSettings).map(
    ([name, initial]) => [name, Number(settings[name] ?? initial)] as const,
  );
  return {
    title: group.name,
    description: group.description,
    address: group.screen_name,
    website: group.site,
    access: group.is_closed,
    email: settings.email ?? "",
    phone: settings.phone ?? "",
    rss: settings.rss ?? "",
    city_id: Number(settings.city ?? 0),
    city_name: "",
    obscene_words: String(settings.obscene_words ?? "")
      .split(",")
      .filter(Boolean),
    ...Object.fromEntries(numbers),
  };
};

/** Fails with VK's error 1260 when a screen name cannot be that of a community. */
function checkScreenName(state: State, group: number, name: string): void {
  const owner = findScreenName(state, name);
  const isFree = owner === undefined || (owner.type === "group" && owner.object_id === group);
  if (!isFree || !/^[a-z][a-z0-9_.]{4,31}$/i.test(name)) throw new Failure(1260);
}

function readAccess(params: Params, { is_closed }: Group): Group["is_closed"] {
  const access = number(params, "access", is_closed);
  if (access !== 0 && access !== 1 && access !== 2) throw invalid("access should be from 0 to 2");
  return access;
}

const edit: Handler = (params, context) => {
  const { state, userId } = context;
  const id = managedGroup(params, context);
  const group = groupOf(state, id);
  const { group_id: _, title, description, screen_name, website, access: __, ...settings } = params;
  if (screen_name && screen_name !== group.screen_name) checkScreenName(state, id, screen_name);
  const fields = {
    name: title || group.name,
    description: description ?? group.description,
    screen_name: screen_name || group.screen_name,
    site: website ?? group.site,
    is_closed: readAccess(params, group),
  };
  editGroup(state, id, userId, fields, settings);
  return 1;
};

const setSettings: Handler = (params, context) => {
  const { group_id: _, ...settings } = params;
  editGroup(context.state, managedGroup(params, context), context.userId, {}, settings);
  return 1;
};

const roles = ["administrator", "editor", "moderator"] as const;

const editManager: Handler = (params, context) => {
  const { state, userId } = context;
  const group = managedGroup(params, context);
  const user = number(params, "user_id");
  const { managers } = groupOf(state, group);
  if (managers.some(({ user_id, role }) => user_id === user && role === "creator")) throw new Failure(700);
  if (!state.members.get(group, user)) throw new Failure(701);
  const role = roles.find(name => name === params.role);
  if (params.role && !role) throw invalid(`role should be one of ${roles.join(", ")}`);
  setManager(state, group, userId, user, role);
  return 1;
};

/** Sets whether the community answers messages now. */
const setOnline =
  (online: boolean): Handler =>
  (params, context) => {
    editGroup(context.state, managedGroup(params, context), context.userId, {}, { online });
    return 1;
  };

const getOnlineStatus: Handler = (params, context) =>
  onlineStatus(groupOf(context.state, managedGroup(params, context)));

/** Methods for the settings of a community. */
export const groupSettings: Readonly<Record<string, Handler>> = {
  "groups.getSettings": getSettings,
  "groups.edit": edit,
  "groups.setSettings": setSettings,
  "groups.editManager": editManager,
  "groups.enableOnline": setOnline(true),
  "groups.disableOnline": setOnline(false),
  "groups.getOnlineStatus": getOnlineStatus,
};
