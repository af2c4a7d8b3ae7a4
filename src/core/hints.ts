import { type MethodPolicy, methodPolicies, type TokenKind } from "../api/methods.ts";
import type { VkErrorBody } from "../errors.ts";
import { own } from "../validation/own.ts";

/** What to do about VK's error codes. Source: https://dev.vk.com/ru/reference/errors */
const hints: Readonly<Record<number, string>> = {
  1: "VK failed inside; try again later.",
  3: "VK does not know this method; check --api-url and the version (v).",
  6: "Too many calls with this token at once; run fewer at a time, or wait a second.",
  8: "VK does not accept the version or the form of the request; leave v out or set it to 5.199.",
  9: "VK's flood control: the same was done too often. Wait before you repeat it.",
  10: "VK failed inside; try again later.",
  14: "VK wants a captcha solved by a person: open redirect_uri, then repeat the command.",
  17: "VK wants the user validated: open redirect_uri in a browser, then use the new token.",
  24: "VK wants a confirmation by a person.",
  29: "The day's quota for this method is used up; repeat tomorrow.",
  100: "A parameter is missing or wrong; VK's message names it.",
  113: "There is no such user; check the id.",
  125: "There is no such community; check group_id.",
  203: "No access to the community: the token's owner must be its administrator.",
  214: "No right to post here, or the day's number of posts is reached.",
  219: "An advertising post was published here a short time ago; wait.",
  222: "Links are forbidden in this community's posts.",
  224: "Too many advertising posts; wait.",
  600: "No right to this advertising account.",
  601: "Too many calls to advertising methods; wait before you repeat it.",
};

/** What to do about codes that have to do with the token; in braces stands what the method needs. */
const tokenHints: Readonly<Record<number, string>> = {
  5: "The token is wrong or revoked; get a new one: oint vk login, or createTokenRetrievalLink.",
  7: "The token lacks a right; {method} needs {right}. Get a new token with it.",
  15: "The token's owner must be an administrator of the community and the section be switched on; {method} needs {tokens} with {right}.",
  27: "A community token was used, but {method} needs {tokens} with {right}.",
  28: "A service token was used, but {method} needs {tokens} with {right}.",
  1051: "VK does not take this kind of token for {method}; it needs {tokens} with {right}.",
  1117: "The token has expired; get a new one: oint vk login, or createTokenRetrievalLink.",
};

/** The hints as they are written, by VK's code, with braces where a method's needs go. */
export const hintTexts: Readonly<Record<number, string>> = { ...hints, ...tokenHints };

/** Parts of VK's messages that tell more than the code. */
const messageHints: ReadonlyArray<readonly [RegExp, string]> = [
  [/another ip/i, "The token is bound to another address: use it where it was given, or get one here."],
  [/expired/i, tokenHints[1117] ?? ""],
];

/** Whose token a method takes, in words: "a user token", "a user or community token". */
export function tokensInWords(tokens: readonly TokenKind[]): string {
  return `a ${tokens.join(" or ")} token`;
}

/**
 * What to do about an error of VK, in a sentence; empty when there is no advice.
 *
 * @param method the method that was called
 * @param error VK's error object
 */
export function hint(method: string, { error_code, error_msg }: VkErrorBody): string {
  const told = error_code === 5 ? messageHints.find(([pattern]) => pattern.test(error_msg)) : undefined;
  if (told) return told[1];
  const { tokens, scope } = own<MethodPolicy>(methodPolicies, method) ?? {
    tokens: ["user"],
    scope: "",
  }; // any text may come
  return (own(hintTexts, error_code) ?? "")
    .replace("{method}", method)
    .replace("{tokens}", tokensInWords(tokens))
    .replace("{right}", scope ? `the right ${scope}` : "no further right");
}
