import { unlessAborted } from "../core/abort.ts";
import { type Auth, renewing } from "../core/auth.ts";
import { currentSettings, withSettings } from "../core/settings-scope.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { findProfile, type Profile } from "./profiles.ts";
import { freshAuth } from "./refresh.ts";

/**
 * Gets the credentials that `oint vk login` stored.
 *
 * Every call that they are used for takes the token that is stored then, and refreshes one of VK ID that is about to expire,
 * as the command line does. So a process that runs for days can keep them.
 *
 * @param name name of the profile; empty: `OINT_VK_PROFILE`, else the current profile
 * @returns the credentials
 * @throws {ArgumentError} if there is no such profile
 * @throws {OAuthError} if VK did not refresh the token
 * @example
 * ```ts
 * import { authFromProfile, OPI_VK } from "oint";
 *
 * const publish = async (text: string) =>
 *   OPI_VK.createPost(text, [], false, "", await authFromProfile("shop"));
 * ```
 */
export async function authFromProfile(name: string = ""): Promise<Auth> {
  const chosen = storedProfile(name || process.env.OINT_VK_PROFILE || "");
  const auth = await freshAuth(chosen);
  // Another profile may become the current one; these credentials stay those that they were.
  return renewing(
    auth,
    shared(() => freshAuth(storedProfile(chosen.name))),
  );
}

/** Calls that are made at the same time wait for one look at the profile; none of them can end it for the others. */
function shared(read: () => Promise<Auth>): () => Promise<string> {
  let pending: Promise<string> | undefined;
  return () => {
    const { signal } = currentSettings();
    pending ??= withSettings({ signal: undefined }, read)
      .then(({ access_token }) => access_token)
      .finally(() => {
        pending = undefined;
      });
    return unlessAborted(signal, pending);
  };
}

function storedProfile(name: string): Profile & { readonly name: string } {
  const profile = findProfile(name);
  if (profile) return profile;
  throw new ArgumentError("profile", localize("there is no current profile; make one with: oint vk login"));
}
