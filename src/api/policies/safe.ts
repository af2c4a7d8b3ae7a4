import type { PolicyGroup } from "./group.ts";

/**
 * Methods that change nothing are recognized by their verb: a method whose name begins so only returns something. Every
 * method of the schema with such a name was looked at; those that change something are in `unsafe-reads.ts`.
 */
export const safeVerbs = /^(get|search|is|are|check|list)(?![a-z])/;

/** Methods that change nothing though their verb does not tell. */
export const safe: readonly PolicyGroup[] = [
  {
    retry: "safe",
    reason: "Returns something, and changes nothing.",
    methods: [
      "apps.promoHasActiveGift",
      "market.filterCategories",
      "pages.parseWiki",
      "translations.translate",
      "utils.resolveScreenName",
      "video.liveGetCategories",
      "wall.parseAttachedLink",
    ],
  },
];
