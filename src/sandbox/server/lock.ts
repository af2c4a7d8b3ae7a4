import { mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import lockfile from "proper-lockfile";
import { localize } from "../../i18n/localize.ts";
import { findRunning } from "./discovery.ts";

/** The process that has a folder: its number may be given again, the time of its start tells it from a later one. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When it started, as the system counts; empty where the system does not tell. */
  readonly started: string;
  /** The lock that it made: another lock in the same place is another process's. */
  readonly lock: string;
}

/** How often a folder that another process has is looked at, in milliseconds. */
const patience = 100;
/** How often it is looked at before this process gives up. */
const attempts = 200;
/** A lock whose owner cannot be asked after is left over when nothing has touched it for this long, in milliseconds. */
const stale = 10_000;

const ownerFile = (folder: string) => join(folder, "owner.json");
const lockPath = (folder: string) => `${realpathSync(folder)}.lock`;

/**
 * Makes this process the only one that changes a folder. While another command has it, this one waits; for a sandbox that
 * runs until it is stopped, it does not.
 *
 * @param folder the folder
 * @returns gives the folder back
 * @throws {Error} when another sandbox has the folder
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const release = await tryLock(folder);
    if (release) {
      const { pid } = process;
      const owner: Owner = { pid, host: hostname(), started: startOf(pid), lock: identityOfLock(folder) };
      writeFileSync(ownerFile(folder), JSON.stringify(owner));
      return release;
    }
    const owner = readOwner(folder);
    if (isLeftOver(owner)) await removeLock(folder);
    else if (attempt > attempts || (await findRunning(folder))) throw await folderInUse(folder, owner);
    else await new Promise(resolve => setTimeout(resolve, patience));
  }
}

function tryLock(folder: string): Promise<(() => Promise<void>) | undefined> {
  return lockfile.lock(folder, { stale, lockfilePath: lockPath(folder) }).catch(ifNotLocked);
}

function ifNotLocked(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ELOCKED") throw error;
}

/** Removes the lock of a process that ended without doing so. One process does it, and looks again before it does. */
async function removeLock(folder: string): Promise<void> {
  const release = await lockfile
    .lock(folder, { stale, lockfilePath: join(folder, "removal.lock") })
    .catch(ifNotLocked);
  if (!release) return;
  try {
    if (isLeftOver(readOwner(folder))) rmSync(lockPath(folder), { recursive: true, force: true });
  } finally {
    await release();
  }
}

/** The process that has the lock which is there now. */
function readOwner(folder: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(ownerFile(folder), "utf8")) as Owner; // written by lockFolder
    return owner.lock === identityOfLock(folder) ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** What tells a lock from a later one in the same place. */
function identityOfLock(folder: string): string {
  const { ino, birthtimeMs } = statSync(lockPath(folder));
  return `${ino} ${birthtimeMs}`;
}

/** Whether a process has ended; of one on another machine, or in another container, that is not known. */
function isLeftOver(owner: Owner | undefined): boolean {
  if (!owner || owner.host !== hostname()) return false;
  const { pid, started } = owner;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
  return started !== "" && startOf(pid) !== started;
}

/** When a process started. Source: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program may hold spaces; it ends with the last parenthesis, and the start is field 22.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

async function folderInUse(folder: string, owner: Owner | undefined): Promise<Error> {
  const url = await findRunning(folder);
  const who = [
    owner && localize("process {pid}", { pid: String(owner.pid) }),
    url && localize("at {url}", { url }),
  ].filter(Boolean);
  const shown = who.length > 0 ? ` (${who.join(", ")})` : "";
  return new Error(
    localize("another sandbox uses the folder {folder}; stop it first, or name another folder", {
      folder: folder + shown,
    }),
  );
}
