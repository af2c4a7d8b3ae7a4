import type { VkApiError } from "../errors.ts";
import type { Lang } from "../i18n/localize.ts";
import type { RequestEventListener } from "./request-events.ts";

/** Timeouts in milliseconds: up to 2,147,483,647, or `Infinity` for no limit. */
export interface Timeouts {
  /** For establishing the connection. Empty: 10,000. */
  readonly connect?: number;
  /** For the complete response after the request was sent; a download gets one more second per 16 KB. Empty: 30,000. */
  readonly response?: number;
  /** For the next bytes of an upload or a download. Empty: 60,000. */
  readonly idle?: number;
}

/** Settings for calls. All are optional. */
export interface Settings {
  /** Language of messages: of errors, hints and notices. What VK says stays as it is. Empty: English. */
  readonly lang?: Lang | undefined;
  /** Base URL of the VK API. Empty: `OINT_VK_API_URL`, or `https://api.vk.ru/method` if that is not set. */
  readonly apiUrl?: string | undefined;
  /** Base URL of VK OAuth. Empty: `OINT_VK_OAUTH_URL`, or `https://oauth.vk.com` if that is not set. */
  readonly oauthUrl?: string | undefined;
  /** Base URL of VK ID. Empty: `OINT_VK_ID_URL`, or `https://id.vk.com` if that is not set. */
  readonly idUrl?: string | undefined;
  /** Timeouts. */
  readonly timeouts?: Timeouts | undefined;
  /** Maximum number of retries of a failed call that is safe to retry. Empty: 5. `0`: no retries. */
  readonly retries?: number | undefined;
  /** Maximum time for retries, in milliseconds from the first failure, or `Infinity`. Empty: 120,000. */
  readonly deadline?: number | undefined;
  /** `true`: calls that are made at the same time are sent together, up to 25 per request to `execute`. */
  readonly batch?: boolean | undefined;
  /** Calls per second with one token. Empty: VK's limit, 3 for a user token and 20 for a community token. */
  readonly rps?: number | undefined;
  /** Additional VK parameters. Each is sent with the methods that have it, and overrides the value that the function sends. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Handles a captcha, a validation or a confirmation that VK requires. Empty: the call throws the error. */
  readonly onChallenge?: ChallengeHandler | undefined;
  /** Receives the progress of uploads. */
  readonly onProgress?: ProgressListener | undefined;
  /** Stops all requests when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** `true`: nothing is sent. `onRequestEvent` receives each request, and responses are placeholders. */
  readonly dryRun?: boolean | undefined;
  /** Receives every request and response, with secrets masked. */
  readonly onRequestEvent?: RequestEventListener | undefined;
}

/** The user's response to a challenge. */
export interface ChallengeResponse {
  /** Captcha at `redirect_uri`: the token that the page returned. */
  readonly success_token?: string;
  /** Legacy captcha with an image: its ID. */
  readonly captcha_sid?: string;
  /** Legacy captcha with an image: the text in the image. */
  readonly captcha_key?: string;
  /** Confirmation: 1. */
  readonly confirm?: 1;
}

/**
 * Gets the user's response to a challenge.
 *
 * @param error VK's error with code 14 (captcha), 17 (validation) or 24 (confirmation)
 * @returns parameters to send with the retry; `undefined` to give up
 */
export type ChallengeHandler = (
  error: VkApiError,
) => Promise<ChallengeResponse | undefined> | ChallengeResponse | undefined;

/** Progress of an upload. */
export interface Progress {
  /** File name. */
  readonly name: string;
  /** Number of bytes sent. */
  readonly sent: number;
  /** Number of bytes in the file. */
  readonly total: number;
}

/**
 * Receives the progress of uploads.
 *
 * @param progress the file and the number of bytes sent
 */
export type ProgressListener = (progress: Progress) => void;
