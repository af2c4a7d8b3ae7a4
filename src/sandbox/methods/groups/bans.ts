import { banUser, unbanUser } from "../../actions/members.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { flag, number, slice } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import type { Ban } from "../../state/model/index.ts";
import { groupOf, userOf } from "../../state/people.ts";
import type { State } from "../../state/schema.ts";
import { adminLevel, groupObject } from "../../views/group.ts";
import { userObject } from "../../views/user.ts";
import type { Viewer } from "../../views/viewer.ts";
import { words } from "../names.ts";
import { managedGroup } from "./access.ts";

const maxPageSize = 200;
/** Fields of the user in a list of bans. */
const userFields = ["sex", "screen_name", "photo_50", "photo_100", "online"];

const isInForce = ({ end_date }: Ban) => end_date === 0 || end_date > now();

/** The ban that someone has now, if any. */
export function banOf({ bans }: State, group_id: number, owner_id: number): Ban | undefined {
  const ban = bans.get(group_id, owner_id);
  return ban && isInForce(ban) ? ban : undefined;
}

function banObject(ban: Ban, fields: readonly string[], viewer: Viewer): object {
  const { owner_id, group_id: _, ...ban_info } = ban;
  if (owner_id < 0)
    return { type: "group", group: groupObject(groupOf(viewer.state, -owner_id), [], viewer), ban_info };
  const profile = userObject(userOf(viewer.state, owner_id), [...userFields, ...fields], viewer);
  return { type: "profile", profile, ban_info };
}

const ban: Handler = (params, context) => {
  const { state, userId } = context;
  const group_id = managedGroup(params, context);
  const owner_id = number(params, "owner_id");
  if (!owner_id) throw invalid("owner_id is undefined");
  if (adminLevel(groupOf(state, group_id), owner_id) > 0) throw new Failure(15, "user is a manager");
  const end_date = number(params, "end_date");
  if (end_date > 0 && end_date <= now()) throw invalid("end_date should be in the future");
  const reason = number(params, "reason");
  const comment_visible = flag(params, "comment_visible");
  const { comment = "" } = params;
  banUser(state, {
    group_id,
    owner_id,
    date: now(),
    end_date,
    reason,
    comment,
    comment_visible,
    admin_id: userId,
  });
  return 1;
};

const unban: Handler = (params, context) => {
  const existing = banOf(context.state, managedGroup(params, context), number(params, "owner_id"));
  if (!existing) throw invalid("owner_id is not in the blacklist");
  unbanUser(context.state, existing, context.userId);
  return 1;
};

const getBanned: Handler = (params, context) => {
  const group = managedGroup(params, context);
  const owner = number(params, "owner_id");
  const bans = context.state.bans.by("group", group).filter(isInForce);
  const chosen = owner ? bans.filter(({ owner_id }) => owner_id === owner) : bans;
  if (owner && chosen.length === 0) throw new Failure(104);
  const { count, items } = slice(params, chosen, 20, maxPageSize);
  const fields = words(params, "fields");
  return { count, items: items.map(item => banObject(item, fields, context)) };
};

/** Methods for bans. */
export const groupBans: Readonly<Record<string, Handler>> = {
  "groups.ban": ban,
  "groups.unban": unban,
  "groups.getBanned": getBanned,
};
