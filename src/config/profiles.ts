import { mkdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { sleep } from "../core/abort.ts";
import type { Auth } from "../core/auth.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { ArgumentError, ConfigError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { own } from "../validation/own.ts";
import { didYouMean, suggest } from "../validation/suggest.ts";
import { type Draft, openDraft } from "./draft.ts";

/** Stored credentials. */
export interface Profile {
  /** Type of the token, or the way it was issued. */
  readonly kind: "user" | "community" | "service" | "vkid";
  /** Name of the token's owner, for lists. */
  readonly owner: string;
  readonly auth: Auth;
  /** When the token expires, in Unix seconds. 0: never. */
  readonly expires: number;
  /** VK ID only: refresh token for the next token pair. */
  readonly refresh_token?: string;
  readonly device_id?: string;
  /** VK ID only: space-separated scopes. */
  readonly scope?: string;
  /** The sandbox issued the token. */
  readonly sandbox?: true;
}

/** Formats an expiry time: ISO 8601, or "never"; "unknown" if an earlier version did not store it. */
export function formatExpiry(expires: number | null): string {
  if (expires === 0) return "never";
  return expires ? new Date(expires * 1000).toISOString() : "unknown";
}

/** All profiles and the name of the current one. */
export interface Profiles {
  readonly current?: string | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** Returns the configuration folder of the user; `undefined` if the user has no home folder. */
function configDir(): string | undefined {
  const { OINT_CONFIG_FOLDER, XDG_CONFIG_HOME, APPDATA } = process.env;
  if (OINT_CONFIG_FOLDER) return OINT_CONFIG_FOLDER;
  const config = process.platform === "win32" ? APPDATA : XDG_CONFIG_HOME;
  try {
    return join(config || join(homedir(), ".config"), "oint");
  } catch {
    return undefined;
  }
}

/** Returns the path of the file with the profiles. */
function profilesPath(folder: string): string {
  return join(folder, "profiles.json");
}

/**
 * Reads the profiles.
 *
 * @throws {ArgumentError} if other users can read the file, or the file is damaged
 */
export function readProfiles(): Profiles {
  const folder = configDir();
  if (folder === undefined) return { profiles: {} };
  const path = profilesPath(folder);
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file) return { profiles: {} };
  if (process.platform !== "win32" && file.mode & 0o077) {
    throw new ArgumentError(
      "profile",
      localize('other users can read the tokens in {path}; run: chmod 600 "{path}"', { path }),
    );
  }
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Profiles; // written by changeProfiles
  } catch {
    throw new ArgumentError("profile", localize("{path} is damaged; delete it and log in again", { path }));
  }
}

/** Returns the new profiles. */
export type Change = (profiles: Profiles) => Profiles;

/** Changes the profiles. A lock keeps other processes from changing them at the same time. */
export function changeProfiles(change: Change): Promise<Profiles> {
  return changeProfilesAfter(async () => change);
}

/** The result of the work could not be stored in the file with the profiles. */
export class UnstoredError extends ConfigError {}

/** Default time to wait for a process that holds the lock, in milliseconds. */
const defaultLockTimeout = 60_000;

/**
 * Runs asynchronous work and changes the profiles by its result. A lock keeps other processes from changing the profiles at
 * the same time. The work may return tokens that are issued only once, so disk space is reserved before it starts.
 *
 * @param work returns the change, which is applied to the profiles stored at the end of the work
 * @param lockTimeout maximum time to wait for the lock, in milliseconds
 * @returns the stored profiles
 * @throws {ConfigError} if the profiles cannot be stored; the work was not started
 * @throws {UnstoredError} if the result of the work could not be stored
 */
export async function changeProfilesAfter(
  work: (profiles: Profiles) => Promise<Change>,
  lockTimeout: number = defaultLockTimeout,
): Promise<Profiles> {
  const folder = configDir();
  if (folder === undefined)
    throw new ConfigError(localize("there is no home folder to store profiles in; set OINT_CONFIG_FOLDER"));
  const release = await lock(folder, lockTimeout);
  try {
    const path = targetPath(folder);
    const before = readProfiles();
    const draft = reserveSpace(folder, path);
    try {
      return store(path, draft, await work(before), before);
    } finally {
      draft.close();
    }
  } finally {
    await release();
  }
}

/** Returns the path of the file with the profiles. For a symbolic link, that is the path of its target. */
function targetPath(folder: string): string {
  const path = profilesPath(folder);
  return textOf(path) === undefined ? path : realpathSync(path);
}

/** Waits for the lock of the configuration folder. */
async function lock(folder: string, timeout: number): Promise<() => Promise<void>> {
  const { default: lockfile } = await import("proper-lockfile");
  const { signal } = currentSettings();
  const options = {
    lockfilePath: join(folder, "profiles.lock"),
    stale: 10_000,
    // A process can lose its lock if it is suspended or the clock changes. `store` does not rely on the lock.
    onCompromised: () => {},
  };
  const end = performance.now() + timeout;
  for (;;) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const release = await lockfile.lock(folder, options);
      // A lost lock belongs to another process, so its release fails.
      return () => release().catch(() => {});
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException; // both functions throw these
      if (code !== "ELOCKED") throw cannotChange(folder, `${code}`, error);
      if (performance.now() >= end) {
        throw cannotChange(folder, localize("another process keeps it locked"), error);
      }
    }
    await sleep(50 + Math.random() * 50, signal);
  }
}

function cannotChange(folder: string, reason: string, cause: unknown): ConfigError {
  const problem = localize("the profiles in {folder} cannot be changed: {reason}", { folder, reason });
  return new ConfigError(problem, { cause });
}

/** Bytes to reserve beyond the size of the file; a new token pair needs less. */
const reservedBytes = 16_384;

function reserveSpace(folder: string, path: string): Draft {
  try {
    return openDraft(path, (textOf(path)?.length ?? 0) + reservedBytes);
  } catch (error) {
    throw cannotChange(folder, `${(error as NodeJS.ErrnoException).code}`, error); // thrown by node:fs
  }
}

function store(path: string, draft: Draft, change: Change, before: Profiles): Profiles {
  for (;;) {
    const text = textOf(path);
    const latest = latestOr(before);
    const after = change(latest);
    if (after === latest) return after;
    try {
      draft.fill(`${JSON.stringify(after, null, 2)}\n`);
      // If the lock was lost, the changes of another process must not be overwritten.
      if (textOf(path) !== text) continue;
      draft.replace(path);
      return after;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException; // thrown by node:fs
      const where = { path, code: `${code}`, draft: draft.path };
      const problem = draft.keep()
        ? localize(
            "{path} cannot be written ({code}). The new profiles are in {draft}; fix the problem and rename that file to {path}",
            where,
          )
        : localize("{path} cannot be written ({code}). The new profiles are lost; log in again", where);
      throw new UnstoredError(problem, { cause: error });
    }
  }
}

/** Reads the profiles again. If the file was damaged in the meantime, the earlier profiles are used. */
function latestOr(before: Profiles): Profiles {
  try {
    return readProfiles();
  } catch {
    return before;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * Finds a profile.
 *
 * @param name name of the profile. Empty: the current one
 * @returns the profile with its name; `undefined` if `name` is empty and there is no current profile
 * @throws {ArgumentError} if there is no profile with this name
 */
export function findProfile(name: string): (Profile & { readonly name: string }) | undefined {
  const { current, profiles } = readProfiles();
  const profileName = name || current;
  if (!profileName) return undefined;
  const profile = own(profiles, profileName);
  if (!profile) throw unknownProfile(profileName, profiles);
  return { ...profile, name: profileName };
}

/** Creates the error for an unknown profile name. */
export function unknownProfile(name: string, profiles: Profiles["profiles"]): ArgumentError {
  const names = Object.keys(profiles);
  const problem = localize('there is no profile "{name}"', { name });
  return new ArgumentError("profile", problem + alternatives(name, names));
}

function alternatives(name: string, names: readonly string[]): string {
  const suggestion = suggest(name, names);
  if (suggestion) return didYouMean(suggestion);
  return names.length > 0 ? localize("; expected {names}.", { names: names.join(", ") }) : ".";
}
