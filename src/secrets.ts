/** Names of fields and parameters whose values are masked. */
const secretNames = [
  "access_token",
  "captcha_key",
  "client_secret",
  "code",
  "code_verifier",
  "id_token",
  "refresh_token",
  "service_token",
  "success_token",
  "token",
];

/** Replacement for a secret. */
export const masked = "***";

const assignment = new RegExp(
  `\\b(access_token_\\d+|${secretNames.join("|")})(=|"\\s*:\\s*"|'\\s*:\\s*')[^&\\s"']+`,
  "g",
);
/** An upload URL in a response; its query authorizes the upload. */
const uploadUrl = /("upload_url"\s*:\s*"[^"?]*\?)[^"]+/g;
const vkToken = /\bvk\d\.a\.[\w-]+/g;

/**
 * Masks secrets in a text: known secrets, and values that look like a token, a secret or a code.
 *
 * @param text text to show or log
 * @param secrets known secrets; empty ones are ignored
 * @returns the text with `***` instead of each secret
 */
export function maskText(text: string, ...secrets: readonly string[]): string {
  return secrets
    .filter(Boolean)
    .reduce((rest, secret) => rest.replaceAll(secret, masked), text)
    .replace(uploadUrl, `$1${masked}`)
    .replace(assignment, `$1$2${masked}`)
    .replace(vkToken, masked);
}

/**
 * Masks the values of secret parameters.
 *
 * @param params request parameters by name
 * @returns a copy with `***` instead of each secret value
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
 * Finds secrets in parameters.
 *
 * @param params request parameters by name
 * @returns the values of secret parameters
 */
export function secretsIn(params: Readonly<Record<string, string>>): string[] {
  return Object.entries(params).flatMap(([name, value]) => (secretNames.includes(name) ? [value] : []));
}

/**
 * Masks secrets anywhere in a value: in strings, in fields with a secret name, and in VK's `{key, value}` pairs.
 *
 * @param value any JSON value
 * @param secrets known secrets
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
 * Masks the secret parts of a URL: the query of a VK upload URL contains tokens and hashes.
 *
 * @param url an absolute URL
 * @returns the URL without user, password, query and fragment; `?***` replaces a query
 */
export function maskUrl(url: string): string {
  if (!URL.canParse(url)) return maskText(url);
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}${search ? `?${masked}` : ""}`;
}
