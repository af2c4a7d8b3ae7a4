import { OAuthError } from "../errors.ts";
import { exchange } from "./exchange.ts";
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

/** Makes a pair of tokens of a code. */
export function exchangeCode(params: Readonly<Record<string, string>>, state: string): Promise<VKIDToken> {
  return pair({ ...params, grant_type: "authorization_code" }, state, "non-idempotent");
}

/**
 * Makes a new pair of tokens of a refresh token. When the answer was lost it is asked again: if VK ID has made the new
 * pair, that one is lost in any case, and the refusal tells so.
 */
export function refreshTokens(params: Readonly<Record<string, string>>, state: string): Promise<VKIDToken> {
  return pair({ ...params, grant_type: "refresh_token" }, state, "idempotent");
}

async function pair(
  params: Readonly<Record<string, string>>,
  given: string,
  repeat: "non-idempotent" | "idempotent",
): Promise<VKIDToken> {
  const state = given || randomText(24);
  const answer = await exchange({ server: "id", path: "oauth2/auth", params: { ...params, state }, repeat });
  if (answer.state !== undefined && answer.state !== state) {
    const description = "VK ID's answer has another state than the request";
    throw new OAuthError({
      request: "oauth2/auth",
      error: "invalid_state",
      description,
      hint: "Do not trust the response. Begin again.",
    });
  }
  return answer as unknown as VKIDToken; // VK ID's answer
}
