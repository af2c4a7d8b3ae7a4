import { TransportError, VkApiError, type VkErrorBody } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { maskText, secretsIn } from "../secrets.ts";
import { hint } from "./hints.ts";

/** Encodes a value for VK: booleans as 1 and 0, arrays comma-separated, objects as JSON. `undefined`: the value is not sent. */
export function encode(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Array.isArray(value)) return value.map(item => encode(item) ?? "").join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Encodes parameters for VK; parameters without a value are omitted. */
export function encodeAll(params: Readonly<Record<string, unknown>>): Record<string, string> {
  const encoded = Object.entries(params).map(([name, value]) => [name, encode(value)] as const);
  return Object.fromEntries(encoded.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/**
 * Decodes VK's response.
 *
 * @returns VK's `{response: …}`
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if the response is not VK's JSON
 */
export function decode(
  method: string,
  params: Readonly<Record<string, string>>,
  status: number,
  body: string,
): unknown {
  const decoded = parseObject(body);
  const error = decoded?.error;
  if (isVkError(error)) {
    throw new VkApiError({ method, params, error, hint: hint(method, error) });
  }
  if (status !== 200 || !decoded || !("response" in decoded)) {
    // The error page of a proxy may contain the request.
    const masked = maskText(body, ...secretsIn(params));
    const problem =
      status === 200
        ? localize("{request}: VK sent a response that is not VK's JSON", { request: method })
        : localize("{request}: VK sent HTTP status {status}", { request: method, status });
    throw new TransportError(problem, { status, body: masked, sent: true });
  }
  return decoded;
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Puts integers that JavaScript would round into quotes, because the digits of an ID must not change. */
function withExactNumbers(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  const isRounded = (token: string) => /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
  return json.replace(stringOrNumber, token => (isRounded(token) ? `"${token}"` : token));
}

/** Reads a JSON object; `undefined` when the text is anything else. */
export function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(withExactNumbers(body));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined; // an object has string keys
  } catch {
    return undefined;
  }
}

/** Whether a value is VK's error object. */
export function isVkError(error: unknown): error is VkErrorBody {
  return (
    typeof error === "object" &&
    error !== null &&
    "error_code" in error &&
    typeof error.error_code === "number"
  );
}
