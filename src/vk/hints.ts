/** What to do about VK's error codes. Source: https://dev.vk.com/ru/reference/errors */
const hints: Readonly<Record<number, string>> = {
  1: "VK failed inside; try again later.",
  3: "VK does not know this method; check --api-url and the version (v).",
  5: "The token is wrong, expired or revoked; get a new one with createTokenRetrievalLink.",
  6: "Too many calls with this token at once; run fewer at a time, or wait a second.",
  7: "The token lacks the right for this; get one with the access right that the function needs.",
  8: "VK does not accept the version or the form of the request; leave v out or set it to 5.199.",
  9: "VK's flood control: the same was done too often. Wait before you repeat it.",
  10: "VK failed inside; try again later.",
  14: "VK wants a captcha solved by a person: open redirect_uri, then repeat the command.",
  15: "No access: the token's owner must be an administrator of the community, and the section must be switched on.",
  17: "VK wants the user validated: open redirect_uri in a browser, then use the new token.",
  24: "VK wants a confirmation by a person.",
  27: "A community token was used; this method needs a user token.",
  28: "A service token was used; this method needs a user token.",
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
  1117: "The token has expired; get a new one.",
};

/** What to do about an error of VK, in a sentence; empty when there is no advice. */
export function hint(code: number): string {
  return hints[code] ?? "";
}
