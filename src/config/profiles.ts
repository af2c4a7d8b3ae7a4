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
import { ArgumentError, OintError } from "../errors.ts";
import { unlessAborted } from "../vk/abort.ts";
import type { Auth } from "../vk/auth.ts";
import { nearest } from "../vk/nearest.ts";
import { own } from "../vk/own.ts";
import { currentSettings } from "../vk/settings.ts";

/** A token with what belongs to it, under a name. */
export interface Profile {
  /** How the token was given. */
  readonly kind: "user" | "community" | "service" | "vkid";
  /** Whose it is, for lists. */
  readonly owner: string;
  readonly auth: Auth;
  /** When the token ends, in Unix seconds; 0: never. */
  readonly expires: number;
  /** Of VK ID: what the next pair of tokens is fetched with. */
  readonly refresh_token?: string;
  readonly device_id?: string;
  /** Of VK ID: the rights, names with spaces. */
  readonly scope?: string;
  /** The sandbox gave it. */
  readonly sandbox?: true;
}

/** When a token ends: a moment in ISO 8601, or "never". */
export function endInWords(expires: number): string {
  return expires === 0 ? "never" : new Date(expires * 1000).toISOString();
}

/** All profiles, and the one that is used when none is named. */
export interface Profiles {
  readonly current?: string | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** The user's folder for settings; a user without a home has none. */
function folder(): string | undefined {
  const { OINT_CONFIG_FOLDER, XDG_CONFIG_HOME, APPDATA } = process.env;
  if (OINT_CONFIG_FOLDER) return OINT_CONFIG_FOLDER;
  const config = process.platform === "win32" ? APPDATA : XDG_CONFIG_HOME;
  try {
    return join(config || join(homedir(), ".config"), "oint");
  } catch {
    return undefined;
  }
}

/** Where the profiles are stored. */
function pathIn(place: string): string {
  return join(place, "profiles.json");
}

/**
 * Reads the profiles.
 *
 * @throws {ArgumentError} when others can read the file, or it is damaged
 */
export function readProfiles(): Profiles {
  const place = folder();
  if (place === undefined) return { profiles: {} };
  const path = pathIn(place);
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file) return { profiles: {} };
  if (process.platform !== "win32" && file.mode & 0o077) {
    throw new ArgumentError(
      "profile",
      `the tokens in ${path} can be read by others; mend it with: chmod 600 "${path}"`,
    );
  }
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Profiles; // written by changeProfiles
  } catch {
    throw new ArgumentError("profile", `${path} is damaged; delete it and log in again: oint vk login`);
  }
}

/**
 * Changes the profiles, while no other process does: what is read is what is written over. A new file takes the old one's
 * name when it is whole.
 *
 * @param change makes the new profiles out of those that there are
 */
export async function changeProfiles(
  change: (profiles: Profiles) => Profiles | Promise<Profiles>,
): Promise<Profiles> {
  const place = folder();
  if (place === undefined)
    throw new OintError("There is no home folder to store profiles in; set OINT_CONFIG_FOLDER");
  const release = await lock(place);
  try {
    const before = readProfiles();
    const after = await change(before);
    if (after !== before) write(pathIn(place), after);
    return after;
  } finally {
    await release();
  }
}

/** Waits for the folder until no other process changes what is in it. */
async function lock(place: string): Promise<() => Promise<void>> {
  const { default: lockfile } = await import("proper-lockfile");
  const { signal } = currentSettings();
  const retries = { retries: 300, factor: 1, minTimeout: 50, maxTimeout: 150 };
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    const locking = lockfile.lock(place, { retries, stale: 10_000 });
    return await unlessAborted(signal, locking).catch((error: unknown) => {
      // A lock that comes after all is of no use.
      if (signal?.aborted) void locking.then(release => release()).catch(() => {});
      throw error;
    });
  } catch (error) {
    signal?.throwIfAborted();
    const { code } = error as NodeJS.ErrnoException; // both throw such
    const reason = code === "ELOCKED" ? "another process keeps it locked" : `${code}`;
    throw new OintError(`The profiles in ${place} cannot be changed: ${reason}`, { cause: error });
  }
}

function write(path: string, profiles: Profiles): void {
  // A link, as those make one who keep their settings elsewhere, stays a link.
  const target = existsSync(path) ? realpathSync(path) : path;
  const next = `${target}.${process.pid}.next`;
  writeFileSync(next, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, target);
}

/**
 * Finds a profile.
 *
 * @param name its name; empty: the current one
 * @returns the profile with its name; `undefined` when none is named and none is current
 * @throws {ArgumentError} when there is no profile of that name
 */
export function findProfile(name: string): (Profile & { readonly name: string }) | undefined {
  const { current, profiles } = readProfiles();
  const chosen = name || current;
  if (!chosen) return undefined;
  const profile = own(profiles, chosen);
  if (!profile) throw unknownProfile(chosen, profiles);
  return { ...profile, name: chosen };
}

/** The error for a name that no profile has. */
export function unknownProfile(name: string, profiles: Profiles["profiles"]): ArgumentError {
  const names = Object.keys(profiles);
  const near = nearest(name, names);
  const advice = near
    ? `; did you mean ${near}?`
    : names.length > 0
      ? `; there are ${names.join(", ")}.`
      : ".";
  return new ArgumentError("profile", `there is no profile "${name}"${advice} Make one with: oint vk login`);
}
