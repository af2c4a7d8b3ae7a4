import type { ChallengeHandler, ChallengeResponse } from "../../core/settings.ts";
import { ArgumentError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { single, type Values } from "../../invoke/values.ts";
import type { OptionSpec } from "../framework/command.ts";

/** What a person brought back from a challenge of VK, for the repeated command. */
export const challengeOptions: readonly OptionSpec[] = [
  {
    name: "success-token",
    secret: true,
    takesValue: "always",
    description: "The success_token of a solved captcha",
  },
  { name: "captcha-sid", takesValue: "always", description: "ID of a captcha with an image" },
  {
    name: "captcha-key",
    secret: true,
    takesValue: "always",
    description: "Text in the image of the captcha",
  },
  { name: "confirm", takesValue: "never", description: "Confirm what VK asked about" },
];

/** VK's codes. Source: https://dev.vk.com/ru/reference/errors */
const captchaCode = 14;
const confirmationCode = 24;

/** Gives these options to the request that VK challenges, once. */
export function challengeHandler(options: Values): ChallengeHandler | undefined {
  const success_token = single(options, "success-token");
  const captcha_key = single(options, "captcha-key");
  const captcha_sid = single(options, "captcha-sid");
  if (captcha_key !== undefined && captcha_sid === undefined) {
    throw new ArgumentError(
      "captcha-sid",
      localize("is missing: which captcha is --captcha-key the text of?"),
    );
  }
  const captcha: ChallengeResponse = {
    ...(success_token === undefined ? {} : { success_token }),
    ...(captcha_sid === undefined ? {} : { captcha_sid }),
    ...(captcha_key === undefined ? {} : { captcha_key }),
  };
  const responses = new Map<number, ChallengeResponse>();
  if (Object.keys(captcha).length > 0) responses.set(captchaCode, captcha);
  if (options.has("confirm")) responses.set(confirmationCode, { confirm: 1 });
  if (responses.size === 0) return undefined;
  return ({ errorCode: code }) => {
    const response = responses.get(code);
    responses.delete(code);
    return response;
  };
}
