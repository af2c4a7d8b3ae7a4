/** What holds where nothing else is set: help, documentation and settings read it here. Times are in milliseconds. */
export const defaults = {
  /** Source: https://dev.vk.com/ru/api/api-requests */
  apiUrl: "https://api.vk.ru/method",
  oauthUrl: "https://oauth.vk.com",
  idUrl: "https://id.vk.com",
  /** Source: https://dev.vk.com/ru/reference/versions */
  apiVersion: "5.199",
  timeouts: { connect: 10_000, response: 30_000, idle: 60_000 },
  /** How often a failed request is sent again. */
  retries: 5,
  /** How long, from its first failure. */
  deadline: 120_000,
  /** VK's limits by the kind of the token. Source: https://dev.vk.com/ru/api/api-requests */
  requestsPerSecond: { user: 3, community: 20 },
} as const;
