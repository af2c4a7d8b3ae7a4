/** Default values of settings; help and documentation read them too. Times are in milliseconds. */
export const defaults = {
  /** Source: https://dev.vk.com/ru/api/api-requests */
  apiUrl: "https://api.vk.ru/method",
  oauthUrl: "https://oauth.vk.com",
  idUrl: "https://id.vk.com",
  /** Source: https://dev.vk.com/ru/reference/versions */
  apiVersion: "5.199",
  timeouts: { connect: 10_000, response: 30_000, idle: 60_000 },
  /** Maximum number of retries. */
  retries: 5,
  /** Maximum time for retries, from the first failure. */
  deadline: 120_000,
  /**
   * Rate limits by token type. VK documents that of communities: https://dev.vk.com/ru/api/bots/development/messages. The
   * other one was in an earlier version of its documentation, and client libraries keep to it.
   */
  requestsPerSecond: { user: 3, community: 20 },
} as const;
