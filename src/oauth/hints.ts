import { localize } from "../i18n/localize.ts";
import { own } from "../validation/own.ts";

/** What to do about errors of VK's OAuth servers. Source: https://dev.vk.com/ru/api/access-token/getting-started */
const hints: Readonly<Record<string, () => string>> = {
  access_denied: () => localize("The user denied access. Open the link again and allow it."),
  invalid_client: () =>
    localize("The app ID or the client secret is invalid. Copy both from the app settings."),
  invalid_grant: () =>
    localize(
      "The code or the refresh token was already used, has expired, or was issued for another app, device or redirect URL. Open a new link.",
    ),
  invalid_request: () => localize("The request is invalid. The description names the problem."),
  invalid_scope: () =>
    localize("The app cannot request these scopes. Omit those that VK has not granted to the app."),
  invalid_token: () => localize("The token has expired or was revoked. Get a new one."),
  need_captcha: () => localize("VK requires a captcha. Open the link in a browser."),
  need_validation: () => localize("VK requires validation of the user. Open the link in a browser."),
  server_error: () => localize("VK internal error. Try again later."),
  slow_down: () => localize("Too many requests. Wait before you retry."),
  temporarily_unavailable: () => localize("VK is temporarily unavailable. Try again later."),
  unauthorized_client: () =>
    localize("The app cannot use this flow. Check the app settings, or use another flow."),
  unsupported_response_type: () =>
    localize("The app cannot use this flow. Check the app settings, or use another flow."),
};

/** Returns what to do about an error of VK's OAuth servers; empty if there is no advice. */
export function oauthHint(error: string, description: string): string {
  if (/security error/i.test(description)) {
    return localize(
      "This app cannot use VK OAuth. Apps created in VK ID get their tokens with createVKIDLink.",
    );
  }
  return own(hints, error)?.() ?? "";
}
