import { ArgumentError } from "../errors.ts";
import { formatValue } from "../validation/format.ts";
import { parameters } from "../validation/parameters.ts";

/**
 * Credentials: the access token, and the community or user to act for.
 * VK receives any further field (`publish_date`, `lang`, `signed`, …) as a parameter of each method that has a parameter of
 * that name.
 */
export interface Auth {
  /** Access token of a user or a community. Required. */
  readonly access_token: string;
  /** Owner of the wall; negative for a community. Empty: the community of `group_id`. */
  readonly owner_id?: string | number;
  /** Community ID, positive. Empty: the community of a negative `owner_id`. */
  readonly group_id?: string | number;
  /** ID of the app that the token was issued to. */
  readonly app_id?: string | number;
  /** `1`: posts are published on behalf of the community. */
  readonly from_group?: string | number;
  /** API version. Empty: 5.199. */
  readonly v?: string | number;
  readonly [parameter: string]: unknown;
}

/** Validated credentials. Each of the two IDs has its sign and is derived from the other one if necessary. */
export interface Authorization {
  readonly token: string;
  /** Positive; `undefined` if the credentials name no community. */
  readonly groupId: number | undefined;
  /** Negative for a community; `undefined` if the credentials name neither an owner nor a community. */
  readonly ownerId: number | undefined;
  /** All fields as VK parameters, the IDs as numbers, without the token. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const expectedAuth =
  'an object such as {"access_token": "…", "owner_id": "-GROUP", "group_id": "GROUP", "app_id": "APP"}, which getAuthParameters returns';

function idField(auth: Auth, field: "owner_id" | "group_id"): number | undefined {
  const value = auth[field];
  if (value === undefined || value === null || value === "") return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number === 0) {
    throw new ArgumentError(
      "auth",
      `got ${field} ${formatValue(value)}, expected an ID such as ${field === "owner_id" ? "-218861756" : "218861756"}`,
    );
  }
  return number;
}

/**
 * Validates credentials.
 *
 * @param auth the structure as the caller gave it
 * @returns its one form
 * @throws {ArgumentError} when it is not a structure, has no `access_token`, or an id, a date or a number in it is not one
 */
export function readAuth(auth: Auth): Authorization {
  if (typeof auth !== "object" || auth === null || Array.isArray(auth)) {
    throw new ArgumentError("auth", `is not an object; expected ${expectedAuth}`);
  }
  const { access_token: token, ...fields } = auth;
  if (typeof token !== "string" || token.trim() === "") {
    throw new ArgumentError("auth", `has no access_token; expected ${expectedAuth}`);
  }
  const owner = idField(auth, "owner_id");
  const groupId = groupIdFrom(idField(auth, "group_id"), owner);
  const ownerId = owner ?? (groupId === undefined ? undefined : -groupId);
  return {
    token,
    groupId,
    ownerId,
    fields: { ...parameters("auth", fields), owner_id: ownerId, group_id: groupId },
  };
}

function groupIdFrom(group: number | undefined, owner: number | undefined): number | undefined {
  if (group !== undefined) return Math.abs(group);
  return owner !== undefined && owner < 0 ? -owner : undefined;
}

/**
 * Gets the community that credentials name.
 *
 * @param auth the credentials
 * @returns the community ID, positive
 * @throws {ArgumentError} if the credentials are invalid or name no community
 */
export function communityOf(auth: Auth): number {
  const { groupId } = readAuth(auth);
  if (groupId === undefined) {
    throw new ArgumentError("auth", 'names no community; expected "group_id" or a negative "owner_id"');
  }
  return groupId;
}

/**
 * Returns the parameter that makes VK act on behalf of the community; no parameter if the credentials have `from_group`.
 *
 * @param auth the credentials
 */
export function asCommunity(auth: Auth): { readonly from_group?: 1 } {
  const { ownerId = 0 } = readAuth(auth);
  return ownerId < 0 && auth.from_group === undefined ? { from_group: 1 } : {};
}
