import type { RetryPolicy } from "./group.ts";

/** No scope is needed. */
const none = "";

/** Scope of every method in a section. Source: https://dev.vk.com/ru/reference/access-rights */
const sectionScopes: Readonly<Record<string, string>> = {
  ads: "ads",
  docs: "docs",
  market: "market",
  messages: "messages",
  notifications: "notifications",
  stories: "stories",
};

/**
 * Scope of the methods in a section that change something or prepare an upload. Public data can be read without the scope.
 * Source for likes: https://dev.vk.com/en/method/likes.delete
 */
const writeScopes: Readonly<Record<string, string>> = {
  board: "groups",
  friends: "friends",
  groups: "groups",
  likes: "wall",
  notes: "notes",
  pages: "pages",
  photos: "photos",
  status: "status",
  video: "video",
  wall: "wall",
};

/** Scopes of methods that differ from their section. */
const methodScopes: Readonly<Record<string, string>> = {
  "account.getAppPermissions": none,
  execute: none,
  "groups.getById": none,
  "groups.getTokenPermissions": none,
  "notifications.sendMessage": none,
  "polls.create": none,
  "polls.getPhotoUploadServer": none,
  "polls.savePhoto": none,
  "stats.get": "stats",
  "stats.getPostReach": "stats",
  "users.get": none,
  "utils.getShortLink": none,
};

/** Sections whose scope VK documents nowhere. */
const undocumentedSections: readonly string[] = ["board"];

/** Whether VK documents the scope of a method. */
export function isScopeDocumented(method: string): boolean {
  return !undocumentedSections.includes(method.split(".")[0] ?? "");
}

/**
 * Returns the scope that a user token needs for a method, based on VK's documentation of its section. Empty: none.
 * `undefined`: unknown.
 */
export function scopeOf(method: string, retry: RetryPolicy): string | undefined {
  if (Object.hasOwn(methodScopes, method)) return methodScopes[method];
  const [section = "", name = ""] = method.split(".");
  if (Object.hasOwn(sectionScopes, section)) return sectionScopes[section];
  const isWrite = retry !== "safe" || /Upload(Server|Url|URL)$/.test(name);
  return isWrite && Object.hasOwn(writeScopes, section) ? writeScopes[section] : undefined;
}
