import type { Auth } from "../core/auth.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { OAuthError, TransportError } from "../errors.ts";
import { refreshTokens } from "../oauth/vkid.ts";
import { own } from "../validation/own.ts";
import { changeProfiles, type Profile } from "./profiles.ts";

/** A token that ends sooner than this is refreshed before it is used, in seconds. */
const refreshMargin = 60;

function isFresh({ expires }: Profile): boolean {
  return expires === 0 || expires > Date.now() / 1000 + refreshMargin;
}

/**
 * The authorization structure of a profile. A token of VK ID that has ended, or is about to, is refreshed first: by one
 * process only, for the refresh token is good once, and the new pair is stored before it is used.
 */
export async function freshAuth(profile: Profile & { readonly name: string }): Promise<Auth> {
  if (isFresh(profile) || !profile.refresh_token || currentSettings().dryRun) return profile.auth;
  try {
    const { profiles } = await changeProfiles(async all => {
      const latest = own(all.profiles, profile.name);
      // While this process waited for its turn, another one has refreshed it.
      if (!latest || isFresh(latest)) return all;
      return { ...all, profiles: { ...all.profiles, [profile.name]: await refreshed(latest) } };
    });
    return own(profiles, profile.name)?.auth ?? profile.auth;
  } catch (error) {
    const isGood = profile.expires > Date.now() / 1000;
    if (error instanceof TransportError && isGood) return profile.auth;
    if (!(error instanceof OAuthError)) throw error;
    const request = `refreshing the token of the profile ${profile.name}`;
    const { error: name, description, status } = error;
    const hint = [error.hint, "Log in again."].filter(Boolean).join(" ");
    throw new OAuthError({ request, error: name, description, status, hint });
  }
}

async function refreshed(profile: Profile): Promise<Profile> {
  const params = {
    client_id: String(profile.auth.app_id ?? ""),
    refresh_token: profile.refresh_token ?? "",
    device_id: profile.device_id ?? "",
  };
  const pair = await refreshTokens(params, "");
  return {
    ...profile,
    auth: { ...profile.auth, access_token: pair.access_token },
    refresh_token: pair.refresh_token,
    expires: Math.floor(Date.now() / 1000) + Number(pair.expires_in),
    scope: pair.scope ?? profile.scope,
  };
}
