import type { ErrorFault } from "../faults.ts";
import { randomSecret } from "../oauth/random-secret.ts";

/**
 * Additional fields of the errors that require an action of the user. Sources: https://dev.vk.com/ru/api/captcha-error,
 * https://dev.vk.com/ru/reference/errors
 */
export function challengeFields({ error, captcha }: ErrorFault, origin: string): Record<string, unknown> {
  switch (error) {
    case 14:
      return captcha === "image" ? imageCaptcha(origin) : notRobotCaptcha(origin);
    case 17:
      return { redirect_uri: `${origin}/oauth/validation` };
    case 24:
      return { confirmation_text: "Confirm the action" };
    default:
      return {};
  }
}

/** The captcha of 2026: its page gives a `success_token`. */
function notRobotCaptcha(origin: string): Record<string, unknown> {
  const query = new URLSearchParams({
    domain: "vk.com",
    session_token: randomSecret("", 24),
    variant: "popup",
  });
  return { redirect_uri: `${origin}/id/not_robot_captcha?${query}`, remixstlid: 1 };
}

/** The captcha before it: a text on an image. */
function imageCaptcha(origin: string): Record<string, unknown> {
  const captcha_sid = String(Date.now());
  return {
    captcha_sid,
    captcha_img: `${origin}/oauth/captcha.php?sid=${captcha_sid}`,
    captcha_ts: Date.now() / 1000,
    captcha_attempt: 1,
    is_refresh_enabled: true,
    is_sound_captcha_available: false,
  };
}
