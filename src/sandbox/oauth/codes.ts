import type { Params } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import type { Code } from "../state/model/index.ts";
import { defaultLifetimes } from "./lifetimes.ts";
import { randomSecret } from "./random-secret.ts";
import { blankUrl, type OAuthDeps, OAuthFailure, requestedGroups, requestedScopes } from "./request.ts";

/** Issues an authorization code; `device` is for VK ID only. */
export function issueCode({ store, lifetimes }: OAuthDeps, params: Params, device?: string): Code {
  const code: Code = {
    value: randomSecret("", 12),
    app: Number(params.client_id),
    redirect: params.redirect_uri ?? "",
    scopes: requestedScopes(params),
    groups: requestedGroups(params),
    expires: now() + (lifetimes.code ?? defaultLifetimes.code),
    ...(device ? { device, challenge: params.code_challenge ?? "" } : {}),
  };
  store.state.codes.add(code);
  return code;
}

/** Validates an authorization code and removes it: a code is valid once. */
export function redeemCode(deps: OAuthDeps, params: Params): Code {
  const { code, client_id, redirect_uri = blankUrl(deps) } = params;
  const { store } = deps;
  const { codes } = store.state;
  const redeemed = codes.get(code ?? "", Number(client_id));
  if (!redeemed) throw new OAuthFailure("invalid_grant", "Code is invalid or expired.");
  codes.remove(redeemed);
  if (redeemed.expires <= now()) throw new OAuthFailure("invalid_grant", "Code is invalid or expired.");
  if (redeemed.redirect !== redirect_uri)
    throw new OAuthFailure("invalid_grant", "redirect_uri is incorrect");
  return redeemed;
}
