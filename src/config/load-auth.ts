import { existsSync } from "node:fs";
import type { Auth } from "../core/auth.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { positiveId } from "../validation/ids.ts";
import { readJson, readJsonFile } from "./json.ts";

/** What is expected instead of credentials that are none. */
function expected(): string {
  const example = `{'access_token': '…', 'group_id': '218861756'}`;
  return localize("an object such as {example}", { example });
}

/** The environment variables that hold credentials. */
export type AuthVariables = Readonly<
  Partial<Record<"OINT_VK_AUTH" | "OINT_VK_TOKEN" | "OINT_VK_GROUP" | "OINT_VK_APP", string>>
>;

/** Credentials, and where they were found: the argument `auth`, or an environment variable. */
export interface FoundAuth {
  readonly auth: Auth;
  readonly source: "auth" | "OINT_VK_AUTH" | "OINT_VK_TOKEN";
}

/** The environment variable that has credentials; `undefined` when none has. */
export function authVariable(env: AuthVariables): "OINT_VK_AUTH" | "OINT_VK_TOKEN" | undefined {
  if (env.OINT_VK_AUTH) return "OINT_VK_AUTH";
  return env.OINT_VK_TOKEN ? "OINT_VK_TOKEN" : undefined;
}

/**
 * Loads credentials from the option, or from the environment variable if the option is not set.
 *
 * @param option the option's value: JSON, single quotes allowed, or the path of a .json file
 * @param env the environment: `OINT_VK_AUTH` of the same forms, or `OINT_VK_TOKEN`, a bare token, with `OINT_VK_GROUP` and
 *   `OINT_VK_APP`
 * @returns the credentials and where they were found; `undefined` if there are none
 * @throws {ArgumentError} if the credentials cannot be read
 */
export async function loadAuth(
  option: string | undefined,
  env: AuthVariables,
): Promise<FoundAuth | undefined> {
  const source = option ? "auth" : authVariable(env);
  if (source === undefined) return undefined;
  if (source === "OINT_VK_TOKEN") return { source, auth: fromToken(env) };
  return { source, auth: await readCredentials(source, option || env.OINT_VK_AUTH || "") };
}

function fromToken({ OINT_VK_TOKEN = "", OINT_VK_GROUP, OINT_VK_APP }: AuthVariables): Auth {
  const access_token = OINT_VK_TOKEN.trim();
  if (/^[{['"]/.test(access_token)) {
    throw new ArgumentError(
      "OINT_VK_TOKEN",
      localize("is an object, expected a bare token; an object goes into OINT_VK_AUTH"),
    );
  }
  return {
    access_token,
    ...(OINT_VK_GROUP ? { group_id: positiveId("OINT_VK_GROUP", OINT_VK_GROUP) } : {}),
    ...(OINT_VK_APP ? { app_id: positiveId("OINT_VK_APP", OINT_VK_APP) } : {}),
  };
}

async function readCredentials(source: "auth" | "OINT_VK_AUTH", text: string): Promise<Auth> {
  if (!/^\s*[{['"]/.test(text) && !isPath(text)) throw notCredentials(source);
  const value = /^\s*[{['"]/.test(text)
    ? await readJson(source, text, expected())
    : await readJsonFile(source, text, expected());
  if (typeof value === "string") throw notCredentials(source);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ArgumentError(
      source,
      localize("is not an object; expected {expected}", { expected: expected() }),
    );
  }
  return value as Auth; // the function validates its fields
}

/** Whether a text is shown in errors as the path of a file. A text that may be a token is not. */
function isPath(text: string): boolean {
  return existsSync(text) || (/\.json$|[\\/]/i.test(text) && !/vk\d\.a\./.test(text));
}

function notCredentials(source: string): ArgumentError {
  return new ArgumentError(
    source,
    localize(
      "is neither an object nor the path of a file that exists; put a bare token into OINT_VK_TOKEN, and the community's ID into OINT_VK_GROUP, or write {expected}",
      { expected: expected() },
    ),
  );
}
