import { maxTimerMs } from "../../core/check-settings.ts";
import { defaults } from "../../core/defaults.ts";
import type { Settings } from "../../core/settings.ts";
import { ArgumentError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { single, type Values } from "../../invoke/values.ts";
import type { OptionSpec } from "../framework/command.ts";

/** Uses the sandbox instead of VK. */
export const sandboxOption: OptionSpec = {
  name: "sandbox",
  takesValue: "never",
  description: "Call the local sandbox instead of VK",
};

/** The base URLs and the timeouts. */
export const connectionOptions: readonly OptionSpec[] = [
  sandboxOption,
  {
    name: "api-url",
    takesValue: "always",
    description: "Base URL of the VK API, or OINT_VK_API_URL",
    default: defaults.apiUrl,
  },
  {
    name: "oauth-url",
    takesValue: "always",
    description: "Base URL of VK OAuth, or OINT_VK_OAUTH_URL",
    default: defaults.oauthUrl,
  },
  {
    name: "id-url",
    takesValue: "always",
    description: "Base URL of VK ID, or OINT_VK_ID_URL",
    default: defaults.idUrl,
  },
  {
    name: "timeout",
    takesValue: "always",
    description: "Maximum time to retry a failed request, in seconds",
    default: defaults.deadline / 1000,
  },
  {
    name: "response-timeout",
    takesValue: "always",
    description: "Time to wait for a response, in seconds",
    default: defaults.timeouts.response / 1000,
  },
  {
    name: "connect-timeout",
    takesValue: "always",
    description: "Time to wait for a connection, in seconds",
    default: defaults.timeouts.connect / 1000,
  },
  {
    name: "idle-timeout",
    takesValue: "always",
    description: "Abort a transfer that makes no progress for this many seconds",
    default: defaults.timeouts.idle / 1000,
  },
  {
    name: "retries",
    takesValue: "always",
    description: "Maximum number of retries, where a retry is safe",
    default: defaults.retries,
  },
  {
    name: "rps",
    takesValue: "always",
    description: "Requests per second for this token",
    default: `${defaults.requestsPerSecond.user}, community ${defaults.requestsPerSecond.community}`,
  },
];

/** The settings that the connection options ask for. */
export function toSettings(options: Values): Settings {
  const timeouts = {
    connect: milliseconds(options, "connect-timeout"),
    response: milliseconds(options, "response-timeout"),
    idle: milliseconds(options, "idle-timeout"),
  };
  const set = Object.entries(timeouts).filter(([, value]) => value !== undefined);
  return {
    apiUrl: single(options, "api-url"),
    oauthUrl: single(options, "oauth-url"),
    idUrl: single(options, "id-url"),
    deadline: milliseconds(options, "timeout"),
    retries: wholeNumber(options, "retries", 0),
    rps: wholeNumber(options, "rps", 1),
    timeouts: Object.fromEntries(set),
  };
}

export function wholeNumber(options: Values, name: string, min: number): number | undefined {
  const value = single(options, name);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value) || Number(value) < min) {
    const problem = localize('got "{value}", expected a whole number of at least {min}', { value, min });
    throw new ArgumentError(name, problem);
  }
  return Number(value);
}

/** The longest timeout, in seconds: about 24.8 days. */
const maxSeconds = Math.floor(maxTimerMs / 1000);

export function milliseconds(options: Values, name: string): number | undefined {
  const value = single(options, name);
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (seconds === Number.POSITIVE_INFINITY || (seconds >= 0.001 && seconds <= maxSeconds)) {
    return seconds * 1000;
  }
  const problem = localize(
    'got "{value}", expected seconds, such as 30, up to {max}, or Infinity for no limit',
    { value, max: maxSeconds },
  );
  throw new ArgumentError(name, problem);
}
