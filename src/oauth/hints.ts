import { own } from "../validation/own.ts";

/** What to do about the errors of VK's OAuth servers. Source: the facts of https://dev.vk.com/ru/api/access-token/getting-started */
const hints: Readonly<Record<string, string>> = {
  access_denied: "The rights were refused; open the link again and allow them.",
  invalid_client:
    "The application's number or its secret is wrong; take both from the application's settings.",
  invalid_grant:
    "The code or the refresh token was used before, has expired, or was given for another application, device or redirect address; open a new link and begin again.",
  invalid_request: "VK found something wrong in the request; its description names it.",
  invalid_scope: "The application cannot ask for these rights; leave out those that it was not granted.",
  invalid_token: "The token has expired or was revoked; get a new one.",
  need_captcha: "VK wants a captcha solved; open the link in a browser.",
  need_validation: "VK wants the user validated; open the link in a browser.",
  server_error: "VK failed inside; try again later.",
  slow_down: "Too many requests; wait a while.",
  temporarily_unavailable: "VK cannot answer now; try again later.",
  unauthorized_client: "The application may not use this flow; see its settings, or take another flow.",
  unsupported_response_type: "The application may not use this flow; see its settings, or take another flow.",
};

const securityError =
  "VK does not let this application use the old flow: applications made with VK ID get their tokens by createVKIDLink.";

/** What to do about an error of VK's OAuth servers, in a sentence; empty when there is no advice. */
export function oauthHint(error: string, description: string): string {
  return /security error/i.test(description) ? securityError : (own(hints, error) ?? "");
}
