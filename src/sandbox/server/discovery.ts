import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Returns the folder where the user's sandbox keeps its state.
 *
 * @returns `OINT_SANDBOX_FOLDER` if it is set, otherwise a folder in the user's state folder
 */
export function defaultFolder(): string {
  const { OINT_SANDBOX_FOLDER, XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  if (OINT_SANDBOX_FOLDER) return OINT_SANDBOX_FOLDER;
  const stateFolder = process.platform === "win32" ? LOCALAPPDATA : XDG_STATE_HOME;
  return join(stateFolder || join(homedir(), ".local", "state"), "oint", "sandbox");
}

const addressFile = "running.json";

/** Writes the sandbox's address to its folder, where other commands find it. */
export function publishAddress(folder: string, url: string): void {
  const path = join(folder, addressFile);
  writeFileSync(`${path}.next`, JSON.stringify({ url, pid: process.pid }));
  renameSync(`${path}.next`, path);
}

/** Removes the address that `publishAddress` wrote. */
export function unpublishAddress(folder: string): void {
  rmSync(join(folder, addressFile), { force: true });
}

/**
 * Finds the running sandbox that uses a folder.
 *
 * @param folder state folder of the sandbox
 * @returns its URL, `http://127.0.0.1:5199`; `undefined` when no sandbox responds
 */
export async function findRunning(folder: string): Promise<string | undefined> {
  try {
    const { url } = JSON.parse(readFileSync(join(folder, addressFile), "utf8")) as { url: string }; // written by publishAddress
    const response = await fetch(`${url}/sandbox/calls?limit=1`, { signal: AbortSignal.timeout(2000) });
    return response.ok ? url : undefined;
  } catch {
    return undefined;
  }
}
