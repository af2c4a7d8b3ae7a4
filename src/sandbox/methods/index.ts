import type { Handler } from "../handler.ts";
import { account } from "./account.ts";
import { ads } from "./ads.ts";
import { appWidgets } from "./appWidgets.ts";
import { board } from "./board/index.ts";
import { docs } from "./docs/index.ts";
import { friends } from "./friends.ts";
import { groups } from "./groups/index.ts";
import { leadForms } from "./lead-forms.ts";
import { likes } from "./likes.ts";
import { market } from "./market/index.ts";
import { messages } from "./messages/index.ts";
import { photos } from "./photos/index.ts";
import { polls } from "./polls/index.ts";
import { stats } from "./stats.ts";
import { status } from "./status.ts";
import { stories } from "./stories/index.ts";
import { users } from "./users/index.ts";
import { utils } from "./utils.ts";
import { video } from "./video/index.ts";
import { wall } from "./wall/index.ts";

/** The VK methods that the sandbox implements. */
export const handlers: Readonly<Record<string, Handler>> = {
  ...account,
  ...ads,
  ...appWidgets,
  ...board,
  ...docs,
  ...friends,
  ...groups,
  ...leadForms,
  ...likes,
  ...market,
  ...messages,
  ...photos,
  ...polls,
  ...stats,
  ...status,
  ...stories,
  ...users,
  ...utils,
  ...video,
  ...wall,
};
