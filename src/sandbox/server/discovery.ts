import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

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
