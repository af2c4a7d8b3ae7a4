import type { Params } from "../server/parameters.ts";
import { sandboxUserId, userOf } from "../state/people.ts";
import { consentPage } from "../views/consent.ts";
import type { SandboxApp } from "./apps.ts";
import {
  blankUrl,
  findApp,
  type OAuthContext,
  type OAuthDeps,
  OAuthFailure,
  requestedGroups,
  requestedScopes,
  respondFailure,
} from "./request.ts";

/** Fields for the redirect URL, and the part of the URL that carries them. */
export interface RedirectFields {
  readonly urlPart: "search" | "hash";
  readonly fields: Params;
}

/** Issues what the app asked for: tokens, or a code. */
export type Grant = (deps: OAuthDeps, params: Params) => RedirectFields;

const displays = ["page", "popup", "mobile"];

/** Where VK OAuth sends the browser when `display` is invalid. */
function badDisplayUrl(deps: OAuthDeps): string {
  const error = { error: "invalid_request", error_description: "Invalid display parameter" };
  return `${blankUrl(deps)}?${new URLSearchParams(error)}`;
}

/** Shows the consent page, or an error when the link is invalid. */
export function showConsent(
  c: OAuthContext,
  deps: OAuthDeps,
  kind: SandboxApp["kind"],
): Response | Promise<Response> {
  // Only VK ID requires a redirect URL.
  const params = kind === "oauth" ? { redirect_uri: blankUrl(deps), ...c.req.query() } : c.req.query();
  try {
    const { name } = findApp(deps, params, kind);
    if (!URL.canParse(params.redirect_uri ?? ""))
      throw new OAuthFailure("invalid_request", "redirect_uri is incorrect");
    if (!["token", "code"].includes(params.response_type ?? ""))
      throw new OAuthFailure("unsupported_response_type", "Invalid response_type parameter");
    if (params.display && !displays.includes(params.display)) return c.redirect(badDisplayUrl(deps));
    if (kind === "vkid" && (!params.code_challenge || params.code_challenge_method?.toLowerCase() !== "s256"))
      throw new OAuthFailure("invalid_request", "code_challenge is missing or invalid");
    const scopes = requestedScopes(params);
    const action = `${deps.origin()}${c.req.path.replace(/authorize$/, "consent")}`;
    const { first_name, last_name } = userOf(deps.store.state, sandboxUserId);
    const user = `${first_name} ${last_name}`;
    return c.html(consentPage({ app: name, user, scopes, groups: requestedGroups(params), action, params }));
  } catch (failure) {
    return respondFailure(c, failure);
  }
}

/** Redirects the browser to the app with what the user decided. */
export function redirectWithDecision(
  c: OAuthContext,
  deps: OAuthDeps,
  params: Params,
  grant: Grant,
): Response {
  const redirectUrl = new URL(params.redirect_uri ?? "");
  const denied: RedirectFields = {
    urlPart: params.response_type === "token" ? "hash" : "search",
    fields: {
      error: "access_denied",
      error_reason: "user_denied",
      error_description: "The user or authorization server denied the request.",
    },
  };
  const { urlPart, fields } = params.decision === "allow" ? grant(deps, params) : denied;
  const state: Params = params.state ? { state: params.state } : {};
  redirectUrl[urlPart] = new URLSearchParams({ ...fields, ...state }).toString();
  return c.redirect(redirectUrl.href);
}
