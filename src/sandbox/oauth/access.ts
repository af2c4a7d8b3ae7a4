import { Failure } from "../failure.ts";
import type { Bearer } from "./bearer.ts";

/** Methods that accept a community token. Source: access_token_type in https://github.com/VKCOM/vk-api-schema */
const communityMethods = new Set([
  "execute",
  "groups.getById",
  "groups.getTokenPermissions",
  "market.getGroupOrders",
  "messages.send",
  "photos.getMessagesUploadServer",
  "stories.getPhotoUploadServer",
  "stories.save",
  "users.get",
  "utils.getShortLink",
  "utils.resolveScreenName",
  "wall.createComment",
  // The schema doesn't list this one, but users report it: https://github.com/VKCOM/vk-api-schema/issues/242
  "wall.post",
]);
/** Methods that accept a service token. Source: the same. */
const serviceMethods = new Set([
  "groups.getById",
  "users.get",
  "utils.getShortLink",
  "utils.resolveScreenName",
]);
/** Methods that reject a user token. Source: the same. */
const nonUserMethods = new Set(["groups.getTokenPermissions"]);

/** Scope that the methods of a section require. Source: https://dev.vk.com/ru/reference/access-rights */
const sectionScopes: Readonly<Record<string, string>> = {
  ads: "ads",
  market: "market",
  messages: "messages",
  photos: "photos",
  stats: "stats",
  stories: "stories",
  video: "video",
  wall: "wall",
};

/** Fails as VK does when a method does not accept this kind of token, or when the token lacks the method's scope. */
export function checkAccess(method: string, { kind, scopes, unrestricted }: Bearer): void {
  if (unrestricted) return;
  if (kind === "community" && !communityMethods.has(method))
    throw new Failure(27, "method is unavailable with group auth.");
  if (kind === "service" && !serviceMethods.has(method))
    throw new Failure(28, "method is unavailable with service token.");
  if (kind === "user" && nonUserMethods.has(method)) throw new Failure(15, "no access to call this method");
  const scope = sectionScopes[method.split(".")[0] ?? ""];
  if (scope === undefined || kind === "service" || scopes.includes(scope)) return;
  throw kind === "user" ? new Failure(7) : new Failure(15, "no access to call this method");
}
