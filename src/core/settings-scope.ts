import { AsyncLocalStorage } from "node:async_hooks";
import { setLangSource } from "../i18n/localize.ts";
import { checkSettings } from "./check-settings.ts";
import type { Settings } from "./settings.ts";

const scopedSettings = new AsyncLocalStorage<Settings>();
let processSettings: Settings = {};

setLangSource(() => currentSettings().lang);

/**
 * Changes settings for the whole process.
 *
 * @param settings the settings to change; omitted ones are not changed
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
 * Runs a function with its own settings.
 *
 * @param settings the settings to change; omitted ones are inherited
 * @param work the function that makes the calls
 * @returns the result of the function
 * @throws {ArgumentError} if a setting is invalid
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

/** Returns the settings in effect. */
export function currentSettings(): Settings {
  return scopedSettings.getStore() ?? processSettings;
}

/** Wraps a function so that it always runs with the settings in effect now. */
export function withCurrentSettings<Args extends unknown[], T>(
  work: (...args: Args) => T,
): (...args: Args) => T {
  const settings = currentSettings();
  return (...args) => scopedSettings.run(settings, work, ...args);
}
