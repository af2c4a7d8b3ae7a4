import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
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
    const other = await readOwner(lock);
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
  return async () => {
    if ((await readOwner(lock))?.id === owner.id) await rm(lock, { force: true });
  };
}

async function create(lock: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(lock, JSON.stringify(owner), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false; // node:fs throws such
    throw error;
  }
}

/** `undefined`: it is gone, or its process died before it had written it. */
async function readOwner(lock: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(lock, "utf8")) as Owner; // this module wrote it
  } catch {
    return undefined;
  }
}

/** Whether the process may be alive: of another computer that is not known. */
function isAlive({ pid, host }: Owner): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return true;
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
