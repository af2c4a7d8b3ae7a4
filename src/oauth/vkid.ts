import { OAuthError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { exchange, type OAuthRequest } from "./exchange.ts";
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

/** Lifetime of a VK ID token in seconds, if the response does not contain it. Source: https://dev.vk.com/en/api/access-token/getting-started */
const defaultLifetime = 3600;

/** Returns the expiry time of a VK ID token, in Unix seconds. */
export function expiryOfTokens({ expires_in }: Pick<VKIDToken, "expires_in">): number {
  return expiryFromNow(Number(expires_in) > 0 ? expires_in : defaultLifetime);
}

/** Returns the expiry time of a token with this lifetime, in Unix seconds. 0: the token does not expire. */
export function expiryFromNow(seconds: unknown): number {
  const end = Math.floor(Date.now() / 1000 + Number(seconds));
  return Number(seconds) > 0 && Number.isSafeInteger(end) ? end : 0;
}

/** Exchanges an authorization code for a token pair. */
export function exchangeCode(params: Readonly<Record<string, string>>, state: string): Promise<VKIDToken> {
  return requestTokens(
    { params: { ...params, grant_type: "authorization_code" }, retry: "non-idempotent" },
    state,
  );
}

/**
 * Exchanges a refresh token for a new token pair. The request is retried if its response was lost: if VK ID has already
 * issued the new pair, that pair is lost anyway, and VK ID returns an error.
 *
 * @param abortDelay how long to wait for the response after an abort, in milliseconds
 */
export function refreshTokens(
  params: Readonly<Record<string, string>>,
  state: string,
  abortDelay: number = 0,
): Promise<VKIDToken> {
  return requestTokens(
    { params: { ...params, grant_type: "refresh_token" }, retry: "idempotent", abortDelay },
    state,
  );
}

async function requestTokens(
  request: Omit<OAuthRequest, "server" | "path">,
  requestedState: string,
): Promise<VKIDToken> {
  const state = requestedState || randomText(24);
  const params = { ...request.params, state };
  const response = await exchange({ ...request, server: "id", path: "oauth2/auth", params });
  if (response.state !== undefined && response.state !== state) {
    const description = localize("the response of VK ID has a different state than the request");
    throw new OAuthError({
      request: "oauth2/auth",
      error: "invalid_state",
      description,
      hint: localize("Do not trust the response. Begin again."),
    });
  }
  return response as unknown as VKIDToken; // VK ID's response
}
