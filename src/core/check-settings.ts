import { ArgumentError } from "../errors.ts";
import { langs, localize } from "../i18n/localize.ts";
import { formatValue } from "../validation/format.ts";
import { checkBaseUrl } from "./endpoints.ts";
import type { Settings } from "./settings.ts";

/** Maximum delay of a timer, in milliseconds; Node.js fires a timer with a longer delay immediately. Source: https://nodejs.org/api/timers.html */
export const maxTimerMs = 2 ** 31 - 1;

/**
 * Checks settings.
 *
 * @throws {ArgumentError} if one is invalid
 */
export function checkSettings({
  lang,
  apiUrl,
  oauthUrl,
  idUrl,
  retries,
  deadline,
  rps,
  timeouts = {},
}: Settings): void {
  if (lang !== undefined && !langs.includes(lang)) {
    throw new ArgumentError("lang", localize("got {value}, expected en or ru", { value: formatValue(lang) }));
  }
  if (apiUrl) checkBaseUrl("apiUrl", apiUrl);
  if (oauthUrl) checkBaseUrl("oauthUrl", oauthUrl);
  if (idUrl) checkBaseUrl("idUrl", idUrl);
  checkNumber("retries", retries, 0);
  checkNumber("rps", rps, 1);
  checkTime("deadline", deadline);
  checkTime("timeouts.connect", timeouts.connect);
  checkTime("timeouts.response", timeouts.response);
  checkTime("timeouts.idle", timeouts.idle);
}

function checkNumber(argument: string, value: unknown, min: number): void {
  if (value === undefined || (typeof value === "number" && value >= min)) return;
  throw new ArgumentError(
    argument,
    localize("got {value}, expected a number of at least {min}", { value: formatValue(value), min }),
  );
}

function checkTime(argument: string, value: unknown): void {
  if (value === undefined || value === Number.POSITIVE_INFINITY) return;
  if (typeof value === "number" && value >= 1 && value <= maxTimerMs) return;
  throw new ArgumentError(
    argument,
    localize("got {value}, expected milliseconds from 1 to {max}, or Infinity for no limit", {
      value: formatValue(value),
      max: maxTimerMs,
    }),
  );
}
