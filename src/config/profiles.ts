import { mkdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ArgumentError, OintError } from "../errors.ts";
import { sleep } from "../vk/abort.ts";
import type { Auth } from "../vk/auth.ts";
import { nearest } from "../vk/nearest.ts";
import { own } from "../vk/own.ts";
import { currentSettings } from "../vk/settings.ts";
import { type Draft, openDraft } from "./draft.ts";

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

/** When a token ends: a moment in ISO 8601, or "never"; "unknown" where an earlier version stored none. */
export function endInWords(expires: number | null): string {
  if (expires === 0) return "never";
  return expires ? new Date(expires * 1000).toISOString() : "unknown";
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

/** Makes new profiles out of those that there are. */
export type Change = (profiles: Profiles) => Profiles;

/** Changes the profiles, while no other process does. */
export function changeProfiles(change: Change): Promise<Profiles> {
  return changeProfilesAfter(async () => change);
}

/** What was to be stored is not where it belongs. */
export class UnstoredError extends OintError {}

/** How long another process that changes the profiles is waited for, in milliseconds. */
const longPatience = 60_000;

/**
 * Changes the profiles by what some work brings, while no other process does. The work may bring what can be had only
 * once, so the place on the disk is taken before it begins.
 *
 * @param work gives the change; the change is made to the profiles as they are when the work has ended
 * @param patience how long to wait for other processes, in milliseconds
 * @returns the profiles that are stored now
 * @throws {OintError} when nothing can be stored; the work was not begun
 * @throws {UnstoredError} when what the work brought could not be stored
 */
export async function changeProfilesAfter(
  work: (profiles: Profiles) => Promise<Change>,
  patience: number = longPatience,
): Promise<Profiles> {
  const place = folder();
  if (place === undefined)
    throw new OintError("There is no home folder to store profiles in; set OINT_CONFIG_FOLDER");
  const release = await lock(place, patience);
  try {
    const path = filePath(place);
    const before = readProfiles();
    const draft = takePlace(place, path);
    try {
      return store(path, draft, await work(before), before);
    } finally {
      draft.close();
    }
  } finally {
    await release();
  }
}

/** The file of the profiles; where a link stands in its place, what that leads to. */
function filePath(place: string): string {
  const path = pathIn(place);
  return textOf(path) === undefined ? path : realpathSync(path);
}

/** Waits for the folder until no other process changes what is in it. */
async function lock(place: string, patience: number): Promise<() => Promise<void>> {
  const { default: lockfile } = await import("proper-lockfile");
  const { signal } = currentSettings();
  const options = {
    lockfilePath: join(place, "profiles.lock"),
    stale: 10_000,
    // A process that was suspended, or whose clock was set, may lose its lock: what is stored does not rely on it.
    onCompromised: () => {},
  };
  const end = performance.now() + patience;
  for (;;) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o700 });
      const release = await lockfile.lock(place, options);
      // A lock that was lost is another process's now.
      return () => release().catch(() => {});
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException; // both throw such
      if (code !== "ELOCKED") throw unchangeable(place, `${code}`, error);
      if (performance.now() >= end) throw unchangeable(place, "another process keeps it locked", error);
    }
    await sleep(50 + Math.random() * 50, signal);
  }
}

function unchangeable(place: string, reason: string, cause: unknown): OintError {
  return new OintError(`The profiles in ${place} cannot be changed: ${reason}`, { cause });
}

/** A pair of tokens is longer than the one before it by less than this, in bytes. */
const room = 16_384;

function takePlace(place: string, path: string): Draft {
  try {
    return openDraft(path, (textOf(path)?.length ?? 0) + room);
  } catch (error) {
    throw unchangeable(place, `${(error as NodeJS.ErrnoException).code}`, error); // the file system's own
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
      // Who has lost the lock must not write over what another process has stored.
      if (textOf(path) !== text) continue;
      draft.replace(path);
      return after;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException; // the file system's own
      const fate = draft.keep()
        ? `is in ${draft.path}; when that is mended, give it the name ${path}`
        : "is lost; log in again: oint vk login";
      throw new UnstoredError(`${path} cannot be written (${code}). What it was to hold ${fate}`, {
        cause: error,
      });
    }
  }
}

/** What is stored now. A file that was damaged in between keeps nothing from being stored. */
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
