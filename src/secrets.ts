/** Names of the fields and parameters whose values are never shown. */
const secretNames = [
  "access_token",
  "captcha_key",
  "change_password_hash",
  "client_secret",
  "code",
  "code_verifier",
  "id_token",
  "new_password",
  "old_password",
  "refresh_token",
  "restore_sid",
  "secret_key",
  "service_token",
  "success_token",
  "token",
];

/** What stands in the place of a secret. */
export const masked = "***";

const assignment = new RegExp(
  `\\b(access_token_\\d+|${secretNames.join("|")})(=|"\\s*:\\s*"|'\\s*:\\s*')[^&\\s"']+`,
  "g",
);
/** An upload address in an answer: whatever stands in its query authorizes the upload. */
const uploadAddress = /("upload_url"\s*:\s*"[^"?]*\?)[^"]+/g;
const vkToken = /\bvk\d\.a\.[\w-]+/g;

/**
 * Hides secrets in a text: the given ones, and what looks like a token, a secret or a code.
 *
 * @param text any text that may be shown or logged
 * @param secrets values known to be secret; empty ones are passed over
 * @returns the text with `***` in place of each secret
 */
export function maskText(text: string, ...secrets: readonly string[]): string {
  const known = secrets.filter(Boolean).reduce((rest, secret) => rest.replaceAll(secret, masked), text);
  return known
    .replace(uploadAddress, `$1${masked}`)
    .replace(assignment, `$1$2${masked}`)
    .replace(vkToken, masked);
}

/**
 * Hides the values of secret parameters.
 *
 * @param params parameters of a call, by name
 * @returns a copy with `***` in place of each secret value
 */
export function maskParams(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      secretNames.includes(name) ? masked : maskText(value),
    ]),
  );
}

/**
 * Finds the secrets among parameters.
 *
 * @param params parameters of a request, by name
 * @returns the values of those whose names are those of secrets
 */
export function secretsIn(params: Readonly<Record<string, string>>): string[] {
  return Object.entries(params).flatMap(([name, value]) => (secretNames.includes(name) ? [value] : []));
}

/**
 * Hides secrets anywhere in a value: in its texts, under secret names, and in VK's `{key, value}` pairs.
 *
 * @param value any JSON value
 * @param secrets values known to be secret
 * @returns a copy of the same shape
 */
export function maskValue(value: unknown, ...secrets: readonly string[]): unknown {
  if (typeof value === "string") return maskText(value, ...secrets);
  if (Array.isArray(value)) return value.map(item => maskValue(item, ...secrets));
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).map(([name, item]): [string, unknown] => {
    const key = name === "value" && "key" in value ? String(value.key) : name;
    return [
      name,
      secretNames.includes(key) && typeof item === "string" ? masked : maskValue(item, ...secrets),
    ];
  });
  return Object.fromEntries(pairs);
}

/**
 * Hides what authorizes a request in an address: VK's upload addresses carry tokens and hashes in their query.
 *
 * @param url an absolute address
 * @returns the address without user, password, query and fragment; `?***` tells that there was a query
 */
export function maskUrl(url: string): string {
  if (!URL.canParse(url)) return maskText(url);
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}${search ? `?${masked}` : ""}`;
}
