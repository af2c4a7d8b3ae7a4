import type { Auth } from "../core/auth.ts";
import { ArgumentError } from "../errors.ts";
import { readJson, readJsonFile } from "./json.ts";

const expected = `a structure such as {'access_token': '…', 'group_id': '218861756'}`;

/**
 * Finds the authorization structure: the option first, then the environment.
 *
 * @param given the option's value: JSON, single quotes allowed, or the path of a .json file
 * @param environment the value of `OINT_VK_AUTH`, of the same forms
 * @returns the structure; `undefined` when there is none
 * @throws {ArgumentError} when it cannot be read
 */
export async function loadAuth(
  given: string | undefined,
  environment: string | undefined,
): Promise<Auth | undefined> {
  const source = given ?? environment;
  if (!source) return undefined;
  const value = /^\s*[{['"]/.test(source)
    ? await readJson("auth", source, expected)
    : await readJsonFile("auth", source, expected);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ArgumentError("auth", `is not a structure; expected ${expected}`);
  }
  return value as Auth; // the operation reads its fields
}
