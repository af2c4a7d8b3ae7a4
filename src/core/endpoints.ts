import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "../validation/format.ts";
import { defaults } from "./defaults.ts";
import type { Settings } from "./settings.ts";

/** Returns the base URL of the VK API, without a slash at the end. */
export function apiUrl(settings: Settings): string {
  return checkBaseUrl("apiUrl", settings.apiUrl || process.env.OINT_VK_API_URL || defaults.apiUrl);
}

/** Returns the base URL of VK OAuth. */
export function oauthUrl(settings: Settings): string {
  return checkBaseUrl("oauthUrl", settings.oauthUrl || process.env.OINT_VK_OAUTH_URL || defaults.oauthUrl);
}

/** Returns the base URL of VK ID. */
export function idUrl(settings: Settings): string {
  return checkBaseUrl("idUrl", settings.idUrl || process.env.OINT_VK_ID_URL || defaults.idUrl);
}

/**
 * Checks a base URL.
 *
 * @returns the URL without a slash at the end
 * @throws {ArgumentError} if it is not an http(s) URL
 */
export function checkBaseUrl(argument: string, url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) {
    throw new ArgumentError(
      argument,
      localize("got {value}, expected a URL such as {example}", {
        value: formatValue(url),
        example: defaults.apiUrl,
      }),
    );
  }
  return url.endsWith("/") ? url.replace(/\/+$/, "") : url;
}
