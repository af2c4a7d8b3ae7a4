import { ArgumentError } from "../errors.ts";
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
  apiUrl,
  oauthUrl,
  idUrl,
  retries,
  deadline,
  rps,
  timeouts = {},
}: Settings): void {
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
  throw new ArgumentError(argument, `got ${formatValue(value)}, expected a number of at least ${min}`);
}

function checkTime(argument: string, value: unknown): void {
  if (value === undefined || value === Number.POSITIVE_INFINITY) return;
  if (typeof value === "number" && value >= 1 && value <= maxTimerMs) return;
  const expected = `milliseconds from 1 to ${maxTimerMs}, or Infinity for no limit`;
  throw new ArgumentError(argument, `got ${formatValue(value)}, expected ${expected}`);
}
