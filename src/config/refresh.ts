import type { Auth } from "../core/auth.ts";
import { defaults } from "../core/defaults.ts";
import type { Settings } from "../core/settings.ts";
import { currentSettings, withSettings } from "../core/settings-scope.ts";
import { OAuthError, OintError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { isTemporary } from "../oauth/exchange.ts";
import { expiryOfTokens, refreshTokens } from "../oauth/vkid.ts";
import { own } from "../validation/own.ts";
import { type Change, changeProfilesAfter, type Profile, readProfiles, UnstoredError } from "./profiles.ts";

type NamedProfile = Profile & { readonly name: string };

/** A token that expires within this number of seconds is refreshed before it is used. */
const refreshMargin = 60;

function isValid({ expires }: Profile, seconds = 0): boolean {
  return expires === 0 || expires > Date.now() / 1000 + seconds;
}

const isFresh = (profile: Profile) => isValid(profile, refreshMargin);

/**
 * Returns the credentials of a profile. A VK ID token that has expired or is about to expire is refreshed first. Only one
 * process refreshes it, because a refresh token works once. The new token pair is stored before it is used. If the refresh
 * fails while the old token is valid, the old token is used.
 */
export async function freshAuth(profile: NamedProfile): Promise<Auth> {
  if (isFresh(profile) || !profile.refresh_token || currentSettings().dryRun) return profile.auth;
  try {
    return await refreshedAuth(profile);
  } catch (error) {
    if (!(error instanceof OintError) || error instanceof UnstoredError) throw error;
    // Another process may have refreshed the token.
    const latest = latestOf(profile);
    if (isValid(latest)) {
      if (!isFresh(latest)) notifyFailure(profile, error);
      return latest.auth;
    }
    throw error instanceof OAuthError && !isTemporary(error) ? withAdvice(error, profile) : error;
  }
}

/** Maximum time for the refresh of a token that is still valid, in milliseconds. */
const maxEarlyRefreshMs = 5000;

async function refreshedAuth(profile: NamedProfile): Promise<Auth> {
  const { name } = profile;
  // A valid token is used if its refresh takes long. The refresh of an expired token has the timeouts of any call.
  const settings = isValid(profile) ? withShortDeadline(currentSettings()) : {};
  const { profiles } = await withSettings(settings, () =>
    changeProfilesAfter(
      async all => {
        const latest = own(all.profiles, name);
        // Another process may have refreshed the token while this process waited for the lock.
        if (!latest || isFresh(latest)) return noChange;
        const next = await refresh(latest);
        return current => ({ ...current, profiles: { ...current.profiles, [name]: next } });
      },
      isValid(profile) ? maxEarlyRefreshMs : undefined,
    ),
  );
  return own(profiles, name)?.auth ?? profile.auth;
}

const noChange: Change = profiles => profiles;

function withShortDeadline({ retries = defaults.retries }: Settings): Settings {
  return { retries: Math.min(retries, 2), deadline: maxEarlyRefreshMs };
}

/** After an abort, the response is awaited for this time, in milliseconds, because VK ID may have issued a new token pair. */
const abortDelay = 10_000;

async function refresh(profile: Profile): Promise<Profile> {
  const params = {
    client_id: String(profile.auth.app_id ?? ""),
    refresh_token: profile.refresh_token ?? "",
    device_id: profile.device_id ?? "",
  };
  const tokens = await refreshTokens(params, "", abortDelay);
  return {
    ...profile,
    auth: { ...profile.auth, access_token: tokens.access_token },
    refresh_token: tokens.refresh_token ?? profile.refresh_token,
    expires: expiryOfTokens(tokens),
    scope: tokens.scope ?? profile.scope,
  };
}

/** Reads the profile again. */
function latestOf(profile: NamedProfile): Profile {
  try {
    return own(readProfiles().profiles, profile.name) ?? profile;
  } catch {
    return profile;
  }
}

function notifyFailure({ name }: NamedProfile, { message }: Error): void {
  const detail = localize("the token could not be refreshed and is used until it expires ({reason})", {
    reason: message,
  });
  const target = localize("profile {name}", { name });
  currentSettings().onRequestEvent?.({ event: "notice", target, detail });
}

function withAdvice({ error, description, status, hint }: OAuthError, { name }: NamedProfile): OAuthError {
  const request = localize("refreshing the token of profile {name}", { name });
  const advice = localize("Log in again.");
  return new OAuthError({ request, error, description, status, hint: `${hint} ${advice}`.trim() });
}
