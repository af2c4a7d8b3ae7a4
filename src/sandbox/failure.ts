import { errorText } from "./error-texts.ts";

/** VK's messages of the errors that the sandbox returns by itself. Source: https://dev.vk.com/ru/reference/errors */
const messages: Readonly<Record<number, string>> = {
  1: "Unknown error occurred",
  3: "Unknown method passed",
  5: "User authorization failed",
  6: "Too many requests per second",
  7: "Permission to perform this action is denied",
  8: "Invalid request",
  9: "Flood control",
  10: "Internal server error",
  12: "Unable to compile code",
  13: "Runtime error occurred during code invocation",
  14: "Captcha needed",
  15: "Access denied",
  17: "Validation required",
  27: "Group authorization failed",
  28: "Application authorization failed",
  24: "Confirmation required",
  29: "Rate limit reached",
  33: "Not implemented yet",
  100: "One of the parameters specified was missing or invalid",
  104: "Not found",
  118: "Invalid server",
  121: "Invalid hash",
  129: "Invalid photo",
  114: "Invalid album id",
  210: "Access to wall's post denied",
  212: "Access to post comments denied",
  213: "Access to status replies denied",
  900: "Can't send messages for users from blacklist",
  901: "Can't send messages for users without permission",
  911: "Keyboard format is invalid",
  914: "Message is too long",
  1402: "Album not found",
  1403: "Item not found",
  1404: "Item already added to album",
  1407: "Too many albums",
  1416: "Variant not found",
  1417: "Property not found",
  1419: "Max variant limit exceeded",
  1421: "Name too long",
  1423: "Variant value is too long",
  1446: "Main album can not be hidden",
  9999: "Not supported http method",
};

/** An error that the VK API returns. */
export class Failure extends Error {
  readonly code: number;
  /** Additional fields of VK's error object: `redirect_uri`, `captcha_sid`, … */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: number, detail = "", extra: Readonly<Record<string, unknown>> = {}) {
    super([messages[code] ?? errorText(code), detail].filter(Boolean).join(": "));
    this.code = code;
    this.extra = extra;
  }
}

/** Creates VK's error 100, for a parameter that is missing or invalid. */
export function invalid(detail: string): Failure {
  return new Failure(100, detail);
}
