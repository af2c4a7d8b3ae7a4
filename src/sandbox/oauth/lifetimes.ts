/** Lifetimes of access tokens and codes, in seconds. Source: https://dev.vk.com/ru/api/access-token/getting-started */
export interface Lifetimes {
  /** A VK ID access token (default: 3600). */
  readonly access?: number;
  /** An authorization code (default: 600). */
  readonly code?: number;
}

/** Lifetimes that VK uses, in seconds. Source: https://dev.vk.com/ru/api/access-token/getting-started */
export const defaultLifetimes = { vkIdAccess: 3600, oauthAccess: 86_400, code: 600 } as const;
