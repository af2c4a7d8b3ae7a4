import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import { ConfigError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/** Who has a file open. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Tells this lock from a later one of the same process. */
  readonly id: string;
}

/**
 * Makes this process the only one that writes a file. The lock of a process that died is taken over at once.
 *
 * @param path the file; the lock is `path.lock` beside it
 * @returns gives the file back
 * @throws {ConfigError} if another process has it
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  const owner: Owner = { pid: process.pid, host: hostname(), id: randomUUID() };
  while (!(await create(lock, owner))) {
    const other = await readWhole(lock);
    if (other && isAlive(other)) {
      const values = { path, pid: other.pid, host: other.host, lock };
      throw new ConfigError(
        localize(
          "{path} is in use by process {pid} on {host}; if there is no such process, delete {lock}",
          values,
        ),
      );
    }
    await removeLeftover(lock, other);
  }
  held.add(owner.id);
  return async () => {
    held.delete(owner.id);
    if ((await readOwner(lock))?.id === owner.id) await rm(lock, { force: true });
  };
}

/** The locks of this process: one with its number that is not here is of an earlier process, as in a container. */
const held = new Set<string>();

async function create(lock: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(lock, JSON.stringify(owner), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false; // node:fs throws such
    throw error;
  }
}

/** How often a lock without an owner is read, and how long after another, in milliseconds: it may be being written. */
const [maxReads, readInterval] = [10, 20];

/** `undefined`: it is gone, or its process died before it had written it. */
async function readWhole(lock: string): Promise<Owner | undefined> {
  for (let reads = 1; ; reads++) {
    const owner = await readOwner(lock);
    if (owner || reads === maxReads || !existsSync(lock)) return owner;
    await setTimeout(readInterval);
  }
}

async function readOwner(lock: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(lock, "utf8")) as Owner; // this module wrote it
  } catch {
    return undefined;
  }
}

/** Whether the process may be alive: of another computer that is not known. */
function isAlive({ pid, host, id }: Owner): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(id);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // node:process throws such
  }
}

/** Removes the lock of a dead process, unless another process has already replaced it. */
async function removeLeftover(lock: string, dead: Owner | undefined): Promise<void> {
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch {
    return;
  }
  const moved = await readOwner(aside);
  if (moved && moved.id !== dead?.id) await rename(aside, lock);
  else await rm(aside, { force: true });
}
