import { loadAuth } from "../config/load-auth.ts";
import { findProfile } from "../config/profiles.ts";
import { freshAuth } from "../config/refresh.ts";
import type { Auth } from "../core/auth.ts";
import { type Settings, withSettings } from "../core/settings.ts";
import { ArgumentError } from "../errors.ts";
import type { ParsedOptions } from "./framework/parse.ts";
import { single, toSettings } from "./options/common.ts";

/** Finds the authorization structure: the option's value, else OINT_VK_AUTH, else the profile, else the sandbox's own. */
export type AuthResolver = (option: string | undefined) => Promise<Auth | undefined>;

/**
 * Does some work with the settings, the sandbox and the profile that a command line names.
 *
 * @param options the options that were given
 * @param settings settings beside those of the options
 * @param takesAuth whether the work needs an authorization structure; if not, no profile is looked at
 * @param work what is to be done
 */
export async function withCommandContext<T>(
  options: ParsedOptions,
  settings: Settings,
  takesAuth: boolean,
  work: (resolveAuth: AuthResolver) => Promise<T>,
): Promise<T> {
  const profile = takesAuth ? chosenProfile(options) : undefined;
  const remembered = profile?.sandbox && !options.has("api-url") && !process.env.OINT_VK_API_URL;
  const inSandbox = (options.has("sandbox") || remembered) && !settings.dryRun;
  const sandbox = inSandbox ? await (await import("./commands/sandbox.ts")).connectSandbox() : undefined;
  const addresses = sandbox
    ? { apiUrl: sandbox.apiUrl, oauthUrl: sandbox.oauthUrl, idUrl: sandbox.idUrl }
    : {};
  try {
    return await withSettings({ ...toSettings(options), ...addresses, ...settings }, () =>
      work(
        async option =>
          (await loadAuth(option, process.env.OINT_VK_AUTH)) ??
          (profile ? await freshAuth(profile) : sandbox?.auth),
      ),
    );
  } finally {
    await sandbox?.close();
  }
}

/** The profile that the command uses; `undefined` where the token comes from somewhere else. */
function chosenProfile(options: ParsedOptions) {
  const named = single(options, "profile");
  if (options.has("auth")) return undefined;
  if (process.env.OINT_VK_AUTH) {
    if (named) process.stderr.write(`oint: OINT_VK_AUTH is set and goes before --profile ${named}\n`);
    return undefined;
  }
  const name = named ?? process.env.OINT_VK_PROFILE ?? "";
  const profile = findProfile(name);
  if (!options.has("sandbox") || !profile || profile.sandbox) return profile;
  if (name)
    throw new ArgumentError("profile", `"${name}" belongs to VK itself; leave out --sandbox or --profile`);
  return undefined;
}
