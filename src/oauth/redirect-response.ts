import { ArgumentError, OAuthError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { oauthHint } from "./hints.ts";

/** A community token; VK issues tokens of several communities at once. */
export interface CommunityToken {
  /** Community ID. */
  readonly group_id: number;
  /** Access token. */
  readonly access_token: string;
}

/** The content of a redirect URL: a user token, community tokens, or an authorization code. */
export interface TokenLink {
  /** User token. */
  readonly access_token?: string;
  /** Lifetime of the token or the code in seconds. 0: the token does not expire. */
  readonly expires_in?: number;
  /** ID of the user. */
  readonly user_id?: number;
  /** Email address of the user, if the `email` scope was granted. */
  readonly email?: string;
  /** Community tokens. */
  readonly groups?: readonly CommunityToken[];
  /** Authorization code for getTokenByCode or getVKIDToken. */
  readonly code?: string;
  /** Device ID, which VK ID requires in later requests. */
  readonly device_id?: string;
  /** Type of the code, `code_v2` for VK ID. */
  readonly type?: string;
  /** State of the link. */
  readonly state?: string;
}

/** What is expected instead of a URL that is not the complete one. */
function expected(): string {
  return localize("the complete URL from the address bar of the browser, including the part after #");
}

/**
 * Parses the URL to which VK redirected the browser. Errors do not contain the URL, because it contains secrets.
 *
 * @param url the complete URL
 * @param state state of the link. Empty: any state is accepted
 */
export function readRedirectResponse(url: string, state: string): TokenLink {
  if (!URL.canParse(url))
    throw new ArgumentError("url", localize("is not a URL; expected {expected}", { expected: expected() }));
  const params = paramsOf(new URL(url));
  if (params.error !== undefined || params.fail !== undefined) throw toOAuthError(params);
  if (state !== "" && params.state !== state) {
    throw new ArgumentError(
      "url",
      localize(
        "has a different state than the link, so it may be forged; expected the response to this link",
      ),
    );
  }
  const groups = Object.entries(params).flatMap(([name, value]) => {
    const group = /^access_token_(\d+)$/.exec(name)?.[1];
    return group ? [{ group_id: Number(group), access_token: value }] : [];
  });
  if (!params.access_token && !params.code && groups.length === 0) {
    const problem = localize("contains neither a token nor a code; expected {expected}", {
      expected: expected(),
    });
    throw new ArgumentError("url", problem);
  }
  const strings = ["access_token", "email", "code", "device_id", "type", "state"];
  return {
    ...pick(params, strings, value => value),
    ...pick(params, ["expires_in", "user_id"], Number),
    ...(groups.length > 0 ? { groups } : {}),
  };
}

function pick<T>(
  params: Readonly<Record<string, string>>,
  names: readonly string[],
  read: (value: string) => T,
): Record<string, T> {
  const pairs = names.flatMap(name => {
    const value = params[name];
    return value === undefined ? [] : [[name, read(value)] as const];
  });
  return Object.fromEntries(pairs);
}

/** Returns the parameters of the query and the fragment. VK ID's widget puts all parameters as JSON into `payload`. */
function paramsOf({ searchParams, hash }: URL): Record<string, string> {
  const params = Object.fromEntries([...searchParams, ...new URLSearchParams(hash.replace(/^#\/?\??/, ""))]);
  if (!params.payload) return params;
  try {
    const payload: unknown = JSON.parse(params.payload);
    const pairs = Object.entries(payload as object).map(([name, value]) => [name, String(value)] as const); // a value that is not an object has no entries
    return { ...params, ...Object.fromEntries(pairs) };
  } catch {
    return params;
  }
}

function toOAuthError(params: Readonly<Record<string, string>>): OAuthError {
  const { error = "access_denied", error_description: description = params.error_reason ?? "" } = params;
  return new OAuthError({
    request: "authorize",
    error,
    description,
    hint: oauthHint(error, description),
  });
}
