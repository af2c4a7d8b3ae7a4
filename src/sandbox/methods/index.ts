import type { Handler } from "../handler.ts";
import { accounts } from "./accounts.ts";
import { ads } from "./ads.ts";
import { board } from "./board.ts";
import { market } from "./market.ts";
import { marketAlbums } from "./market-albums.ts";
import { messages } from "./messages.ts";
import { photos } from "./photos.ts";
import { reads } from "./reads.ts";
import { stats } from "./stats.ts";
import { stories } from "./stories.ts";
import { wall } from "./wall.ts";

/** The VK methods that the sandbox plays. */
export const handlers: Readonly<Record<string, Handler>> = {
  ...accounts,
  ...wall,
  ...reads,
  ...photos,
  ...stories,
  ...board,
  ...messages,
  ...stats,
  ...ads,
  ...market,
  ...marketAlbums,
};
