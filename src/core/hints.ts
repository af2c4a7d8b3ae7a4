import type { VkErrorBody } from "../errors.ts";
import { needsOf } from "./needs.ts";

/** What to do about VK's error codes. Source: https://dev.vk.com/ru/reference/errors */
const hints: Readonly<Record<number, string>> = {
  1: "VK internal error. Try again later.",
  3: "VK does not know this method. Check the base URL and the API version (v).",
  6: "Too many requests per second with this token. Run fewer at a time, or wait a second.",
  8: "VK does not accept the API version or the form of the request. Leave out v, or set it to 5.199.",
  9: "Flood control: the same action was repeated too often. Wait before you repeat it.",
  10: "VK internal error. Try again later.",
  14: "VK requires a captcha. Open redirect_uri, solve it, and repeat the request with success_token.",
  17: "VK requires validation of the user. Open redirect_uri in a browser, then use the new token.",
  24: "VK requires a confirmation by a person.",
  29: "The daily quota of this method is used up. Repeat tomorrow.",
  100: "A parameter is missing or invalid. VK's message names it.",
  113: "There is no such user. Check the ID.",
  125: "There is no such community. Check group_id.",
  203: "No access to the community. The token's owner must be its administrator.",
  214: "No right to post here, or the daily number of posts is reached.",
  219: "An ad was published here a short time ago. Wait.",
  222: "Links are not allowed in posts of this community.",
  224: "Too many ads. Wait.",
  600: "No access to this ad account.",
  601: "Too many calls of ad methods. Wait before you repeat it.",
};

/** What to do about error codes that concern the token. Placeholders in braces stand for what the method requires. */
const tokenHints: Readonly<Record<number, string>> = {
  5: "The token is invalid or revoked. Get a new one.",
  7: "The token lacks a scope. {method} requires: {tokens} token; scopes: {scopes}.",
  15: "The token's owner must be an administrator of the community, and the section must be enabled. {method} requires: {tokens} token; scopes: {scopes}.",
  27: "{method} does not accept a community token. It requires: {tokens} token; scopes: {scopes}.",
  28: "{method} does not accept a service token. It requires: {tokens} token; scopes: {scopes}.",
  1051: "{method} does not accept this type of token. It requires: {tokens} token; scopes: {scopes}.",
  1117: "The token has expired. Get a new one.",
};

const ipAddressHint =
  "The token is bound to another IP address. Use it where it was issued, or get one here.";

/** The texts of the hints, with placeholders in braces. */
export const hintTexts: readonly string[] = [...Object.values({ ...hints, ...tokenHints }), ipAddressHint];

/** Hints for messages of VK that are more precise than the error code. */
const messageHints: ReadonlyArray<readonly [RegExp, string]> = [
  [/another ip/i, ipAddressHint],
  [/expired/i, tokenHints[1117] ?? ""],
];

/** Token types, for the placeholders of the hints. */
const tokenNames = {
  user: "user",
  community: "community",
  service: "service",
  open: "none",
  none: "none",
  unknown: "see its page",
} as const;

/** The words that replace placeholders of the hints. */
export const hintWords: readonly string[] = Object.values(tokenNames);

/**
 * Returns what to do about VK's error; empty if there is no advice.
 *
 * @param method the VK method
 * @param error VK's error object
 * @param translate translates the hint
 */
export function hint(
  method: string,
  { error_code, error_msg }: VkErrorBody,
  translate: (text: string) => string = text => text,
): string {
  const byMessage = error_code === 5 ? messageHints.find(([pattern]) => pattern.test(error_msg)) : undefined;
  if (byMessage) return translate(byMessage[1]);
  const text = translate(hints[error_code] ?? tokenHints[error_code] ?? "").replaceAll("{method}", method);
  const { tokens = [], scope } = needsOf(method) ?? {};
  const tokenWords = tokens.map(kind => translate(tokenNames[kind])).join(", ");
  return text
    .replace("{tokens}", tokenWords || translate(tokenNames.unknown))
    .replace("{scopes}", scope || translate(scope === "" ? tokenNames.none : tokenNames.unknown));
}
