import { Failure } from "../failure.ts";
import { specOf } from "../server/method-table.ts";
import type { Bearer } from "./bearer.ts";

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
  const { tokens } = specOf(method);
  if (tokens.size > 0 && !tokens.has(kind) && !tokens.has("open")) throw refusals[kind]();
  const scope = sectionScopes[method.split(".")[0] ?? ""];
  if (scope === undefined || kind === "service" || scopes.includes(scope)) return;
  throw kind === "user" ? new Failure(7) : new Failure(15, "no access to call this method");
}

/** How VK refuses a kind of token. */
const refusals: Readonly<Record<Bearer["kind"], () => Failure>> = {
  community: () => new Failure(27, "method is unavailable with group auth."),
  service: () => new Failure(28, "method is unavailable with service token."),
  user: () => new Failure(15, "no access to call this method"),
};
