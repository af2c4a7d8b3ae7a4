import type { RetryPolicy } from "../api/policy.ts";

/** Whether a row whose process died can be done again: always, while VK remembers its key, or never. */
export type Repeat = "always" | "keyed" | "never";

/**
 * Methods whose repetition leaves nothing but an unused upload.
 * Source: https://dev.vk.com/ru/api/upload (what is saved is seen when something is published with it)
 */
const unusedUploads: readonly string[] = [
  "market.saveProductPhoto",
  "photos.saveMarketAlbumPhoto",
  "photos.saveMessagesPhoto",
  "photos.saveWallPhoto",
  "polls.savePhoto",
];

/** Decides whether all calls of an operation can be repeated, by the retry policies of its methods. */
export function repeatOf(
  methods: ReadonlyArray<{ readonly name: string; readonly retry: RetryPolicy }>,
): Repeat {
  const policies = methods.filter(({ name }) => !unusedUploads.includes(name)).map(({ retry }) => retry);
  if (policies.includes("non-idempotent")) return "never";
  return policies.some(retry => retry === "guid" || retry === "random_id") ? "keyed" : "always";
}

/**
 * For how long VK recognizes a repetition by its key, in milliseconds, with a reserve.
 * Source: https://dev.vk.com/ru/method/wall.post (guid: an hour)
 */
export const keyLifetime = 55 * 60 * 1000;
