import type { Group } from "../state/model/index.ts";
import { openGroup } from "../state/people.ts";
import type { State } from "../state/schema.ts";
import { addHappening } from "./happening.ts";

/** Fields of a community that groups.edit changes; it keeps its other parameters as settings. */
type OwnFields = Partial<Pick<Group, "name" | "description" | "screen_name" | "site" | "is_closed">>;

/** What VK calls the fields in the event. */
const eventNames: Readonly<Record<keyof OwnFields, string>> = {
  name: "title",
  description: "description",
  screen_name: "screen_name",
  site: "website",
  is_closed: "access",
};

/** A manager changes a community. VK tells its bots of what became different. */
export function editGroup(
  state: State,
  group_id: number,
  user_id: number,
  fields: OwnFields,
  settings: Group["settings"] = {},
): Group {
  const group = openGroup(state, group_id);
  const changed = state.groups.update(group, { ...fields, settings: { ...group.settings, ...settings } });
  const names = Object.entries(eventNames) as Array<[keyof OwnFields, string]>; // the keys are those of the type
  const changes = names
    .filter(([field]) => changed[field] !== group[field])
    .map(([field, name]) => [name, { old_value: group[field], new_value: changed[field] }] as const);
  if (changes.length > 0)
    addHappening(state, group_id, "group_change_settings", { user_id, changes: Object.fromEntries(changes) });
  return changed;
}

/** A manager gives a user a role, or takes it away. Levels of VK's event: 0 none, 1 moderator, 2 editor, 3 administrator. */
export function setManager(
  state: State,
  group_id: number,
  admin_id: number,
  user_id: number,
  role: Group["managers"][number]["role"] | undefined,
): void {
  const levels = { creator: 3, administrator: 3, editor: 2, moderator: 1 };
  const group = openGroup(state, group_id);
  const before = group.managers.find(manager => manager.user_id === user_id)?.role;
  const others = group.managers.filter(manager => manager.user_id !== user_id);
  state.groups.update(group, { managers: role ? [...others, { user_id, role }] : others });
  const level_old = before ? levels[before] : 0;
  const level_new = role ? levels[role] : 0;
  if (level_old !== level_new)
    addHappening(state, group_id, "group_officers_edit", { admin_id, user_id, level_old, level_new });
}
