import type { PolicyGroup } from "./group.ts";

/**
 * Verbs of methods that change nothing. Every method in the schema with such a verb was reviewed; those that do change
 * something are in `unsafe-reads.ts`.
 */
export const safeVerbs = /^(get|search|is|are|check|list)(?![a-z])/;

/** Methods that change nothing but have a different verb. */
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
