import type { PagingFacts } from "../facts.ts";

/** Correction of a method's paging as derived from its parameters and response in the schema. */
export interface PagingCorrection extends Partial<PagingFacts> {
  /** URL of its documentation. */
  readonly source: string;
}

const page = (method: string) => `https://dev.vk.com/ru/method/${method}`;

/** Corrections by method. */
export const pagingCorrections: Readonly<Record<string, PagingCorrection>> = {
  "groups.search": { reach: 1000, source: page("groups.search") },
  "users.search": { reach: 1000, source: page("users.search") },
  // `count` has the replies in threads, which are not among the items.
  "video.getComments": { total: ["current_level_count"], source: page("video.getComments") },
  "wall.getComments": {
    defaultSize: 10,
    total: ["current_level_count"],
    source: page("wall.getComments"),
  },
};

/** Methods that have `offset` and `count`, and whose response is no list that can be read page by page. */
export const notPaged: ReadonlySet<string> = new Set([
  // They count only where the ads of one campaign are asked for; else each page would have all ads again.
  "ads.getAds",
  "ads.getAdsLayout",
  "ads.getAdsTargeting",
  // With `target_uids` each page has every target again; without `count` VK returns all.
  "friends.getMutual",
  // Without `count` VK returns all; with `online_mobile` there are two lists.
  "friends.getOnline",
  // A list of voters for each answer.
  "polls.getVoters",
]);
