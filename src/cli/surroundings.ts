import { findAuth } from "../config/auth.ts";
import { findProfile } from "../config/profiles.ts";
import { freshAuth } from "../config/refresh.ts";
import { ArgumentError } from "../errors.ts";
import { maskText } from "../secrets.ts";
import type { Auth } from "../vk/auth.ts";
import { type Settings, withSettings } from "../vk/settings.ts";
import { settingsOf, single } from "./flags.ts";
import type { Given } from "./options.ts";

/** Finds the authorization structure: the option's value, else OINT_VK_AUTH, else the profile, else the sandbox's own. */
export type AuthFinder = (option: string | undefined) => Promise<Auth | undefined>;

/**
 * Does some work with the settings, the sandbox and the profile that a command line names.
 *
 * @param given the options that were given
 * @param settings settings beside those of the options
 * @param takesAuth whether the work needs an authorization structure; if not, no profile is looked at
 * @param work what is to be done
 */
export async function within<T>(
  given: Given,
  settings: Settings,
  takesAuth: boolean,
  work: (authOf: AuthFinder) => Promise<T>,
): Promise<T> {
  const profile = takesAuth ? chosenProfile(given) : undefined;
  const remembered = profile?.sandbox && !given.has("api-url") && !process.env.OINT_VK_API_URL;
  const inSandbox = (given.has("sandbox") || remembered) && !settings.dryRun;
  const sandbox = inSandbox ? await (await import("./sandbox.ts")).reachSandbox(settings.signal) : undefined;
  const addresses = sandbox
    ? { apiUrl: sandbox.apiUrl, oauthUrl: sandbox.oauthUrl, idUrl: sandbox.idUrl }
    : {};
  try {
    return await withSettings({ ...settingsOf(given), ...addresses, ...settings }, () =>
      work(
        async option =>
          (await findAuth(option, process.env.OINT_VK_AUTH)) ??
          (profile ? await freshAuth(profile) : sandbox?.auth),
      ),
    );
  } finally {
    await sandbox?.close();
  }
}

/** The profile that the command uses; `undefined` where the token comes from somewhere else. */
function chosenProfile(given: Given) {
  const named = single(given, "profile");
  if (given.has("auth")) return undefined;
  if (process.env.OINT_VK_AUTH) {
    if (named)
      process.stderr.write(`oint: OINT_VK_AUTH is set and goes before --profile ${maskText(named)}\n`);
    return undefined;
  }
  const name = named ?? process.env.OINT_VK_PROFILE ?? "";
  const profile = findProfile(name);
  if (!given.has("sandbox") || !profile || profile.sandbox) return profile;
  if (name)
    throw new ArgumentError("profile", `"${name}" belongs to VK itself; leave out --sandbox or --profile`);
  return undefined;
}
