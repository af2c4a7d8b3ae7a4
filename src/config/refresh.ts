import type { Auth } from "../core/auth.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { OAuthError, TransportError } from "../errors.ts";
import { refreshTokens } from "../oauth/vkid.ts";
import { own } from "../validation/own.ts";
import { changeProfiles, type Profile } from "./profiles.ts";

/** A token that expires within this number of seconds is refreshed before it is used. */
const refreshMargin = 60;

function isFresh({ expires }: Profile): boolean {
  return expires === 0 || expires > Date.now() / 1000 + refreshMargin;
}

/**
 * Returns the credentials of a profile. A VK ID token that has expired or is about to expire is refreshed first. Only one
 * process refreshes it, because a refresh token works once. The new token pair is stored before it is used.
 */
export async function freshAuth(profile: Profile & { readonly name: string }): Promise<Auth> {
  if (isFresh(profile) || !profile.refresh_token || currentSettings().dryRun) return profile.auth;
  try {
    const { profiles } = await changeProfiles(async all => {
      const latest = own(all.profiles, profile.name);
      // Another process may have refreshed the token while this process waited for the lock.
      if (!latest || isFresh(latest)) return all;
      return { ...all, profiles: { ...all.profiles, [profile.name]: await refresh(latest) } };
    });
    return own(profiles, profile.name)?.auth ?? profile.auth;
  } catch (error) {
    const isValid = profile.expires > Date.now() / 1000;
    if (error instanceof TransportError && isValid) return profile.auth;
    if (!(error instanceof OAuthError)) throw error;
    const request = `refreshing the token of profile ${profile.name}`;
    const { error: name, description, status } = error;
    const hint = [error.hint, "Log in again."].filter(Boolean).join(" ");
    throw new OAuthError({ request, error: name, description, status, hint });
  }
}

async function refresh(profile: Profile): Promise<Profile> {
  const params = {
    client_id: String(profile.auth.app_id ?? ""),
    refresh_token: profile.refresh_token ?? "",
    device_id: profile.device_id ?? "",
  };
  const tokens = await refreshTokens(params, "");
  return {
    ...profile,
    auth: { ...profile.auth, access_token: tokens.access_token },
    refresh_token: tokens.refresh_token,
    expires: Math.floor(Date.now() / 1000) + Number(tokens.expires_in),
    scope: tokens.scope ?? profile.scope,
  };
}
