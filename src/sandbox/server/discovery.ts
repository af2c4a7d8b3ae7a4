import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import lockfile from "proper-lockfile";

/**
 * Tells the folder where the user's sandbox keeps its state.
 *
 * @returns `OINT_SANDBOX_FOLDER`, else a folder in the user's state folder
 */
export function defaultFolder(): string {
  const { OINT_SANDBOX_FOLDER, XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  if (OINT_SANDBOX_FOLDER) return OINT_SANDBOX_FOLDER;
  const state = process.platform === "win32" ? LOCALAPPDATA : XDG_STATE_HOME;
  return join(state || join(homedir(), ".local", "state"), "oint", "sandbox");
}

const addressFile = "running.json";

/** Tells other commands where the sandbox of this folder runs. */
export function publishAddress(folder: string, url: string): void {
  const path = join(folder, addressFile);
  writeFileSync(`${path}.next`, JSON.stringify({ url, pid: process.pid }));
  renameSync(`${path}.next`, path);
}

/** Takes the announcement back. */
export function unpublishAddress(folder: string): void {
  rmSync(join(folder, addressFile), { force: true });
}

/**
 * Finds the sandbox that runs on a folder.
 *
 * @param folder the folder of its state
 * @returns its address, `http://127.0.0.1:5199`; `undefined` when none answers
 */
export async function findRunning(folder: string): Promise<string | undefined> {
  try {
    const { url } = JSON.parse(readFileSync(join(folder, addressFile), "utf8")) as { url: string }; // written by announce
    const answer = await fetch(`${url}/sandbox/calls`, { signal: AbortSignal.timeout(2000) });
    return answer.ok ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Makes this process the only one that changes the folder; waits while another one does. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  const retries = { retries: 200, factor: 1, minTimeout: 100, maxTimeout: 150 };
  return lockfile.lock(folder, { retries, stale: 10_000 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ELOCKED") throw error;
    throw new Error(`Another sandbox uses the folder ${folder}; stop it first, or name another folder`);
  });
}
