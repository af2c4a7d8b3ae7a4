import { AsyncLocalStorage } from "node:async_hooks";
import { checkSettings } from "./check-settings.ts";
import type { Settings } from "./settings.ts";

const scopedSettings = new AsyncLocalStorage<Settings>();
let processSettings: Settings = {};

/**
 * Changes the settings of the whole process.
 *
 * @param settings the settings to change; those left out stay as they are
 * @example
 * ```ts
 * import { configure } from "oint";
 *
 * configure({ timeouts: { response: 60_000 }, retries: 2 });
 * ```
 */
export function configure(settings: Settings): void {
  checkSettings(settings);
  processSettings = { ...processSettings, ...settings };
}

/**
 * Runs some work with settings of its own.
 *
 * @param settings the settings to change; those left out are as outside
 * @param work the calls to make
 * @returns what the work returns
 * @throws {ArgumentError} when a setting is not of its form
 * @example
 * ```ts
 * import { OPI_VK, withSettings } from "oint";
 *
 * const link = await withSettings({ retries: 0 }, async () => OPI_VK.createTokenRetrievalLink(51694790));
 * console.log(link);
 * ```
 */
export function withSettings<T>(settings: Settings, work: () => T): T {
  checkSettings(settings);
  return scopedSettings.run({ ...currentSettings(), ...settings }, work);
}

/** The settings that hold here and now. */
export function currentSettings(): Settings {
  return scopedSettings.getStore() ?? processSettings;
}

/** Has work that is done later, wherever that may be, keep the settings that hold here and now. */
export function withCurrentSettings<Args extends unknown[], T>(
  work: (...args: Args) => T,
): (...args: Args) => T {
  const settings = currentSettings();
  return (...args) => scopedSettings.run(settings, work, ...args);
}
