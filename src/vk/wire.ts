import { TransportError, VkApiError, type VkErrorBody } from "../errors.ts";
import { maskText, secretsIn } from "../secrets.ts";
import { hint } from "./hints.ts";

/** A value as VK reads it: booleans as 1 and 0, lists comma-joined, structures as JSON. `undefined` for what is not sent. */
export function encode(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Array.isArray(value)) return value.map(item => encode(item) ?? "").join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Parameters as VK reads them, without those that have no value. */
export function encodeAll(params: Readonly<Record<string, unknown>>): Record<string, string> {
  const encoded = Object.entries(params).map(([name, value]) => [name, encode(value)] as const);
  return Object.fromEntries(encoded.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/**
 * Reads VK's answer.
 *
 * @returns VK's `{response: …}`
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when the answer is not VK's JSON
 */
export function decode(
  method: string,
  params: Readonly<Record<string, string>>,
  status: number,
  body: string,
): unknown {
  const answer = parseObject(body);
  const error = answer?.error;
  if (isVkError(error)) throw new VkApiError(method, params, error, hint(method, error));
  if (status !== 200 || !answer || !("response" in answer)) {
    const what = status === 200 ? "an answer that is not VK's JSON" : `HTTP status ${status}`;
    // A proxy's page may repeat the request.
    const shown = maskText(body, ...secretsIn(params));
    throw new TransportError(`${method}: VK sent ${what}`, { status, body: shown, sent: true });
  }
  return answer;
}

const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Whole numbers that JavaScript would round stand as texts in it: digits of an id must not change. */
function withExactNumbers(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  const isRounded = (token: string) => /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
  return json.replace(textOrNumber, token => (isRounded(token) ? `"${token}"` : token));
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

/** Whether this is an error object of VK. */
export function isVkError(error: unknown): error is VkErrorBody {
  return (
    typeof error === "object" &&
    error !== null &&
    "error_code" in error &&
    typeof error.error_code === "number"
  );
}
