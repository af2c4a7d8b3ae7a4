import { homedir } from "node:os";
import { join } from "node:path";
import { defaults } from "../core/defaults.ts";
import { apiUrl } from "../core/endpoints.ts";
import type { Settings } from "../core/settings.ts";

/** The file with the state of a community's events, in the user's state folder; another server of the API has another one. */
export function defaultStatePath(groupId: number, settings: Settings): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  const stateFolder = process.platform === "win32" ? LOCALAPPDATA : XDG_STATE_HOME;
  const url = apiUrl(settings);
  const server = url === defaults.apiUrl ? "" : `-${new URL(url).hostname}`;
  const folder = join(stateFolder || join(homedir(), ".local", "state"), "oint", "events");
  return join(folder, `${groupId}${server}.jsonl`);
}
