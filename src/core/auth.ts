import { ArgumentError } from "../errors.ts";
import { formatValue } from "../validation/format.ts";

/**
 * The authorization structure: on whose behalf, with which token.
 * Any further field is sent along as a VK parameter with each method that has a parameter of that name
 * (`publish_date`, `lang`, `signed`, …).
 */
export interface Auth {
  /** Access token of a user or a community. Required. */
  readonly access_token: string;
  /** Owner of the wall; negative for a community. Empty: the community of `group_id`. */
  readonly owner_id?: string | number;
  /** Community, as a positive number. Empty: the community of a negative `owner_id`. */
  readonly group_id?: string | number;
  /** Application to which the token was given. */
  readonly app_id?: string | number;
  /** `1`: posts are published in the name of the community. */
  readonly from_group?: string | number;
  /** Version of the API. Empty: 5.199. */
  readonly v?: string | number;
  readonly [parameter: string]: unknown;
}

/** The authorization structure in one form: ids with the right sign, each present when the other one tells it. */
export interface Authorization {
  readonly token: string;
  /** Positive; `undefined` when the structure names no community. */
  readonly groupId: number | undefined;
  /** Negative for a community; `undefined` when the structure names neither owner nor community. */
  readonly ownerId: number | undefined;
  /** All fields as VK parameters, the ids in their one form, without the token. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const expectedAuth =
  'the structure {"access_token": "…", "owner_id": "-GROUP", "group_id": "GROUP", "app_id": "APP"}, as getAuthParameters gives it';

function idField(auth: Auth, field: "owner_id" | "group_id"): number | undefined {
  const value = auth[field];
  if (value === undefined || value === null || value === "") return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number === 0) {
    throw new ArgumentError(
      "auth",
      `${field} is ${formatValue(value)}, expected an id such as ${field === "owner_id" ? "-218861756" : "218861756"}`,
    );
  }
  return number;
}

/**
 * Reads an authorization structure.
 *
 * @param auth the structure as the caller gave it
 * @returns its one form
 * @throws {ArgumentError} when it is not a structure, has no `access_token`, or an id in it is not one
 */
export function readAuth(auth: Auth): Authorization {
  if (typeof auth !== "object" || auth === null || Array.isArray(auth)) {
    throw new ArgumentError("auth", `not a structure; expected ${expectedAuth}`);
  }
  const { access_token: token, ...fields } = auth;
  if (typeof token !== "string" || token.trim() === "") {
    throw new ArgumentError("auth", `has no access_token; expected ${expectedAuth}`);
  }
  const owner = idField(auth, "owner_id");
  const group = idField(auth, "group_id");
  const groupId =
    group !== undefined ? Math.abs(group) : owner !== undefined && owner < 0 ? -owner : undefined;
  const ownerId = owner ?? (groupId === undefined ? undefined : -groupId);
  return { token, groupId, ownerId, fields: { ...fields, owner_id: ownerId, group_id: groupId } };
}

/**
 * Reads the community of an authorization structure.
 *
 * @param auth the structure as the caller gave it
 * @returns the community's id, positive
 * @throws {ArgumentError} when the structure is wrong or names no community
 */
export function communityOf(auth: Auth): number {
  const { groupId } = readAuth(auth);
  if (groupId === undefined) {
    throw new ArgumentError("auth", `names no community; give it "group_id" (or a negative "owner_id")`);
  }
  return groupId;
}

/**
 * The parameter that has something done in the community's name, unless the structure says otherwise.
 *
 * @param auth the structure as the caller gave it
 */
export function asCommunity(auth: Auth): { readonly from_group?: 1 } {
  const { ownerId = 0 } = readAuth(auth);
  return ownerId < 0 && auth.from_group === undefined ? { from_group: 1 } : {};
}
