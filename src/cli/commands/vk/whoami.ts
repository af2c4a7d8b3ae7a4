import { formatExpiry, readProfiles } from "../../../config/profiles.ts";
import type { Auth } from "../../../core/auth.ts";
import { functions } from "../../../invoke/manifest.ts";
import { scopesInMask } from "../../../oauth/scope.ts";
import { inspectToken, type TokenOwner } from "../../../oauth/token-owner.ts";

/** What a token is and may do. */
export interface TokenInfo {
  readonly kind: TokenOwner["kind"];
  readonly id?: number;
  readonly name: string;
  /** Names of its rights; left out when VK does not tell. */
  readonly rights?: readonly string[];
  /** Rights that functions need and the token lacks, each with those functions. */
  readonly missing?: Readonly<Record<string, readonly string[]>>;
  /** When it ends; "never", or "unknown" when only the token itself is at hand. */
  readonly expires: string;
  /** Calls a second that VK allows it. */
  readonly calls_per_second: number;
}

/**
 * Asks VK about a token.
 *
 * @param scope rights that are known, names with spaces; where VK ID has told them
 * @param expires when it ends, in Unix seconds; 0: never; `undefined`: it is not known
 */
export async function describeToken(auth: Auth, scope?: string, expires?: number): Promise<TokenInfo> {
  const { kind, id, name, scopeMask } = await inspectToken(auth);
  const inMask =
    scopeMask === undefined
      ? undefined
      : scopesInMask(scopeMask, kind === "community" ? "community" : "user");
  const rights = inMask ?? scope?.split(" ");
  return {
    kind,
    ...(id === undefined ? {} : { id }),
    name,
    ...(rights ? { rights, missing: missingFrom(rights, kind) } : {}),
    expires: expires === undefined ? "unknown" : formatExpiry(expires),
    calls_per_second: kind === "community" ? 20 : 3,
  };
}

/** The rights that functions for this kind of token need beyond those that it has. */
function missingFrom(rights: readonly string[], kind: TokenOwner["kind"]): Record<string, string[]> {
  const missing: Record<string, string[]> = {};
  for (const command of functions.filter(({ tokens }) => tokens.includes(kind))) {
    for (const right of command.scopes.filter(scope => !rights.includes(scope))) {
      missing[right] = [...(missing[right] ?? []), command.name];
    }
  }
  return missing;
}

/** When a stored token ends and which rights it has, found by the token itself. */
export function findStoredToken({ access_token }: Auth): { scope?: string; expires?: number } {
  const profile = Object.values(readProfiles().profiles).find(
    ({ auth }) => auth.access_token === access_token,
  );
  if (!profile) return {};
  return { expires: profile.expires, ...(profile.scope ? { scope: profile.scope } : {}) };
}
