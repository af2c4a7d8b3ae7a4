import { existsSync } from "node:fs";
import { ArgumentError } from "../errors.ts";
import type { Auth } from "../vk/auth.ts";
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
export async function findAuth(
  given: string | undefined,
  environment: string | undefined,
): Promise<Auth | undefined> {
  const source = (given ?? environment ?? "").trim();
  if (source === "") return undefined;
  const isJson = /^[{['"]/.test(source);
  // Whoever gives the bare token finds it in no message and no log.
  if (!isJson && !existsSync(source)) {
    const place = given === undefined ? "the value of OINT_VK_AUTH " : "";
    throw new ArgumentError(
      "auth",
      `${place}is neither JSON nor a file that is there, seen from ${process.cwd()}; expected ${expected}, or the path of a .json file`,
    );
  }
  const value = isJson
    ? await readJson("auth", source, expected)
    : await readJsonFile("auth", source, expected);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ArgumentError("auth", `is not a structure; expected ${expected}`);
  }
  return value as Auth; // the operation reads its fields
}
