import { ArgumentError, OAuthError } from "../errors.ts";
import { oauthHint } from "./hints.ts";

/** Token of a community, as VK gives several at once. */
export interface CommunityToken {
  /** The community. */
  readonly group_id: number;
  /** Its token. */
  readonly access_token: string;
}

/** What came back in an address: a user's token, tokens of communities, or a code. */
export interface TokenLink {
  /** Token of the user. */
  readonly access_token?: string;
  /** How long the token or the code is good, in seconds; a token with 0 does not expire. */
  readonly expires_in?: number;
  /** The user whose token it is. */
  readonly user_id?: number;
  /** E-mail address of the user, where that right was granted. */
  readonly email?: string;
  /** Tokens of communities. */
  readonly groups?: readonly CommunityToken[];
  /** Code for getTokenByCode or getVKIDToken. */
  readonly code?: string;
  /** The device that VK ID wants to hear of again. */
  readonly device_id?: string;
  /** Kind of the code, `code_v2` for VK ID. */
  readonly type?: string;
  /** What the link had as its state. */
  readonly state?: string;
}

const advice = "copy the whole address out of the browser's address line, also what stands after #";

/**
 * Reads the address to which VK sent the browser back. The address itself is not shown in errors, it holds secrets.
 *
 * @param url the whole address
 * @param state what the link had as its state; empty: any
 */
export function readRedirectResponse(url: string, state: string): TokenLink {
  if (!URL.canParse(url)) throw new ArgumentError("url", `is not an address; ${advice}`);
  const answer = paramsOf(new URL(url));
  if (answer.error !== undefined || answer.fail !== undefined) throw toOAuthError(answer);
  if (state !== "" && answer.state !== state) {
    throw new ArgumentError(
      "url",
      "has another state than the link: it answers some other request, and is not to be trusted; open a new link",
    );
  }
  const groups = Object.entries(answer).flatMap(([name, value]) => {
    const group = /^access_token_(\d+)$/.exec(name)?.[1];
    return group ? [{ group_id: Number(group), access_token: value }] : [];
  });
  if (!answer.access_token && !answer.code && groups.length === 0) {
    throw new ArgumentError("url", `holds neither a token nor a code; ${advice}`);
  }
  const texts = ["access_token", "email", "code", "device_id", "type", "state"];
  return {
    ...pick(answer, texts, value => value),
    ...pick(answer, ["expires_in", "user_id"], Number),
    ...(groups.length > 0 ? { groups } : {}),
  };
}

function pick<T>(
  answer: Readonly<Record<string, string>>,
  names: readonly string[],
  read: (value: string) => T,
): Record<string, T> {
  const pairs = names.flatMap(name => {
    const value = answer[name];
    return value === undefined ? [] : [[name, read(value)] as const];
  });
  return Object.fromEntries(pairs);
}

/** VK answers in the query or behind the #; VK ID's widget puts everything as JSON into `payload`. */
function paramsOf({ searchParams, hash }: URL): Record<string, string> {
  const all = Object.fromEntries([...searchParams, ...new URLSearchParams(hash.replace(/^#\/?\??/, ""))]);
  if (!all.payload) return all;
  try {
    const payload: unknown = JSON.parse(all.payload);
    const pairs = Object.entries(payload as object).map(([name, value]) => [name, String(value)] as const); // no object has no entries
    return { ...all, ...Object.fromEntries(pairs) };
  } catch {
    return all;
  }
}

function toOAuthError(answer: Readonly<Record<string, string>>): OAuthError {
  const { error = "access_denied", error_description: description = answer.error_reason ?? "" } = answer;
  return new OAuthError({
    request: "authorize",
    error,
    description,
    hint: oauthHint(error, description),
  });
}
