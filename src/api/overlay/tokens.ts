import type { AccessTokenType } from "../facts.ts";

/** A report about a method and a token type that VK's schema does not cover. */
export interface TokenReport {
  /** Token type; `vkid`: a user token of VK ID, which begins with `vk2.a.`. */
  readonly token: AccessTokenType | "vkid";
  /** VK's error code for this token type; not set if the method works with it. */
  readonly code?: number;
  /** URL or name of the report. */
  readonly source: string;
}

const postiz = "https://github.com/gitroomhq/postiz-app/issues/1408";

/** VK rejects VK ID tokens: the method is not available with their profile type. */
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
    // Text only; images require photos.getWallUploadServer. The schema lists only user tokens.
    { token: "community", source: "trypost, pull request 311 of 2026-08-30" },
  ],
};
