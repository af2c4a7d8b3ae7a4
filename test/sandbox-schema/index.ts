import { ads } from "./ads.ts";
import { appWidgets } from "./appWidgets.ts";
import { board } from "./board.ts";
import { docs } from "./docs.ts";
import { groups } from "./groups.ts";
import { leadForms } from "./lead-forms.ts";
import { likes } from "./likes.ts";
import { market } from "./market.ts";
import { messages } from "./messages.ts";
import { people } from "./people.ts";
import { photos } from "./photos.ts";
import { polls } from "./polls.ts";
import type { SectionChecks } from "./section.ts";
import { stats } from "./stats.ts";
import { stories } from "./stories.ts";
import { video } from "./video.ts";
import { wall } from "./wall.ts";

/** Calls of every method that the sandbox implements. */
export const checks: SectionChecks = {
  ...ads,
  ...appWidgets,
  ...board,
  ...docs,
  ...likes,
  ...photos,
  ...polls,
  ...stats,
  ...stories,
  ...video,
  ...groups,
  ...leadForms,
  ...market,
  ...messages,
  ...people,
  ...wall,
};
