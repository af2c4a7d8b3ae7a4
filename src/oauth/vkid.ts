import { OAuthError } from "../errors.ts";
import { exchange } from "./exchange.ts";
import { randomText } from "./pkce.ts";

/** A token pair of VK ID. */
export interface VKIDToken {
  /** Access token. */
  readonly access_token: string;
  /** Refresh token for the next token pair. It works once and expires after about six months. */
  readonly refresh_token: string;
  /** Lifetime of the access token in seconds. */
  readonly expires_in: number;
  /** ID of the user. */
  readonly user_id: number;
  /** Space-separated scopes. */
  readonly scope: string;
  readonly [field: string]: unknown;
}

/** Exchanges an authorization code for a token pair. */
export function exchangeCode(params: Readonly<Record<string, string>>, state: string): Promise<VKIDToken> {
  return requestTokens({ ...params, grant_type: "authorization_code" }, state, "non-idempotent");
}

/**
 * Exchanges a refresh token for a new token pair. The request is retried if its response was lost: if VK ID has already
 * issued the new pair, that pair is lost anyway, and VK ID returns an error.
 */
export function refreshTokens(params: Readonly<Record<string, string>>, state: string): Promise<VKIDToken> {
  return requestTokens({ ...params, grant_type: "refresh_token" }, state, "idempotent");
}

async function requestTokens(
  params: Readonly<Record<string, string>>,
  requestedState: string,
  retry: "non-idempotent" | "idempotent",
): Promise<VKIDToken> {
  const state = requestedState || randomText(24);
  const response = await exchange({ server: "id", path: "oauth2/auth", params: { ...params, state }, retry });
  if (response.state !== undefined && response.state !== state) {
    const description = "the response of VK ID has a different state than the request";
    throw new OAuthError({
      request: "oauth2/auth",
      error: "invalid_state",
      description,
      hint: "Do not trust the response. Begin again.",
    });
  }
  return response as unknown as VKIDToken; // VK ID's response
}
