import type { Handler } from "../handler.ts";
import { account } from "./account.ts";
import { ads } from "./ads.ts";
import { board } from "./board.ts";
import { friends } from "./friends.ts";
import { groups } from "./groups/index.ts";
import { leadForms } from "./lead-forms.ts";
import { likes } from "./likes.ts";
import { market } from "./market/index.ts";
import { messages } from "./messages/index.ts";
import { photos } from "./photos.ts";
import { polls } from "./polls.ts";
import { reads } from "./reads.ts";
import { stats } from "./stats.ts";
import { status } from "./status.ts";
import { stories } from "./stories.ts";
import { users } from "./users/index.ts";
import { utils } from "./utils.ts";
import { video } from "./video.ts";
import { wall } from "./wall.ts";

/** The VK methods that the sandbox implements. */
export const handlers: Readonly<Record<string, Handler>> = {
  ...account,
  ...ads,
  ...board,
  ...friends,
  ...groups,
  ...leadForms,
  ...likes,
  ...market,
  ...messages,
  ...photos,
  ...polls,
  ...reads,
  ...stats,
  ...stories,
  ...status,
  ...users,
  ...utils,
  ...video,
  ...wall,
};
