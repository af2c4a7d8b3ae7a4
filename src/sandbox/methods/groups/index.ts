import type { Handler } from "../../handler.ts";
import { groupBans } from "./bans.ts";
import { groupCallback } from "./callback.ts";
import { groupInfo } from "./info.ts";
import { groupLongPoll } from "./long-poll.ts";
import { groupMembers } from "./members.ts";
import { groupSettings } from "./settings.ts";

/** Methods of the VK section `groups`. */
export const groups: Readonly<Record<string, Handler>> = {
  ...groupInfo,
  ...groupMembers,
  ...groupBans,
  ...groupSettings,
  ...groupLongPoll,
  ...groupCallback,
};
