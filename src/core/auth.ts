import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "../validation/format.ts";
import { parameters } from "../validation/parameters.ts";
import { currentSettings } from "./settings-scope.ts";

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

const exampleAuth = '{"access_token": "…", "owner_id": "-GROUP", "group_id": "GROUP", "app_id": "APP"}';

/** What is expected instead of credentials that are none. */
function expectedAuth(): string {
  return localize("an object such as {example}, which getAuthParameters returns", { example: exampleAuth });
}

function idField(auth: Auth, field: "owner_id" | "group_id"): number | undefined {
  const value = auth[field];
  if (value === undefined || value === null || value === "") return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number === 0) {
    throw new ArgumentError(
      "auth",
      localize("got {value}, expected an ID such as {example}", {
        value: `${field} ${formatValue(value)}`,
        example: field === "owner_id" ? "-218861756" : "218861756",
      }),
    );
  }
  return number;
}

/**
 * Validates credentials.
 *
 * @param auth the credentials
 * @returns the validated credentials
 * @throws {ArgumentError} if they are not an object, have no `access_token`, or contain an invalid ID, date or number
 */
export function readAuth(auth: Auth): Authorization {
  if (typeof auth !== "object" || auth === null || Array.isArray(auth)) {
    throw new ArgumentError(
      "auth",
      localize("is not an object; expected {expected}", { expected: expectedAuth() }),
    );
  }
  const { access_token: token, ...fields } = auth;
  if (typeof token !== "string" || token.trim() === "") {
    throw new ArgumentError(
      "auth",
      localize("has no access_token; expected {expected}", { expected: expectedAuth() }),
    );
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

/**
 * Validates credentials for a call. An owner and a community that they do not name are those of the additional parameters.
 *
 * @param auth the credentials
 * @returns the validated credentials
 * @throws {ArgumentError} as {@link readAuth} does
 */
export function readAuthorization(auth: Auth): Authorization {
  const authorization = readAuth(auth);
  if (authorization.ownerId !== undefined) return authorization;
  const { owner_id, group_id } = currentSettings().params ?? {};
  return readAuth({ ...auth, owner_id, group_id } as Auth); // readAuth checks the IDs
}

/** Where credentials keep how their token is renewed; copies of the credentials keep it too. */
const renewal = Symbol("renewal");

/** Gets a valid token. */
type Renew = () => Promise<string>;

/** Credentials whose token is renewed before each call. */
export function renewing(auth: Auth, renew: Renew): Auth {
  return Object.assign({ ...auth }, { [renewal]: renew });
}

/** The same credentials with another token, which nothing renews. */
export function withToken(auth: Auth, token: string): Auth {
  return Object.assign({ ...auth, access_token: token }, { [renewal]: undefined });
}

/** How the token of credentials is renewed; `undefined` if it is not. */
export function renewalOf(auth: Auth): Renew | undefined {
  return (auth as { [renewal]?: Renew } | undefined | null)?.[renewal]; // JavaScript may give anything
}

/** What is wrong with credentials that name no community. */
export function namesNoCommunity(): string {
  return localize('names no community; give it "group_id" (or a negative "owner_id")');
}

function groupIdFrom(group: number | undefined, owner: number | undefined): number | undefined {
  if (group !== undefined) return Math.abs(group);
  return owner !== undefined && owner < 0 ? -owner : undefined;
}

/**
 * Gets the community to act for.
 *
 * @param auth the credentials
 * @returns the community ID, positive
 * @throws {ArgumentError} if the credentials are invalid, or neither they nor an additional parameter name a community
 */
export function communityOf(auth: Auth): number {
  const { groupId } = readAuthorization(auth);
  if (groupId === undefined) throw new ArgumentError("auth", namesNoCommunity());
  return groupId;
}

/**
 * Gets the owner to act for. Without one, VK would use the token's own user: a community's post would be published on that
 * user's wall.
 *
 * @param auth the credentials
 * @returns the ID of the user, or the negative ID of the community
 * @throws {ArgumentError} if the credentials are invalid, or neither they nor an additional parameter name an owner
 */
export function requireOwner(auth: Auth): number {
  const { ownerId } = readAuthorization(auth);
  if (ownerId === undefined) throw new ArgumentError("auth", namesNoCommunity());
  return ownerId;
}

/**
 * Returns the parameter that makes VK act on behalf of the community; no parameter if the credentials have `from_group`.
 *
 * @param auth the credentials
 */
export function asCommunity(auth: Auth): { readonly from_group?: 1 } {
  const { ownerId = 0 } = readAuthorization(auth);
  return ownerId < 0 && auth.from_group === undefined ? { from_group: 1 } : {};
}
