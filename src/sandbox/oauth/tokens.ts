import { randomBytes } from "node:crypto";
import { Failure } from "../failure.ts";
import type { Token } from "../state/model.ts";
import { now, type State } from "../state/store.ts";

/** How long things last, in seconds. Source: https://dev.vk.com/ru/api/access-token/getting-started */
export interface Lifetimes {
  /** An access token of VK ID. Empty: an hour. */
  readonly access?: number;
  /** A code. Empty: ten minutes. */
  readonly code?: number;
}

/** The user who sits before the sandbox's pages. */
export const sandboxUser = { id: 100_001, first_name: "Anna", last_name: "Sandbox" };

/** A text that nobody guesses. */
export function secret(prefix: string, bytes = 48): string {
  return `${prefix}${randomBytes(bytes).toString("base64url")}`;
}

/** Gives a token. */
export function issue(state: State, token: Omit<Token, "value" | "user_id">): Token {
  const given = { ...token, value: secret("vk1.a."), user_id: sandboxUser.id };
  state.tokens.push(given);
  return given;
}

/** What VK knows of the token of a call. */
export type Bearer = Pick<Token, "kind" | "user_id" | "group_id" | "rights"> & {
  readonly everything?: boolean;
};

/** A token that the sandbox did not give: whatever it is, it may do everything, so that first steps need none. */
const anyone: Bearer = { kind: "user", user_id: sandboxUser.id, rights: [], everything: true };

/**
 * Reads the token of a call.
 *
 * @param good the tokens that are good beside those that the sandbox gave; empty: every one is
 */
export function bearerOf(state: State, good: readonly string[], value: string | undefined): Bearer {
  if (!value) throw new Failure(5, "no access_token passed.");
  const token = state.tokens.find(item => item.value === value);
  if (token?.revoked) throw new Failure(5, "invalid access_token (4).");
  if (token && token.expires > 0 && token.expires <= now()) throw new Failure(5, "access_token has expired.");
  if (token) return token;
  if (good.length > 0 && !good.includes(value)) throw new Failure(5, "invalid access_token (4).");
  return anyone;
}

/** Methods for others than users. Source: access_token_type in https://github.com/VKCOM/vk-api-schema */
const forCommunities = new Set([
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
  "wall.createComment",
  // The schema does not say so, users do: https://github.com/VKCOM/vk-api-schema/issues/242
  "wall.post",
]);
const forServices = new Set(["groups.getById", "users.get", "utils.getShortLink"]);
const notForUsers = new Set(["groups.getTokenPermissions"]);

/** The right that the methods of a section need. Source: https://dev.vk.com/ru/reference/access-rights */
const rightOfSection: Readonly<Record<string, string>> = {
  ads: "ads",
  market: "market",
  messages: "messages",
  photos: "photos",
  stats: "stats",
  stories: "stories",
  video: "video",
  wall: "wall",
};

/** Fails as VK does when a token is not of the kind that a method takes, or lacks the right. */
export function checkAccess(method: string, { kind, rights, everything }: Bearer): void {
  if (everything) return;
  if (kind === "community" && !forCommunities.has(method))
    throw new Failure(27, "method is unavailable with group auth.");
  if (kind === "service" && !forServices.has(method))
    throw new Failure(28, "method is unavailable with service token.");
  if (kind === "user" && notForUsers.has(method)) throw new Failure(15, "no access to call this method");
  const right = rightOfSection[method.split(".")[0] ?? ""];
  if (right === undefined || kind === "service" || rights.includes(right)) return;
  throw kind === "user" ? new Failure(7) : new Failure(15, "no access to call this method");
}
