import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { unlessAborted } from "../core/abort.ts";
import type { Auth } from "../core/auth.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { ArgumentError, ConfigError } from "../errors.ts";
import { own } from "../validation/own.ts";
import { suggest } from "../validation/suggest.ts";

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

/** Formats an expiry time: ISO 8601, or "never". */
export function formatExpiry(expires: number): string {
  return expires === 0 ? "never" : new Date(expires * 1000).toISOString();
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
      `other users can read the tokens in ${path}; run: chmod 600 "${path}"`,
    );
  }
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Profiles; // written by changeProfiles
  } catch {
    throw new ArgumentError("profile", `${path} is damaged; delete it and log in again: oint vk login`);
  }
}

/**
 * Changes the profiles. A lock keeps other processes from changing them at the same time, and a complete new file
 * replaces the old one.
 *
 * @param change returns the new profiles
 */
export async function changeProfiles(
  change: (profiles: Profiles) => Profiles | Promise<Profiles>,
): Promise<Profiles> {
  const folder = configDir();
  if (folder === undefined)
    throw new ConfigError("there is no home folder to store profiles in; set OINT_CONFIG_FOLDER");
  const release = await lock(folder);
  try {
    const before = readProfiles();
    const after = await change(before);
    if (after !== before) write(profilesPath(folder), after);
    return after;
  } finally {
    await release();
  }
}

/** Waits for the lock of the configuration folder. */
async function lock(folder: string): Promise<() => Promise<void>> {
  const { default: lockfile } = await import("proper-lockfile");
  const { signal } = currentSettings();
  const retries = { retries: 300, factor: 1, minTimeout: 50, maxTimeout: 150 };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const locking = lockfile.lock(folder, { retries, stale: 10_000 });
    return await unlessAborted(signal, locking).catch((error: unknown) => {
      // If the lock is acquired after the abort, it is released at once.
      if (signal?.aborted) void locking.then(release => release()).catch(() => {});
      throw error;
    });
  } catch (error) {
    signal?.throwIfAborted();
    const { code } = error as NodeJS.ErrnoException; // both functions throw these
    const reason = code === "ELOCKED" ? "another process keeps it locked" : `${code}`;
    throw new ConfigError(`the profiles in ${folder} cannot be changed: ${reason}`, { cause: error });
  }
}

function write(path: string, profiles: Profiles): void {
  // If the file is a symbolic link, its target is replaced and the link stays.
  const target = existsSync(path) ? realpathSync(path) : path;
  const next = `${target}.${process.pid}.next`;
  writeFileSync(next, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, target);
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
  return new ArgumentError(
    "profile",
    `there is no profile "${name}"${alternatives(name, names)} Create one with: oint vk login`,
  );
}

function alternatives(name: string, names: readonly string[]): string {
  const suggestion = suggest(name, names);
  if (suggestion) return `; did you mean ${suggestion}?`;
  return names.length > 0 ? `; expected ${names.join(", ")}.` : ".";
}
