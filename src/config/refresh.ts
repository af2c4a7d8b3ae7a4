import { OAuthError, OintError } from "../errors.ts";
import { isTemporary } from "../oauth/exchange.ts";
import { endOfPair, pairByRefresh } from "../oauth/vkid.ts";
import type { Auth } from "../vk/auth.ts";
import { own } from "../vk/own.ts";
import { defaultRetries } from "../vk/retry.ts";
import { currentSettings, type Settings, withSettings } from "../vk/settings.ts";
import { type Change, changeProfilesAfter, type Profile, readProfiles, UnstoredError } from "./profiles.ts";

type Named = Profile & { readonly name: string };

/** A token that ends sooner than this is refreshed before it is used, in seconds. */
const margin = 60;

function isGood({ expires }: Profile, seconds = 0): boolean {
  return expires === 0 || expires > Date.now() / 1000 + seconds;
}

const isFresh = (profile: Profile) => isGood(profile, margin);

/**
 * The authorization structure of a profile. A token of VK ID that has ended, or is about to, is refreshed first: by one
 * process only, for the refresh token is good once, and the new pair is stored before it is used. While the token is
 * good, a refresh that fails is no failure.
 */
export async function freshAuth(profile: Named): Promise<Auth> {
  if (isFresh(profile) || !profile.refresh_token || currentSettings().dryRun) return profile.auth;
  try {
    return await refreshedAuth(profile);
  } catch (error) {
    if (!(error instanceof OintError) || error instanceof UnstoredError) throw error;
    // Another process may have had more luck.
    const latest = latestOf(profile);
    if (isGood(latest)) {
      if (!isFresh(latest)) tell(profile, error);
      return latest.auth;
    }
    throw error instanceof OAuthError && !isTemporary(error) ? withAdvice(error, profile) : error;
  }
}

/** How long the refresh of a token that is good may hold a command up, in milliseconds. */
const shortPatience = 5000;

async function refreshedAuth(profile: Named): Promise<Auth> {
  const { name } = profile;
  // A token that is good is used when this takes long; one that has ended is waited for like any call.
  const settings = isGood(profile) ? hasty(currentSettings()) : {};
  const { profiles } = await withSettings(settings, () =>
    changeProfilesAfter(
      async all => {
        const latest = own(all.profiles, name);
        // While this process waited for its turn, another one has refreshed it.
        if (!latest || isFresh(latest)) return same;
        const next = await refreshed(latest);
        return now => ({ ...now, profiles: { ...now.profiles, [name]: next } });
      },
      isGood(profile) ? shortPatience : undefined,
    ),
  );
  return own(profiles, name)?.auth ?? profile.auth;
}

const same: Change = profiles => profiles;

function hasty({ retries = defaultRetries }: Settings): Settings {
  return { retries: Math.min(retries, 2), deadline: shortPatience };
}

/** Who stops a command waits this long for a pair that VK ID may be giving, in milliseconds. */
const lastWait = 10_000;

async function refreshed(profile: Profile): Promise<Profile> {
  const params = {
    client_id: String(profile.auth.app_id ?? ""),
    refresh_token: profile.refresh_token ?? "",
    device_id: profile.device_id ?? "",
  };
  const pair = await pairByRefresh(params, "", lastWait);
  return {
    ...profile,
    auth: { ...profile.auth, access_token: pair.access_token },
    refresh_token: pair.refresh_token ?? profile.refresh_token,
    expires: endOfPair(pair),
    scope: pair.scope ?? profile.scope,
  };
}

/** The profile as it is stored now. */
function latestOf(profile: Named): Profile {
  try {
    return own(readProfiles().profiles, profile.name) ?? profile;
  } catch {
    return profile;
  }
}

function tell({ name }: Named, { message }: Error): void {
  const detail = `the token could not be refreshed and is used while it is good (${message})`;
  currentSettings().onTraffic?.({ event: "notice", target: `profile ${name}`, detail });
}

function withAdvice({ error, description, status, hint }: OAuthError, { name }: Named): OAuthError {
  const advice = `Log in again: oint vk login --kind vkid --profile ${name}`;
  const failure = { error, description, ...(status === undefined ? {} : { status }) };
  return new OAuthError(`refreshing the token of the profile ${name}`, failure, `${hint} ${advice}`);
}
