import { OAuthError } from "../errors.ts";
import { type Exchange, exchange } from "./exchange.ts";
import { randomText } from "./pkce.ts";

/** Tokens as VK ID gives them. */
export interface VKIDToken {
  /** The token. */
  readonly access_token: string;
  /** By this one the next pair is fetched, once; good for about half a year. */
  readonly refresh_token: string;
  /** How long the access token is good, in seconds. */
  readonly expires_in: number;
  /** The user whose token it is. */
  readonly user_id: number;
  /** The rights, names with spaces. */
  readonly scope: string;
  readonly [field: string]: unknown;
}

/** How long a token of VK ID is good when VK ID does not say, in seconds. Source: https://dev.vk.com/en/api/access-token/getting-started */
const hour = 3600;

/** The moment at which a token of VK ID ends, in Unix seconds. */
export function endOfPair({ expires_in }: Pick<VKIDToken, "expires_in">): number {
  return endOf(Number(expires_in) > 0 ? expires_in : hour);
}

/** The moment at which a token ends that is good for so many seconds, in Unix seconds; 0: it does not end. */
export function endOf(seconds: unknown): number {
  const end = Math.floor(Date.now() / 1000 + Number(seconds));
  return Number(seconds) > 0 && Number.isSafeInteger(end) ? end : 0;
}

/** Makes a pair of tokens of a code. */
export function pairByCode(params: Readonly<Record<string, string>>, state: string): Promise<VKIDToken> {
  return pair({ params: { ...params, grant_type: "authorization_code" }, repeat: "once" }, state);
}

/**
 * Makes a new pair of tokens of a refresh token. When the answer was lost it is asked again: if VK ID has made the new
 * pair, that one is lost in any case, and the refusal tells so.
 *
 * @param lastWait how long the answer is still waited for once the work is stopped, in milliseconds
 */
export function pairByRefresh(
  params: Readonly<Record<string, string>>,
  state: string,
  lastWait: number = 0,
): Promise<VKIDToken> {
  return pair({ params: { ...params, grant_type: "refresh_token" }, repeat: "same", lastWait }, state);
}

async function pair(request: Omit<Exchange, "server" | "path">, given: string): Promise<VKIDToken> {
  const state = given || randomText(24);
  const params = { ...request.params, state };
  const answer = await exchange({ ...request, server: "id", path: "oauth2/auth", params });
  if (answer.state !== undefined && answer.state !== state) {
    const description = "VK ID's answer has another state than the request";
    throw new OAuthError(
      "oauth2/auth",
      { error: "invalid_state", description },
      "Do not trust it; begin again.",
    );
  }
  return answer as unknown as VKIDToken; // VK ID's answer
}
