import type { Auth } from "../../../core/auth.ts";
import { defaults } from "../../../core/defaults.ts";
import { MissingArgumentError } from "../../../errors.ts";
import { readStdinIfDash } from "../../../invoke/arguments.ts";
import { functions } from "../../../invoke/manifest.ts";
import { single } from "../../../invoke/values.ts";
import { scopesInMask } from "../../../oauth/scope.ts";
import { inspectToken, type TokenOwner } from "../../../oauth/token-owner.ts";
import type { Command, CommandContext } from "../../framework/command.ts";
import type { Translate } from "../../i18n/index.ts";
import { authOption, profileOption } from "../../options/auth.ts";
import { connectionOptions } from "../../options/connection.ts";
import { debugOption, outputOptions } from "../../options/output.ts";
import { withSession } from "../../session.ts";
import { tokenKinds } from "./requirements.ts";
import { findStoredToken, formatStoredExpiry } from "./stored-token.ts";

export const command: Command = {
  name: "whoami",
  summary: "Show whose the token is and what it may do",
  description: [
    "Shows the owner of the token, its scopes, the functions that lack a scope, when it expires, and its rate limit.",
  ],
  options: [authOption, profileOption],
  commonOptions: [...outputOptions, debugOption, ...connectionOptions],
  examples: ["oint vk whoami", "oint vk whoami --profile shop"],
  forPeople: (result, translate) => tokenTable(result as TokenInfo, translate), // what whoami returns
  run: whoami,
};

/** The words of the table. */
export const tokenLabels = {
  kind: "Token",
  owner: "Owner",
  scopes: "Scopes",
  missing: "Missing scopes",
  neededBy: "for {functions}",
  expires: "Expires",
  rps: "Requests per second",
  none: "none",
  never: "never",
  unknown: "unknown",
} as const;

/** What a token is and may do, as a table with a row for each. */
function tokenTable(info: TokenInfo, translate: Translate): string {
  const { kind, id, name, scopes, missing = {}, expires, requests_per_second } = info;
  const { neededBy, none } = tokenLabels;
  const lacking = Object.entries(missing).map(
    ([scope, names]) => `${scope} ${translate(neededBy).replace("{functions}", names.join(", "))}`,
  );
  const rows: ReadonlyArray<readonly [string, readonly string[]]> = [
    [tokenLabels.kind, [translate(tokenKinds[kind])]],
    [tokenLabels.owner, [id === undefined ? name : `${name} (${id})`]],
    [tokenLabels.scopes, [scopes ? scopes.join(", ") || translate(none) : translate(tokenLabels.unknown)]],
    ...(scopes ? ([[tokenLabels.missing, lacking.length > 0 ? lacking : [translate(none)]]] as const) : []),
    [tokenLabels.expires, [translate(expires)]],
    [tokenLabels.rps, [String(requests_per_second)]],
  ];
  const width = Math.max(...rows.map(([label]) => translate(label).length));
  const lines = rows.flatMap(([label, values]) =>
    values.map((value, i) => `${(i === 0 ? translate(label) : "").padEnd(width)}  ${value}`),
  );
  return `${lines.join("\n")}\n`;
}

async function whoami(context: CommandContext): Promise<TokenInfo> {
  const { options } = context;
  return withSession(context, { takesAuth: true }, async resolveAuth => {
    const auth = await resolveAuth(await readStdinIfDash(single(options, "auth")));
    if (!auth) {
      throw new MissingArgumentError("auth", "Credentials");
    }
    const { scope, expires } = findStoredToken(auth);
    return describeToken(auth, scope, expires);
  });
}

/** What a token is and may do. */
export interface TokenInfo {
  readonly kind: TokenOwner["kind"];
  readonly id?: number;
  readonly name: string;
  /** Names of its scopes; left out when VK does not tell. */
  readonly scopes?: readonly string[];
  /** Scopes that functions need and the token lacks, each with those functions. */
  readonly missing?: Readonly<Record<string, readonly string[]>>;
  /** When it expires; "never", or "unknown" when only the token itself is at hand. */
  readonly expires: string;
  /** Requests per second that VK allows it. */
  readonly requests_per_second: number;
}

/**
 * Asks VK about a token.
 *
 * @param scope scopes that are known, names with spaces; where VK ID has told them
 * @param expires when it expires, in Unix seconds; 0: never; `undefined`: it is not known
 */
export async function describeToken(auth: Auth, scope?: string, expires?: number): Promise<TokenInfo> {
  const { kind, id, name, scopeMask } = await inspectToken(auth);
  const inMask =
    scopeMask === undefined
      ? undefined
      : scopesInMask(scopeMask, kind === "community" ? "community" : "user");
  const scopes = inMask ?? scope?.split(" ");
  const { user, community } = defaults.requestsPerSecond;
  return {
    kind,
    ...(id === undefined ? {} : { id }),
    name,
    ...(scopes ? { scopes, missing: missingScopes(scopes, kind) } : {}),
    expires: formatStoredExpiry(expires),
    requests_per_second: kind === "community" ? community : user,
  };
}

/** The scopes that functions for this kind of token need beyond those that it has. */
function missingScopes(scopes: readonly string[], kind: TokenOwner["kind"]): Record<string, string[]> {
  const missing: Record<string, string[]> = {};
  for (const operation of functions.filter(({ tokens }) => tokens.includes(kind))) {
    for (const scope of operation.scopes.filter(name => !scopes.includes(name))) {
      missing[scope] = [...(missing[scope] ?? []), operation.name];
    }
  }
  return missing;
}
