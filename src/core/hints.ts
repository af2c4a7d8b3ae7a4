import { settingHint, type VkErrorBody } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { own } from "../validation/own.ts";
import { needsOf } from "./needs.ts";

/** What to do about VK's error codes. Source: https://dev.vk.com/ru/reference/errors */
const hints: Readonly<Record<number, () => string>> = {
  1: () => localize("VK internal error. Try again later."),
  3: () => localize("VK does not know this method. Check the base URL and the API version (v)."),
  6: () => localize("Too many requests per second with this token. Run fewer at a time, or wait a second."),
  8: () =>
    localize(
      "VK does not accept the API version or the form of the request. Leave out v, or set it to 5.199.",
    ),
  9: () => localize("Flood control: the same action was repeated too often. Wait before you repeat it."),
  10: () => localize("VK internal error. Try again later."),
  14: () =>
    localize(
      "VK requires a captcha. Open redirect_uri, solve it, and repeat the request with success_token.",
    ),
  17: () =>
    localize("VK requires validation of the user. Open redirect_uri in a browser, then use the new token."),
  24: () => localize("VK requires a confirmation by a person."),
  29: () => localize("The daily quota of this method is used up. Repeat tomorrow."),
  100: () => localize("A parameter is missing or invalid. VK's message names it."),
  104: () => localize("There is no such object, or the token's owner does not see it. Check the IDs."),
  113: () => localize("There is no such user. Check the ID."),
  125: () => localize("There is no such community. Check group_id."),
  203: () => localize("No access to the community. The token's owner must be its administrator."),
  211: () => localize("The token's owner may not change this comment."),
  212: () =>
    localize(
      "There is no such post, or its comments are closed to the token's owner. Check the ID of the post and of the owner of the wall.",
    ),
  214: () => localize("No right to post here, or the daily number of posts is reached."),
  219: () => localize("An ad was published here a short time ago. Wait."),
  222: () => localize("Links are not allowed in posts of this community."),
  224: () => localize("Too many ads. Wait."),
  243: () => localize("The comment is not deleted, so there is nothing to restore."),
  250: () =>
    localize(
      "There is no such poll, or the token's owner does not see it. Who voted in an anonymous poll, VK shows to nobody.",
    ),
  251: () => localize("There is no such poll. Its ID is that of the post's attachment, not of the post."),
  253: () => localize("VK shows who voted only to those who voted too. Vote with the token's user."),
  600: () => localize("No access to this ad account."),
  601: () => localize("Too many calls of ad methods. Wait before you repeat it."),
  900: () => localize("The user blocked the community, or the community blocked them. Leave them out."),
  901: () =>
    localize(
      "The user did not allow messages from the community. They must write to it first, or allow them.",
    ),
  902: () => localize("The user's privacy settings forbid messages. Leave them out."),
  909: () => localize("A message can be edited for 24 hours."),
  911: () => localize("The keyboard is invalid. formKeyboard creates one."),
  912: () => localize("The bot features of the community are off. Turn them on in its settings."),
  914: () => localize("The message is too long. Split it."),
  917: () => localize("The community is not in this chat, or may not write to it."),
  924: () => localize("A message can be deleted for everyone for 24 hours, and only by its author."),
  1402: () => localize("There is no such product collection. getSelectionList returns them with their IDs."),
  1403: () => localize("There is no such product. getProductList returns them with their IDs."),
  1404: () => localize("The product is already in the collection. Nothing has changed."),
  1405: () => localize("The community has as many products as VK allows. Delete some."),
  1406: () =>
    localize("The collection has as many products as VK allows. Remove some, or use another collection."),
  1407: () => localize("The community has as many product collections as VK allows. Delete some."),
  1408: () => localize("VK does not allow a link in the product's description. Remove it."),
  1409: () =>
    localize("The community's shop lacks what this method requires. Check the settings of the shop."),
  1410: () =>
    localize("Variants of products are off in the community's shop. Check the settings of the shop."),
  1416: () =>
    localize("There is no such variant. getPropertyList returns the properties with their variants."),
  1417: () =>
    localize("There is no such property. getPropertyList returns the properties with their variants."),
  1418: () => localize("The community has as many properties as VK allows. Delete some."),
  1419: () => localize("The property has as many variants as VK allows. Delete some."),
  1421: () => localize("The name is too long. Shorten it."),
  1423: () => localize("The name of the variant is too long. Shorten it."),
  1425: () => localize("A group consists of at least two products."),
  1426: () =>
    localize("Products of a group must have different variants of a property. Change VariantsIds of one."),
  1429: () => localize("Specify all of width, height, depth and weight, or none."),
  1436: () => localize("There is no such order. getOrderList returns them with their IDs."),
  1438: () => localize("The community has no shop. Enable it in the settings of the community."),
  1446: () => localize("The main collection cannot be hidden."),
};

/** What a method requires of a token. */
interface Needs {
  readonly method: string;
  readonly tokens: string;
  readonly scopes: string;
}

/** What to do about error codes that concern the token. */
const tokenHints: Readonly<Record<number, (needs: Needs) => string>> = {
  5: () => localize("The token is invalid or revoked. Get a new one."),
  7: needs =>
    localize("The token lacks a scope. {method} requires: {tokens} token; scopes: {scopes}.", needs),
  15: needs =>
    localize(
      "The token's owner must be an administrator of the community, and the section must be enabled. {method} requires: {tokens} token; scopes: {scopes}.",
      needs,
    ),
  27: needs =>
    localize(
      "{method} does not accept a community token. It requires: {tokens} token; scopes: {scopes}.",
      needs,
    ),
  28: needs =>
    localize(
      "{method} does not accept a service token. It requires: {tokens} token; scopes: {scopes}.",
      needs,
    ),
  1051: needs =>
    localize(
      "{method} does not accept this type of token. It requires: {tokens} token; scopes: {scopes}.",
      needs,
    ),
  1117: () => localize("The token has expired. Get a new one."),
};

/** Hints for messages of VK that are more precise than the error code. */
function hintByMessage(message: string): string | undefined {
  if (/another ip/i.test(message)) {
    return localize("The token is bound to another IP address. Use it where it was issued, or get one here.");
  }
  return /expired/i.test(message) ? localize("The token has expired. Get a new one.") : undefined;
}

/** Token types, for the places of the hints. */
const tokenNames = {
  user: () => localize("user"),
  community: () => localize("community"),
  service: () => localize("service"),
  open: () => localize("none"),
};

/**
 * Returns what to do about VK's error; empty if there is no advice.
 *
 * @param method the VK method
 * @param error VK's error object
 */
export function hint(method: string, { error_code, error_msg }: VkErrorBody): string {
  const byMessage = error_code === 5 ? hintByMessage(error_msg) : undefined;
  if (byMessage) return byMessage;
  const { tokens = [], scope } = needsOf(method) ?? {};
  const needs = {
    method,
    tokens: tokens.map(kind => tokenNames[kind]()).join(", ") || localize("see its page"),
    scopes: scope || (scope === "" ? localize("none") : localize("see its page")),
  };
  const text = own(hints, error_code)?.() ?? own(tokenHints, error_code)?.(needs) ?? "";
  return [text, settingHint(error_code)].filter(Boolean).join(" ");
}
