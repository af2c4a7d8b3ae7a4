import type { VkApiError } from "../errors.ts";
import type { RequestEventListener } from "./request-events.ts";

/** How long to wait before giving up, in milliseconds: up to 2,147,483,647, or `Infinity` for no limit. */
export interface Timeouts {
  /** For the connection to be made. Empty: 10,000. */
  readonly connect?: number;
  /** For the whole answer after the request was sent; a download has a second more for each 16 KB of it. Empty: 30,000. */
  readonly response?: number;
  /** For the next bytes while an upload or a download is under way. Empty: 60,000. */
  readonly idle?: number;
}

/** How calls are made. Everything is optional. */
export interface Settings {
  /** Where VK's methods are. Empty: `OINT_VK_API_URL`, else `https://api.vk.ru/method`. */
  readonly apiUrl?: string | undefined;
  /** Where the pages of the older flows are. Empty: `OINT_VK_OAUTH_URL`, else `https://oauth.vk.com`. */
  readonly oauthUrl?: string | undefined;
  /** Where VK ID is. Empty: `OINT_VK_ID_URL`, else `https://id.vk.com`. */
  readonly idUrl?: string | undefined;
  /** How long to wait. */
  readonly timeouts?: Timeouts | undefined;
  /** How often a failed call is tried again, where that is safe. Empty: 5; 0: never. */
  readonly retries?: number | undefined;
  /** How long a VK call that failed is tried again, in milliseconds from its first failure, or `Infinity`. Empty: 120,000. */
  readonly deadline?: number | undefined;
  /** `true`: calls that are made at the same time go to VK together, up to 25 in one request to `execute`. */
  readonly batch?: boolean | undefined;
  /** Calls a second for one token. Empty: VK's limit, 3 for a user's token and 20 for a community's. */
  readonly rps?: number | undefined;
  /** Further VK parameters: each goes along with the methods that have it, and wins over what the function itself sends. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Is asked when VK wants a person to act: a captcha, a validation, a confirmation. Empty: the error goes to the caller. */
  readonly onChallenge?: ChallengeHandler | undefined;
  /** Is told how far an upload is. */
  readonly onProgress?: ProgressListener | undefined;
  /** Stops everything under way when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** `true`: nothing is sent; each request that would be made goes to `onRequestEvent`, and its answer is made up. */
  readonly dryRun?: boolean | undefined;
  /** Is told of everything that is sent and received, secrets masked. */
  readonly onRequestEvent?: RequestEventListener | undefined;
}

/** What a person brought back. */
export interface ChallengeResponse {
  /** Of a captcha at `redirect_uri`: the token that its page gave. */
  readonly success_token?: string;
  /** Of an older captcha with a picture: its number. */
  readonly captcha_sid?: string;
  /** Of an older captcha with a picture: what stands in it. */
  readonly captcha_key?: string;
  /** Of a confirmation: 1. */
  readonly confirm?: 1;
}

/**
 * Brings a person's answer to a challenge of VK's.
 *
 * @param error VK's error with the code 14 (captcha), 17 (validation) or 24 (confirmation), and all that VK says of it
 * @returns what goes along with the repeated call; `undefined` to give up
 */
export type ChallengeHandler = (
  error: VkApiError,
) => Promise<ChallengeResponse | undefined> | ChallengeResponse | undefined;

/** How far an upload is. */
export interface Progress {
  /** Name of the file. */
  readonly name: string;
  /** Bytes that were sent. */
  readonly sent: number;
  /** Bytes of the whole file. */
  readonly total: number;
}

/**
 * Is told how far an upload is.
 *
 * @param progress the file and its bytes
 */
export type ProgressListener = (progress: Progress) => void;
