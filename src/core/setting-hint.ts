import { localize } from "../i18n/localize.ts";
import { own } from "../validation/own.ts";

/** What a program sets to act on error codes; a hint ends with it. */
const settingHints: Readonly<Record<number, () => string>> = {
  3: () => localize("The base URL is the setting apiUrl."),
  14: () => localize("The setting onChallenge returns it."),
  24: () =>
    localize("To confirm, return {parameters} from the setting onChallenge.", { parameters: "{confirm: 1}" }),
};

/** What a program sets to act on VK's error code; empty if a setting does not help. */
export function settingHint(code: number): string {
  return own(settingHints, code)?.() ?? "";
}
