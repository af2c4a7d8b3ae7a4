import type { AccessTokenType } from "../facts.ts";

/** What was seen of a method with a kind of token, beside what VK's schema says. */
export interface TokenReport {
  /** Kind of the token; `vkid`: a user token of VK ID, which begins with `vk2.a.`. */
  readonly token: AccessTokenType | "vkid";
  /** VK's error code for this kind of token; absent when the method works with it. */
  readonly code?: number;
  /** Who reports it. */
  readonly source: string;
}

const postiz = "https://github.com/gitroomhq/postiz-app/issues/1408";

/** VK refuses VK ID's tokens: the method is not available with their type of profile. */
const vkIdRefused: TokenReport = { token: "vkid", code: 1051, source: postiz };
const vkIdWorks: TokenReport = { token: "vkid", source: postiz };

/** Reports by method. */
export const tokenReports: Readonly<Record<string, readonly TokenReport[]>> = {
  "account.getAppPermissions": [vkIdRefused],
  execute: [{ token: "service", source: "https://dev.vk.com/ru/method/execute" }],
  "groups.get": [vkIdRefused],
  "groups.getById": [vkIdWorks],
  "photos.getWallUploadServer": [
    { token: "community", code: 27, source: "https://github.com/VKCOM/vk-api-schema/issues/242" },
  ],
  "users.get": [vkIdWorks],
  "wall.post": [
    vkIdRefused,
    // A text; its pictures need photos.getWallUploadServer. The schema names only users.
    { token: "community", source: "trypost, pull request 311 of 2026-08-30" },
  ],
};
