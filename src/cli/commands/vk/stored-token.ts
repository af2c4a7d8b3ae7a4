import { formatExpiry, readProfiles } from "../../../config/profiles.ts";
import type { Auth } from "../../../core/auth.ts";

/** When a stored token expires and which scopes it has, found by the token itself. */
export function findStoredToken({ access_token }: Auth): { scope?: string; expires?: number } {
  const profile = Object.values(readProfiles().profiles).find(
    ({ auth }) => auth.access_token === access_token,
  );
  if (!profile) return {};
  return { expires: profile.expires, ...(profile.scope ? { scope: profile.scope } : {}) };
}

/** When a token expires; "unknown" when only the token itself is at hand. */
export function formatStoredExpiry(expires: number | undefined): string {
  return expires === undefined ? "unknown" : formatExpiry(expires);
}
