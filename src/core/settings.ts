import { AsyncLocalStorage } from "node:async_hooks";
import { ArgumentError, type VkApiError } from "../errors.ts";
import { formatValue } from "../validation/values.ts";

/** How long to wait before giving up, in milliseconds: up to 2,147,483,647, or `Infinity` for no limit. */
export interface Timeouts {
  /** For the connection to be made. Empty: 10,000. */
  readonly connect?: number;
  /** For the whole answer after the request was sent; a download has a second more for each 16 KB of it. Empty: 30,000. */
  readonly response?: number;
  /** For the next bytes while an upload or a download is under way. Empty: 60,000. */
  readonly idle?: number;
}

/** Something that was sent or received, or that is to be known of it, secrets masked: what `--debug` prints. */
export interface RequestEvent {
  /** What happened; a notice is told when there is no error but something to know. */
  readonly event: "request" | "answer" | "upload" | "upload answer" | "download" | "retry" | "notice";
  /** The VK method, or the address without its query. */
  readonly target: string;
  /** Parameters, the answer, what is uploaded, or the text of a notice. */
  readonly detail: unknown;
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

/**
 * Is told of something that was sent or received.
 *
 * @param traffic what it was
 */
export type RequestEventListener = (traffic: RequestEvent) => void;

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

/** How long an answer is waited for, in milliseconds. */
export const defaultResponseTimeout = 30_000;

/** The longest that a timer waits, in milliseconds; a longer one would end at once. Source: https://nodejs.org/api/timers.html */
export const maxTimerLength = 2 ** 31 - 1;

/** VK's own address. Source: https://dev.vk.com/ru/api/api-requests */
export const defaultApiUrl = "https://api.vk.ru/method";

const scopedSettings = new AsyncLocalStorage<Settings>();
let processSettings: Settings = {};

/**
 * Changes the settings of the whole process.
 *
 * @param settings the settings to change; those left out stay as they are
 * @example
 * ```ts
 * import { configure } from "oint";
 *
 * configure({ timeouts: { answer: 60_000 }, retries: 2 });
 * ```
 */
export function configure(settings: Settings): void {
  checkSettings(settings);
  processSettings = { ...processSettings, ...settings };
}

/**
 * Runs some work with settings of its own.
 *
 * @param settings the settings to change; those left out are as outside
 * @param work the calls to make
 * @returns what the work returns
 * @throws {ArgumentError} when a setting is not of its form
 * @example
 * ```ts
 * import { OPI_VK, withSettings } from "oint";
 *
 * const link = await withSettings({ retries: 0 }, async () => OPI_VK.createTokenRetrievalLink(51694790));
 * console.log(link);
 * ```
 */
export function withSettings<T>(settings: Settings, work: () => T): T {
  checkSettings(settings);
  return scopedSettings.run({ ...currentSettings(), ...settings }, work);
}

/** The settings that hold here and now. */
export function currentSettings(): Settings {
  return scopedSettings.getStore() ?? processSettings;
}

/** Has work that is done later, wherever that may be, keep the settings that hold here and now. */
export function withSettingsOfNow<Given extends unknown[], T>(
  work: (...given: Given) => T,
): (...given: Given) => T {
  const settings = currentSettings();
  return (...given) => scopedSettings.run(settings, work, ...given);
}

/** Where VK's methods are, by the settings that hold here and now; without a slash at the end. */
export function apiUrl(settings: Settings): string {
  const root = settings.apiUrl || process.env.OINT_VK_API_URL || defaultApiUrl;
  return checkBaseUrl("api-url", root);
}

/** Where users allow applications to act for them, and codes become tokens. */
export function oauthUrl(settings: Settings): string {
  return checkBaseUrl(
    "oauth-url",
    settings.oauthUrl || process.env.OINT_VK_OAUTH_URL || "https://oauth.vk.com",
  );
}

/** Where VK ID is. */
export function idUrl(settings: Settings): string {
  return checkBaseUrl("id-url", settings.idUrl || process.env.OINT_VK_ID_URL || "https://id.vk.com");
}

function checkBaseUrl(argument: string, root: string): string {
  if (!/^https?:/i.test(root) || !URL.canParse(root)) {
    throw new ArgumentError(
      argument,
      `got ${formatValue(root)}, expected an address such as ${defaultApiUrl}`,
    );
  }
  return root.endsWith("/") ? root.replace(/\/+$/, "") : root;
}

function checkSettings({ apiUrl, oauthUrl, idUrl, retries, deadline, rps, timeouts = {} }: Settings): void {
  if (apiUrl) checkBaseUrl("api-url", apiUrl);
  if (oauthUrl) checkBaseUrl("oauth-url", oauthUrl);
  if (idUrl) checkBaseUrl("id-url", idUrl);
  checkNumber("retries", retries, 0);
  checkNumber("rps", rps, 1);
  checkTime("deadline", deadline);
  checkTime("timeouts.connect", timeouts.connect);
  checkTime("timeouts.response", timeouts.response);
  checkTime("timeouts.idle", timeouts.idle);
}

function checkNumber(argument: string, value: unknown, min: number): void {
  if (value === undefined || (typeof value === "number" && value >= min)) return;
  throw new ArgumentError(argument, `got ${formatValue(value)}, expected a number of at least ${min}`);
}

function checkTime(argument: string, value: unknown): void {
  if (value === undefined || value === Number.POSITIVE_INFINITY) return;
  if (typeof value === "number" && value >= 1 && value <= maxTimerLength) return;
  const expected = `milliseconds from 1 to ${maxTimerLength}, or Infinity for no limit`;
  throw new ArgumentError(argument, `got ${formatValue(value)}, expected ${expected}`);
}
