import {
  type ChallengeHandler,
  type ChallengeResponse,
  maxTimerLength,
  type Settings,
} from "../../core/settings.ts";
import { ArgumentError } from "../../errors.ts";
import type { OptionSpec, ParsedOptions } from "../framework/parse.ts";

/** An option that every function has. */
export interface CommonOption extends OptionSpec {
  readonly description: string;
}

/** The options that every function has. */
export const commonOptions: readonly CommonOption[] = [
  { name: "help", value: "no", description: "show this help" },
  { name: "lang", value: "yes", description: "language of the help, en or ru; else that of the locale" },
  {
    name: "debug",
    value: "no",
    description: "show on standard error what is sent and received, secrets masked",
  },
  { name: "test", value: "no", description: "send nothing; print the requests that would be made" },
  { name: "out", value: "yes", description: "write the result into this file" },
  { name: "param", value: "yes", description: "a further parameter for VK, name=value; may be repeated" },
  {
    name: "profile",
    value: "yes",
    description: "use the token stored under this name; else OINT_VK_PROFILE, else the current one",
  },
  { name: "sandbox", value: "no", description: "call the local sandbox instead of VK" },
  {
    name: "api-url",
    value: "yes",
    description: "where VK's methods are; else OINT_VK_API_URL, else https://api.vk.ru/method",
  },
  {
    name: "oauth-url",
    value: "yes",
    description: "where the pages of the older flows are; else OINT_VK_OAUTH_URL, else https://oauth.vk.com",
  },
  {
    name: "id-url",
    value: "yes",
    description: "where VK ID is; else OINT_VK_ID_URL, else https://id.vk.com",
  },
  { name: "timeout", value: "yes", description: "seconds for which a failed call is tried again; else 120" },
  { name: "answer-timeout", value: "yes", description: "seconds to wait for one answer; else 30" },
  { name: "connect-timeout", value: "yes", description: "seconds to wait for a connection; else 10" },
  { name: "idle-timeout", value: "yes", description: "seconds an upload may stand still; else 60" },
  { name: "retries", value: "yes", description: "how often to try again where that is safe; else 5" },
  {
    name: "success-token",
    value: "yes",
    description: "what a captcha's page gave, when the command is repeated",
  },
  {
    name: "captcha-sid",
    value: "yes",
    description: "number of a captcha with a picture, when the command is repeated",
  },
  { name: "captcha-key", value: "yes", description: "what stands in the picture of the captcha" },
  { name: "confirm", value: "no", description: "confirm what VK asked about, when the command is repeated" },
  { name: "rps", value: "yes", description: "calls a second for this token; else 3" },
];

/** What belongs to the call of a function alone. */
const ofFunctions = ["test", "out", "param", "success-token", "captcha-sid", "captcha-key", "confirm"];

/** The options of commands that call VK for themselves. */
export const connectionOptions = commonOptions.filter(({ name }) => !ofFunctions.includes(name));

/** VK's codes. Source: https://dev.vk.com/ru/reference/errors */
const captchaCode = 14;
const confirmationCode = 24;

/** The settings that the common options ask for. */
export function toSettings(options: ParsedOptions): Settings {
  const connect = milliseconds(options, "connect-timeout");
  const answer = milliseconds(options, "answer-timeout");
  const idle = milliseconds(options, "idle-timeout");
  return {
    apiUrl: single(options, "api-url"),
    oauthUrl: single(options, "oauth-url"),
    idUrl: single(options, "id-url"),
    deadline: milliseconds(options, "timeout"),
    retries: number(options, "retries", 0),
    rps: number(options, "rps", 1),
    timeouts: {
      ...(connect === undefined ? {} : { connect }),
      ...(answer === undefined ? {} : { response: answer }),
      ...(idle === undefined ? {} : { idle }),
    },
  };
}

/** The one value of an option; `undefined` when it was not given. */
export function single(options: ParsedOptions, name: string): string | undefined {
  const values = options.get(name) ?? [];
  if (values.length > 1) throw new ArgumentError(name, `was given ${values.length} times, expected once`);
  return values[0];
}

function number(options: ParsedOptions, name: string, min: number): number | undefined {
  const value = single(options, name);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value) || Number(value) < min) {
    throw new ArgumentError(name, `got "${value}", expected a whole number of at least ${min}`);
  }
  return Number(value);
}

/** The longest time that an option takes, in seconds: about 24.8 days. */
const maxSeconds = Math.floor(maxTimerLength / 1000);

function milliseconds(options: ParsedOptions, name: string): number | undefined {
  const value = single(options, name);
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (seconds === Number.POSITIVE_INFINITY || (seconds >= 0.001 && seconds <= maxSeconds))
    return seconds * 1000;
  const expected = `seconds, such as 30, up to ${maxSeconds}, or Infinity for no limit`;
  throw new ArgumentError(name, `got "${value}", expected ${expected}`);
}

/** A repeated command brings what a person brought back: it goes to the call that VK challenges, once. */
export function givenAnswers(options: ParsedOptions): ChallengeHandler | undefined {
  const success_token = single(options, "success-token");
  const captcha_key = single(options, "captcha-key");
  const captcha_sid = single(options, "captcha-sid");
  if (captcha_key !== undefined && captcha_sid === undefined) {
    throw new ArgumentError("captcha-sid", "is missing: which captcha is --captcha-key the text of?");
  }
  const captcha: ChallengeResponse = {
    ...(success_token === undefined ? {} : { success_token }),
    ...(captcha_sid === undefined ? {} : { captcha_sid }),
    ...(captcha_key === undefined ? {} : { captcha_key }),
  };
  const answers = new Map<number, ChallengeResponse>();
  if (Object.keys(captcha).length > 0) answers.set(captchaCode, captcha);
  if (options.has("confirm")) answers.set(confirmationCode, { confirm: 1 });
  if (answers.size === 0) return undefined;
  return ({ code }) => {
    const answer = answers.get(code);
    answers.delete(code);
    return answer;
  };
}
