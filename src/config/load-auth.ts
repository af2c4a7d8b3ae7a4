import { existsSync } from "node:fs";
import type { Auth } from "../core/auth.ts";
import { ArgumentError } from "../errors.ts";
import { readJson, readJsonFile } from "./json.ts";

const expected = `an object such as {'access_token': '…', 'group_id': '218861756'}`;

/**
 * Loads credentials from the option, or from the environment variable if the option is not set.
 *
 * @param option value of the option: JSON, in which single quotes are allowed, or the path of a .json file
 * @param environment value of `OINT_VK_AUTH`, in the same formats
 * @returns the credentials; `undefined` if neither is set
 * @throws {ArgumentError} if the credentials cannot be read
 */
export async function loadAuth(
  option: string | undefined,
  environment: string | undefined,
): Promise<Auth | undefined> {
  const source = (option ?? environment ?? "").trim();
  if (source === "") return undefined;
  const isJson = /^[{['"]/.test(source);
  // The error does not contain the value, because it may be a bare token.
  if (!isJson && !existsSync(source)) {
    const origin = option === undefined ? "the value of OINT_VK_AUTH " : "";
    throw new ArgumentError(
      "auth",
      `${origin}is neither JSON nor an existing file (current folder: ${process.cwd()}); expected ${expected}, or the path of a .json file`,
    );
  }
  const value = isJson
    ? await readJson("auth", source, expected)
    : await readJsonFile("auth", source, expected);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ArgumentError("auth", `is not an object; expected ${expected}`);
  }
  return value as Auth; // the function validates its fields
}
